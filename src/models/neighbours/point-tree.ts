import type { Matrix } from "../../core/matrix.ts";
import type { Team } from "../threads/team.ts";

/** Points of a block, the most that a leaf holds. */
const BLOCK = 16;
/** Below this many values a second thread costs more than it brings. */
const THREAD_CELLS = 50_000;
/** Levels that the caller divides; the subtrees below are shared out to the threads. */
const TOP_LEVELS = 3;

/** Threads that are worth starting for a matrix. */
export function threadsFor(x: Matrix, threads = 1): number {
  return x.rows * x.cols < THREAD_CELLS ? 1 : threads;
}

/** Bytes of scratch that each thread of the neighbours kernel needs. */
const SCRATCH_BYTES = 2048;

/**
 * A kd-tree over the rows of a matrix in the memory of a team with the `neighbours` kernel (kernels/neighbours/tree.ts):
 * the widest column of a node is split at a whole number of blocks of 16 points. Node k has the children 2k + 1 and 2k + 2.
 */
export class PointTree {
  readonly team: Team;
  readonly size: number;
  readonly cols: number;
  /** Nodes [firstLeaf, nodes) are the leaves. */
  readonly firstLeaf: number;
  readonly nodes: number;
  /** Row of the input at each place of the tree's order. */
  readonly order: Int32Array;
  /** Byte offset of the block that tells the kernel of the tree, and of a counter for sharing out work. */
  readonly at: number;
  readonly #counter: { readonly at: number; readonly view: Int32Array };
  readonly #scratch: number;

  /** Finite rows, at least one. Throws `memory-limit`. */
  constructor(team: Team, { rows, cols, data }: Matrix) {
    let levels = 0;
    while (BLOCK * 2 ** levels < rows) levels++;
    const wide = Math.ceil(cols / 4) * 4;
    this.team = team;
    this.size = rows;
    this.cols = cols;
    this.firstLeaf = 2 ** levels - 1;
    this.nodes = 2 ** (levels + 1) - 1;
    this.#counter = team.ints(1);
    this.#scratch = team.alloc(team.threads * SCRATCH_BYTES);
    const from = team.ints(this.nodes);
    const to = team.ints(this.nodes);
    const order = team.ints(rows);
    const stage = team.floats(rows * wide);
    const keys = team.floats(rows);
    const boxes = team.floats(this.nodes * 2 * wide);
    const points = team.floats(rows * wide);
    const blocks = team.floats(Math.ceil(rows / BLOCK) * BLOCK * cols);
    to.view[0] = rows;
    for (let i = 0; i < rows; i++) order.view[i] = i;
    if (wide === cols) stage.view.set(data.subarray(0, rows * cols));
    else
      for (let i = 0, p = 0, q = 0; i < rows; i++, q += wide - cols)
        for (let j = 0; j < cols; j++) stage.view[q++] = data[p++]!;
    this.order = order.view;
    const block = team.ints(12);
    const parts = [from, to, order, stage, keys, boxes, points, blocks];
    block.view.set([rows, cols, wide, this.firstLeaf, ...parts.map((part) => part.at)]);
    this.at = block.at;
    const top = Math.min(levels, TOP_LEVELS);
    for (let node = 0; node < 2 ** top - 1; node++) team.call("divide", this.at, node);
    this.shareOut("growBelow", [this.at], 2 ** top - 1, 2 ** (top + 1) - 1);
    team.run("layOut", (thread) => {
      const share = Math.ceil(rows / team.threads / BLOCK) * BLOCK;
      return [this.at, Math.min(rows, share * thread), Math.min(rows, share * (thread + 1))];
    });
  }

  /** Runs a kernel function of (…args, counter, last, scratch) on the items [from, to); threads take one after the other. */
  shareOut(name: string, args: readonly number[], from: number, to: number): void {
    this.#counter.view[0] = from;
    this.team.run(name, (thread) => [...args, this.#counter.at, to, this.#scratch + thread * SCRATCH_BYTES]);
  }
}
