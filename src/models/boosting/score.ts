import type { Matrix } from "../../core/matrix.ts";
import { Team } from "../threads/team.ts";
import { MaskScorer, maskable } from "./mask-scorer.ts";
import { leafOf, type Trees, treeCount } from "./trees.ts";
import { WalkScorer } from "./walk-scorer.ts";

/** Below this many (row, tree) pairs the plain walk is done before a kernel is set up. */
const PLAIN_PAIRS = 20_000;

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
  const scorer = scorerOf(Team.alone("boosting"), trees, x.cols);
  const out = new Float64Array(x.rows);
  for (let from = 0; from < x.rows; from += scorer.chunk) scorer.scoreChunk(base, x, from, out);
  return out;
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
    const scorer = scorerOf(team, trees, x.cols);
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

function scorerOf(team: Team, trees: Trees, cols: number): MaskScorer | WalkScorer {
  return maskable(trees) ? new MaskScorer(team, trees, cols) : new WalkScorer(team, trees, cols);
}
