import type { Matrix } from "../../core/matrix.ts";
import { rowRange, type Team } from "../threads/team.ts";
import { nextBelow } from "./next-below.ts";
import { type Trees, treeCount } from "./trees.ts";

/** Leaves of a tree that one word can name. */
const MOST_LEAVES = 32;
/** Rows that the kernel takes at once. */
const BLOCK = 16;
/** Rows that are copied into the kernel's memory at once, by their float32 values. */
const CHUNK_CELLS = 1_000_000;

/** Whether the kernel of masks can score these trees: at most 32 leaves each, numbers only. */
export function maskable(trees: Trees): boolean {
  for (const set of trees.set) if (set >= 0) return false;
  for (let tree = 0; tree < treeCount(trees); tree++)
    if (trees.roots[tree + 1]! - trees.roots[tree]! >= 2 * MOST_LEAVES) return false;
  return true;
}

/** Trees laid out for the kernel of masks (kernels/boosting/predict-masks.ts), in a team's memory. */
export class MaskScorer {
  /** Rows of a chunk. */
  readonly chunk: number;
  readonly #team: Team;
  readonly #treeCount: number;
  readonly #starts: number;
  readonly #leaves: number;
  readonly #turned: number;
  readonly #x: { at: number; view: Float32Array };
  readonly #out: { at: number; view: Float64Array };

  constructor(team: Team, trees: Trees, cols: number) {
    const count = treeCount(trees);
    const nodes = team.ints(trees.column.length * 3);
    const starts = team.ints(count + 1);
    const leaves = team.doubles(count * MOST_LEAVES);
    const layout = new Layout(trees, nodes.view, leaves.view);
    for (let tree = 0; tree < count; tree++) {
      starts.view[tree] = nodes.at + layout.nodes * 12;
      layout.add(tree);
    }
    starts.view[count] = nodes.at + layout.nodes * 12;
    this.chunk = Math.max(1024, Math.ceil(CHUNK_CELLS / Math.max(1, cols) / 128) * 128);
    this.#team = team;
    this.#treeCount = count;
    this.#starts = starts.at;
    this.#leaves = leaves.at;
    this.#turned = team.alloc(team.threads * cols * 128);
    this.#x = team.floats(this.chunk * cols);
    this.#out = team.doubles(this.chunk + BLOCK);
  }

  /** Margins of rows from … from + chunk − 1 into `out`. */
  scoreChunk(base: number, x: Matrix, from: number, out: Float64Array): void {
    const rows = Math.min(this.chunk, x.rows - from);
    this.#x.view.set(x.data.subarray(from * x.cols, (from + rows) * x.cols));
    this.#out.view.fill(base);
    this.#team.run("predictMasks", (thread) => {
      const [first, end] = rowRange(rows, this.#team.threads, thread, 128);
      return [
        this.#x.at + first * x.cols * 4,
        x.cols,
        Math.max(0, end - first),
        this.#starts,
        this.#leaves,
        this.#treeCount,
        this.#turned + thread * x.cols * 128,
        this.#out.at + first * 8,
      ];
    });
    out.set(this.#out.view.subarray(0, rows), from);
  }
}

/** Writes trees as the kernel reads them: nodes of threshold, column offset and struck-out leaves; leaf values. */
class Layout {
  readonly #trees: Trees;
  readonly #words: Int32Array;
  readonly #floats: Float32Array;
  readonly #leaves: Float64Array;
  /** Nodes written. */
  nodes = 0;
  /** The next leaf of the tree that is being written. */
  #leaf = 0;

  constructor(trees: Trees, words: Int32Array, leaves: Float64Array) {
    this.#trees = trees;
    this.#words = words;
    this.#floats = new Float32Array(words.buffer, words.byteOffset, words.length);
    this.#leaves = leaves;
  }

  add(tree: number): void {
    this.#leaf = tree * MOST_LEAVES;
    this.#write(this.#trees.roots[tree]!, tree * MOST_LEAVES);
  }

  /**
   * The side where the test is not true comes first in the order of leaves: its leaves are struck out where it is true,
   * so that the first leaf left over is the right one. Missing is never "true": where it goes right, the test is −value
   * > the float next below −threshold, which is true on the left.
   */
  #write(id: number, firstOfTree: number): void {
    const { column, threshold, missingLeft, left, right, value } = this.#trees;
    if (column[id]! < 0) {
      this.#leaves[this.#leaf++] = value[id]!;
      return;
    }
    const at = this.nodes++ * 3;
    const straight = missingLeft[id] === 1;
    this.#floats[at] = straight ? threshold[id]! : nextBelow(-threshold[id]!);
    this.#words[at + 1] = column[id]! * 128 + (straight ? 0 : 64);
    const from = this.#leaf - firstOfTree;
    this.#write(straight ? left[id]! : right[id]!, firstOfTree);
    const until = this.#leaf - firstOfTree;
    this.#words[at + 2] = bits(until) & ~bits(from);
    this.#write(straight ? right[id]! : left[id]!, firstOfTree);
  }
}

/** The lowest `n` bits, n at most 31. */
function bits(n: number): number {
  return (1 << n) - 1;
}
