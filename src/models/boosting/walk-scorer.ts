import type { Matrix } from "../../core/matrix.ts";
import { rowRange, type Team } from "../threads/team.ts";
import { nextBelow } from "./next-below.ts";
import { type Trees, treeCount, treeDepth } from "./trees.ts";

/** Rows that are copied into the kernel's memory at once, by their float32 values. */
const CHUNK_CELLS = 1_000_000;

/** Trees laid out for walking, in a team's memory. */
export class WalkScorer {
  /** Rows of a chunk. */
  readonly chunk: number;
  readonly #team: Team;
  readonly #treeCount: number;
  readonly #nodes: number;
  readonly #values: number;
  readonly #roots: number;
  readonly #depths: number;
  readonly #mixed: boolean;
  readonly #x: { at: number; view: Float32Array };
  readonly #out: { at: number; view: Float64Array };

  constructor(team: Team, trees: Trees, cols: number) {
    const count = treeCount(trees);
    const nodeCount = trees.column.length;
    const nodes = team.ints(nodeCount * 4);
    const values = team.doubles(nodeCount);
    const roots = team.ints(count);
    const depths = team.ints(count);
    const sets = team.ints(trees.sets.length);
    sets.view.set(trees.sets);
    values.view.set(trees.value);
    layOut(trees, nodes.view, nodes.at, sets.at);
    for (let tree = 0; tree < count; tree++) {
      roots.view[tree] = nodes.at + trees.roots[tree]! * 16;
      depths.view[tree] = treeDepth(trees, tree);
    }
    this.chunk = Math.max(1024, Math.ceil(CHUNK_CELLS / Math.max(1, cols) / 128) * 128);
    this.#team = team;
    this.#treeCount = count;
    this.#nodes = nodes.at;
    this.#values = values.at;
    this.#roots = roots.at;
    this.#depths = depths.at;
    this.#mixed = trees.set.some((set) => set >= 0);
    this.#x = team.floats((this.chunk + 8) * cols);
    this.#out = team.doubles(this.chunk + 8);
  }

  /** Margins of rows from … from + chunk − 1 into `out`. */
  scoreChunk(base: number, x: Matrix, from: number, out: Float64Array): void {
    const rows = Math.min(this.chunk, x.rows - from);
    this.#x.view.set(x.data.subarray(from * x.cols, (from + rows) * x.cols));
    this.#out.view.fill(base);
    this.#team.run(this.#mixed ? "predictMixed" : "predict", (thread) => {
      const [first, end] = rowRange(rows, this.#team.threads, thread, 128);
      return [
        this.#x.at + first * x.cols * 4,
        x.cols,
        Math.max(0, end - first),
        this.#nodes,
        this.#values,
        this.#roots,
        this.#depths,
        this.#treeCount,
        this.#out.at + first * 8,
      ];
    });
    out.set(this.#out.view.subarray(0, rows), from);
  }
}

/** The kernel's nodes (kernels/boosting/predict.ts): threshold, column offset with flags, child if false, if true. */
function layOut(trees: Trees, nodes: Int32Array, nodesAt: number, setsAt: number): void {
  const floats = new Float32Array(nodes.buffer, nodes.byteOffset, nodes.length);
  const child = (id: number) => nodesAt + id * 16;
  for (let id = 0; id < trees.column.length; id++) {
    const at = id * 4;
    const column = trees.column[id]!;
    const missingLeft = trees.missingLeft[id] === 1;
    const left = child(trees.left[id]!);
    const right = child(trees.right[id]!);
    const set = trees.set[id]!;
    if (column < 0) {
      nodes[at + 2] = nodes[at + 3] = child(id);
    } else if (set >= 0) {
      nodes[at] = setsAt + set * 4;
      nodes[at + 1] = column * 4 + 1;
      nodes[at + 2] = missingLeft ? left : right;
      nodes[at + 3] = missingLeft ? right : left;
    } else if (missingLeft) {
      floats[at] = trees.threshold[id]!;
      nodes[at + 1] = column * 4;
      nodes[at + 2] = left;
      nodes[at + 3] = right;
    } else {
      // Missing is never "true", so here "true" must mean left: value ≤ t, as −value > the float next below −t.
      floats[at] = nextBelow(-trees.threshold[id]!);
      nodes[at + 1] = (column * 4) | 0x8000_0000;
      nodes[at + 2] = right;
      nodes[at + 3] = left;
    }
  }
}
