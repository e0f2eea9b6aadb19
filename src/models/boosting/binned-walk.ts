import { rowRange, type Team } from "../threads/team.ts";
import type { BinnedRows } from "./bins.ts";
import type { GrownNode } from "./grow.ts";

const NODE_WORDS = 8;

/** Sends binned rows through a grown tree by the kernel, and adds its values to their scores. */
export class BinnedWalk {
  readonly #team: Team;
  readonly #nodes: { readonly at: number; readonly view: Int32Array };
  readonly #sets: { readonly at: number; readonly view: Uint8Array };

  constructor(team: Team, leaves: number) {
    this.#team = team;
    this.#nodes = team.ints(leaves * 2 * NODE_WORDS);
    this.#sets = team.bytes(leaves * 2 * 32);
  }

  /** `scores`: offset of the rows' float32 scores. */
  add(nodes: readonly GrownNode[], rows: BinnedRows, scores: number): void {
    const { at, view } = this.#nodes;
    const sets = this.#sets;
    const numbers = new Float64Array(view.buffer, view.byteOffset, view.length / 2);
    nodes.forEach((node, i) => {
      const kind = node.column < 0 ? -1 : node.kind;
      const set = sets.at + i * 32;
      view.set([Math.max(0, node.column), kind, node.bin, set, node.left, node.right], i * NODE_WORDS);
      numbers[(i * NODE_WORDS) / 2 + 3] = node.value;
      if (node.set) sets.view.set(node.set, i * 32);
    });
    this.#team.run("walkBins", (thread) => [
      rows.bins,
      rows.stride,
      ...rowRange(rows.rows, this.#team.threads, thread),
      at,
      scores,
    ]);
  }
}
