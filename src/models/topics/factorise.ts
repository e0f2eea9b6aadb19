import { Random } from "../../core/random.ts";
import { breathe } from "../breathe.ts";
import type { FitContext } from "../estimator.ts";
import { type SparseRows, transposed } from "../sparse/sparse-rows.ts";
import type { TopicsParameters } from "./parameters.ts";

export interface Factors {
  /** Row-major columns of the table × topics: how much a term belongs to a topic. */
  readonly terms: Float64Array;
  readonly converged: boolean;
  readonly nIter: number;
}

/**
 * Non-negative matrix factorisation x ≈ W Hᵀ by coordinate descent (HALS; Cichocki and Phan 2009): every weight in turn
 * takes its best non-negative value while the others rest, so the error never rises.
 */
export async function factorise(x: SparseRows, p: TopicsParameters, ctx: FitContext): Promise<Factors> {
  const n = p.nTopics;
  const random = new Random(ctx.seed).fork("topics");
  const mean = x.value.reduce((sum, v) => sum + v, 0) / (x.rows * x.cols);
  const scale = Math.sqrt(mean / n);
  const draw = (length: number) => Float64Array.from({ length }, () => scale * Math.abs(random.normal()));
  const rows = draw(x.rows * n);
  const terms = draw(x.cols * n);
  const flipped = transposed(x);
  let first = 0;
  for (let iter = 1; iter <= p.maxIter; iter++) {
    await breathe(ctx.signal);
    ctx.onProgress?.(iter, p.maxIter);
    const moved = sweep(x, rows, terms, n) + sweep(flipped, terms, rows, n);
    if (iter === 1) first = moved;
    if (moved <= p.tol * first) return { terms, converged: true, nIter: iter };
  }
  return { terms, converged: false, nIter: p.maxIter };
}

/** The weights of new rows against topics that rest. */
export function weightsOf(x: SparseRows, terms: Float64Array, n: number): Float64Array {
  const rows = new Float64Array(x.rows * n).fill(1 / n);
  for (let iter = 0; iter < 50; iter++) if (sweep(x, rows, terms, n) < 1e-9 * rows.length) break;
  return rows;
}

/** One pass over all weights of one side; returns how much they moved, summed. */
function sweep(
  { rows, start, column, value }: SparseRows,
  w: Float64Array,
  h: Float64Array,
  n: number,
): number {
  const gram = new Float64Array(n * n);
  for (let at = 0; at < h.length; at += n)
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) gram[i * n + j]! += h[at + i]! * h[at + j]!;
  const target = new Float64Array(n);
  let moved = 0;
  for (let r = 0; r < rows; r++) {
    target.fill(0);
    for (let k = start[r]!; k < start[r + 1]!; k++)
      for (let t = 0, at = column[k]! * n; t < n; t++) target[t]! += value[k]! * h[at + t]!;
    for (let t = 0; t < n; t++) {
      const own = gram[t * n + t]!;
      if (own === 0) continue;
      let gradient = -target[t]!;
      for (let s = 0; s < n; s++) gradient += gram[t * n + s]! * w[r * n + s]!;
      const next = Math.max(0, w[r * n + t]! - gradient / own);
      moved += Math.abs(next - w[r * n + t]!);
      w[r * n + t] = next;
    }
  }
  return moved;
}
