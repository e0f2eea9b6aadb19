import type { Matrix } from "../../core/matrix.ts";
import { rowRange, Team } from "../threads/team.ts";
import { leafOf, type Trees, treeCount, treeDepth } from "./trees.ts";

/** Below this many (row, tree) pairs the plain walk is done before a kernel is set up. */
const PLAIN_PAIRS = 20_000;
/** Rows that are copied into the kernel's memory at once, by their float32 values. */
const CHUNK_CELLS = 1_000_000;

/** base + the trees' values in order, one a row: the plain walk, which the kernel equals bit for bit. */
export function marginPlain(trees: Trees, base: number, x: Matrix): Float64Array {
  const out = new Float64Array(x.rows);
  for (let row = 0; row < x.rows; row++) {
    let sum = base;
    for (let tree = 0; tree < treeCount(trees); tree++)
      sum += trees.value[leafOf(trees, tree, x.data, row * x.cols)]!;
    out[row] = sum;
  }
  return out;
}

/** The same on the calling thread, by the kernel when it pays. */
export function margin(trees: Trees, base: number, x: Matrix): Float64Array {
  if (x.rows * treeCount(trees) <= PLAIN_PAIRS) return marginPlain(trees, base, x);
  return new Scorer(Team.alone("boosting"), trees, x.cols).margin(base, x);
}

/** The same with several threads; lets the event loop turn between chunks. */
export async function marginThreads(
  trees: Trees,
  base: number,
  x: Matrix,
  threads: number,
  signal?: AbortSignal,
): Promise<Float64Array> {
  if (x.rows * treeCount(trees) <= PLAIN_PAIRS) return marginPlain(trees, base, x);
  const team = await Team.start({ kernel: "boosting", threads });
  try {
    const scorer = new Scorer(team, trees, x.cols);
    const out = new Float64Array(x.rows);
    for (let from = 0; from < x.rows; from += scorer.chunk) {
      signal?.throwIfAborted();
      scorer.scoreChunk(base, x, from, out);
      await new Promise(setImmediate);
    }
    return out;
  } finally {
    await team.close();
  }
}

/** Trees laid out for the kernel in a team's memory. */
class Scorer {
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

  margin(base: number, x: Matrix): Float64Array {
    const out = new Float64Array(x.rows);
    for (let from = 0; from < x.rows; from += this.chunk) this.scoreChunk(base, x, from, out);
    return out;
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

const word = new Int32Array(1);
const float = new Float32Array(word.buffer);

/** The next float32 below `value` (itself for −∞). */
function nextBelow(value: number): number {
  if (value === Number.NEGATIVE_INFINITY) return value;
  if (value === 0) return -1.401298464324817e-45;
  float[0] = value;
  word[0] = word[0]! + (value > 0 ? -1 : 1);
  return float[0]!;
}
