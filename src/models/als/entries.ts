import type { Taste } from "../recommend/interactions.ts";
import type { SparseRows } from "../sparse/sparse-rows.ts";
import type { AlsParameters } from "./parameters.ts";

/** What a rating is measured from: the mean of all, and how far an item's ratings lie from it. 0 for implicit. */
export interface Offsets {
  readonly mean: number;
  readonly item: Float64Array;
}

/** Ratings of an item as good as this many at the mean: few ratings move it little. */
const DAMPING = 10;
/** Ratings of a user as good as this many at the offsets. */
const USER_DAMPING = 5;

/** Mean and damped item offsets of explicit ratings. */
export function offsetsOf(users: SparseRows, p: AlsParameters): Offsets {
  const item = new Float64Array(users.cols);
  if (p.feedback === "implicit") return { mean: 0, item };
  const mean = users.value.reduce((sum, v) => sum + v, 0) / users.value.length;
  const count = new Float64Array(users.cols);
  users.column.forEach((c, k) => {
    item[c]! += users.value[k]! - mean;
    count[c]!++;
  });
  return { mean, item: item.map((sum, c) => sum / (count[c]! + DAMPING)) };
}

/** How far a user's ratings lie from the offsets, damped; 0 for implicit. */
export function userOffset(taste: Taste, { mean, item }: Offsets, p: AlsParameters): number {
  if (p.feedback === "implicit" || taste.items.length === 0) return 0;
  let sum = 0;
  taste.items.forEach((i, k) => {
    sum += taste.values[k]! - mean - item[i]!;
  });
  return sum / (taste.items.length + USER_DAMPING);
}

/**
 * One entry of a row's equation (G + Σ weight y yᵀ) x = Σ target y. Implicit (Hu, Koren and Volinsky 2008): wanted
 * (1) with confidence alpha × value, everything else unwanted (0) with confidence 1, which G = YᵀY holds; so the weight
 * is confidence − 1 and the target the confidence. Explicit: weight 1, target the rating less its offsets.
 */
export function weightOf(value: number, p: AlsParameters): number {
  return p.feedback === "implicit" ? p.alpha * value - 1 : 1;
}

export function targetOf(value: number, offset: number, p: AlsParameters): number {
  return p.feedback === "implicit" ? p.alpha * value : value - offset;
}
