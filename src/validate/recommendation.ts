import { bootstrapByCustomer } from "./bootstrap.ts";
import type { GateCheck, Interval } from "./report.ts";

/** Metrics of one user's ranked list (distinct items, best first) against what was taken later. */

/** Share of what was taken that stands among the first `n`; of at most `n`, so that 1 can be reached. */
export function recallAt(ranked: readonly number[], taken: ReadonlySet<number>, n: number): number {
  if (taken.size === 0) return Number.NaN;
  return hits(ranked, taken, n) / Math.min(n, taken.size);
}

/** Normalised discounted cumulative gain with binary relevance (Järvelin and Kekäläinen 2002), log base 2. */
export function ndcgAt(ranked: readonly number[], taken: ReadonlySet<number>, n: number): number {
  if (taken.size === 0) return Number.NaN;
  let gain = 0;
  let ideal = 0;
  for (let i = 0; i < n; i++) {
    const discount = 1 / Math.log2(i + 2);
    if (i < taken.size) ideal += discount;
    if (i < ranked.length && taken.has(ranked[i]!)) gain += discount;
  }
  return gain / ideal;
}

/** Share of all items that stand on somebody's list. */
export function coverage(lists: readonly (readonly number[])[], items: number): number {
  return new Set(lists.flat()).size / items;
}

function hits(ranked: readonly number[], taken: ReadonlySet<number>, n: number): number {
  let sum = 0;
  for (let i = 0; i < Math.min(n, ranked.length); i++) if (taken.has(ranked[i]!)) sum++;
  return sum;
}

/** Mean gain of a model over its baseline on the same customers, and its bootstrap interval by customer. */
export interface PairedGain {
  readonly model: number;
  readonly baseline: number;
  readonly gain: number;
  readonly interval: Interval;
}

/** Figures of the same customers by two models, one a customer. */
export function pairedGain(
  customers: Float64Array,
  model: Float64Array,
  baseline: Float64Array,
  seed: number,
): PairedGain {
  const mean = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length;
  const gains = model.map((v, i) => v - baseline[i]!);
  const statistic = (weight: Float64Array) =>
    gains.reduce((sum, gain, i) => sum + weight[i]! * gain, 0) / gains.length;
  return {
    model: mean(model),
    baseline: mean(baseline),
    gain: mean(gains),
    interval: bootstrapByCustomer([{ customers, statistic }], { seed }).mean,
  };
}

/** Better than popularity in both measures, and the interval of each gain says so. */
export function recommendationGate(gains: { readonly recall10: PairedGain; readonly ndcg10: PairedGain }) {
  return (["recall10", "ndcg10"] as const).map(
    (metric): GateCheck => ({
      check: `${metric}Gain`,
      passed: gains[metric].interval.low > 0,
      value: gains[metric].interval.low,
      low: 0,
    }),
  );
}
