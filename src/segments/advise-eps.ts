import { type Matrix, takeRows } from "../core/matrix.ts";
import { nearestRows } from "../models/neighbours/nearest-rows.ts";

/** The curve is drawn through at most this many rows, evenly spread. */
const CURVE_ROWS = 5000;

/**
 * The distance up to which customers are neighbours, from the curve of distances to the `minSamples`-th nearest row
 * (itself among them), sorted (Ester, Kriegel, Sander and Xu 1996): where the curve bends most, farthest below the line
 * from its beginning to its end (Satopää, Albrecht, Irwin and Raghavan 2011, "Finding a Kneedle in a Haystack").
 */
export function adviseEps(x: Matrix, minSamples: number): number {
  const step = Math.max(1, Math.floor(x.rows / CURVE_ROWS));
  const asked = Array.from({ length: Math.ceil(x.rows / step) }, (_, i) => i * step);
  const k = Math.min(minSamples, x.rows);
  const { squared } = nearestRows(x, takeRows(x, asked), k);
  const curve = Float64Array.from(asked, (_, i) => Math.sqrt(squared[(i + 1) * k - 1]!)).sort();
  return kneeOf(curve);
}

/** The value of an ascending convex curve where it lies farthest below its chord; its end where it is straight. */
export function kneeOf(curve: Float64Array): number {
  const last = curve.length - 1;
  const [low, high] = [curve[0]!, curve[last]!];
  if (!(high > low)) return high > 0 ? high : Number.MIN_VALUE;
  let [knee, most] = [last, 0];
  for (let i = 0; i <= last; i++) {
    const below = i / last - (curve[i]! - low) / (high - low);
    if (below > most) [knee, most] = [i, below];
  }
  return curve[knee]! > 0 ? curve[knee]! : high;
}
