import { ranks } from "../validate/amounts.ts";

/** Percentile rank of each value, 0–100: the share of the others that lie below, ties half. 100 = the highest. */
export function percentiles(values: Float64Array): Float64Array {
  if (values.length === 1) return Float64Array.of(50);
  return ranks(values).map((rank) => (100 * (rank - 1)) / (values.length - 1));
}
