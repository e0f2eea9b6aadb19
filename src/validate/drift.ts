/** From here on two distributions are held to differ for good (the usual reading of the index). */
export const DRIFT_LIMIT = 0.25;

const BINS = 10;
/** A bin nobody is in counts as half a row, so that the index stays finite. */
const EMPTY = 0.5;

/**
 * Population stability index Σ (q − p) ln(q / p) over the tenths of `before` (equal values stay together, missing values
 * are a bin of their own): 0 = the same distribution, above .25 = another one. NaN where one of them is empty.
 * Source: Siddiqi, Credit Risk Scorecards (2006).
 */
export function populationStability(before: Float64Array, after: Float64Array): number {
  if (before.length === 0 || after.length === 0) return Number.NaN;
  const known = before.filter((v) => !Number.isNaN(v)).sort();
  const cuts = new Set<number>();
  for (let k = 1; k < BINS; k++) cuts.add(known[Math.floor((k * known.length) / BINS)]!);
  const edges = Float64Array.from(cuts).filter((v) => !Number.isNaN(v));
  const p = shares(before, edges);
  const q = shares(after, edges);
  return p.reduce((sum, share, k) => sum + (q[k]! - share) * Math.log(q[k]! / share), 0);
}

/** Share of the values in each bin: below the first edge, from edge to edge, missing. */
function shares(values: Float64Array, edges: Float64Array): Float64Array {
  const counts = new Float64Array(edges.length + 2).fill(EMPTY);
  for (const v of values) {
    let bin = edges.length + 1;
    if (!Number.isNaN(v)) {
      bin = 0;
      while (bin < edges.length && v >= edges[bin]!) bin++;
    }
    counts[bin]!++;
  }
  const total = values.length + EMPTY * counts.length;
  return counts.map((count) => count / total);
}
