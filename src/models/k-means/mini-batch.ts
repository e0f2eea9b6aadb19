import type { Matrix } from "../../core/matrix.ts";
import type { Random } from "../../core/random.ts";
import { breathe } from "../breathe.ts";
import type { FitContext } from "../estimator.ts";
import type { Points } from "./points.ts";

/** Batches without a better smoothed inertia after which to stop, as in scikit-learn. */
const PATIENCE = 10;

/**
 * Moves `start` by batches of rows drawn by seed; each centre is the mean of all rows that were ever sent to it
 * (Sculley 2010, "Web-scale k-means clustering"). Returns the centres and how many batches were taken.
 */
export async function miniBatch(
  batch: Points,
  x: Matrix,
  offset: Float64Array,
  start: Float64Array,
  maxIter: number,
  random: Random,
  ctx: FitContext,
): Promise<{ readonly centres: Float64Array; readonly converged: boolean; readonly nIter: number }> {
  const { cols, groups } = batch;
  const centres = start.slice();
  const seen = new Float64Array(groups);
  const rows = new Int32Array(batch.rows);
  let smoothed = Number.NaN;
  let best = Number.POSITIVE_INFINITY;
  let waited = 0;
  const weight = Math.min(1, (2 * batch.rows) / (x.rows + 1));
  for (let iter = 1; iter <= maxIter; iter++) {
    await breathe(ctx.signal);
    ctx.onProgress?.(iter, maxIter);
    for (let i = 0; i < rows.length; i++) rows[i] = random.int(x.rows);
    batch.load(x, offset, rows.sort());
    const { sums, counts } = batch.step(centres);
    const cost = batch.inertia(centres) / batch.rows;
    smoothed = Number.isNaN(smoothed) ? cost : smoothed * (1 - weight) + cost * weight;
    for (let g = 0; g < groups; g++) {
      if (counts[g] === 0) continue;
      seen[g]! += counts[g]!;
      for (let c = g * cols; c < (g + 1) * cols; c++)
        centres[c]! += (sums[c]! - counts[g]! * centres[c]!) / seen[g]!;
    }
    waited = smoothed < best ? 0 : waited + 1;
    best = Math.min(best, smoothed);
    if (waited >= PATIENCE) return { centres, converged: true, nIter: iter };
  }
  return { centres, converged: false, nIter: maxIter };
}
