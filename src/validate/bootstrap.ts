import { Random } from "../core/random.ts";
import { quantileOfSorted } from "./quantile.ts";
import type { Interval } from "./report.ts";

/** One proof period as the bootstrap sees it: whose row each row is, and the statistic under row weights. */
export interface Resampled {
  /** Customer key of each row. */
  readonly customers: Float64Array;
  /** The statistic where row i counts `weight[i]` times. */
  statistic(weight: Float64Array): number;
}

export interface BootstrapResult {
  /** Interval of the mean of all periods' statistics. */
  readonly mean: Interval;
  /** Interval of each period's own statistic. */
  readonly each: readonly Interval[];
}

/**
 * Percentile bootstrap by customer: each draw takes as many customers as there are, with replacement, and a customer
 * drawn k times counts k times in every period. Pairing is in the statistic (a difference of two models on one weight).
 */
export function bootstrapByCustomer(
  periods: readonly Resampled[],
  options: { readonly draws?: number; readonly level?: number; readonly seed: number },
): BootstrapResult {
  const { draws = 1000, level = 0.95, seed } = options;
  const keys = [...new Set(periods.flatMap((p) => [...p.customers]))].sort((a, b) => a - b);
  const slot = new Map(keys.map((key, i) => [key, i]));
  const slots = periods.map((p) => Uint32Array.from(p.customers, (key) => slot.get(key)!));
  const weights = periods.map((p) => new Float64Array(p.customers.length));
  const random = new Random(seed).fork("bootstrap");
  const counts = new Float64Array(keys.length);
  const all = periods.map(() => new Float64Array(draws));
  const means = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    counts.fill(0);
    for (let i = 0; i < keys.length; i++) counts[random.int(keys.length)]!++;
    let sum = 0;
    periods.forEach((period, k) => {
      const weight = weights[k]!;
      const rows = slots[k]!;
      for (let i = 0; i < weight.length; i++) weight[i] = counts[rows[i]!]!;
      const value = period.statistic(weight);
      all[k]![draw] = value;
      sum += value;
    });
    means[draw] = sum / periods.length;
  }
  return { mean: percentiles(means, level), each: all.map((values) => percentiles(values, level)) };
}

function percentiles(values: Float64Array, level: number): Interval {
  const sorted = values.filter((v) => !Number.isNaN(v)).sort();
  return {
    low: quantileOfSorted(sorted, (1 - level) / 2),
    high: quantileOfSorted(sorted, (1 + level) / 2),
    level,
  };
}
