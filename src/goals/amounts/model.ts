import type { Design } from "../../core/matrix.ts";
import type { Contributions, ModelState } from "../../models/estimator.ts";

/** Least expected amount, in minor units: nobody is certain to spend nothing, and reasons need its logarithm. */
export const SMALLEST_AMOUNT = 1;

/**
 * The interval widened where needed to hold the mean: where nine of ten spend nothing, the middle 80 % is 0 to 0, and a
 * mean outside its interval reads as a mistake.
 */
export function holdingMean(
  { low, high }: { readonly low: Float64Array; readonly high: Float64Array },
  mean: Float64Array,
): { low: Float64Array; high: Float64Array } {
  return {
    low: low.map((v, i) => Math.min(v, mean[i]!)),
    high: high.map((v, i) => Math.max(v, mean[i]!)),
  };
}

/** A fitted model of what customers spend within the horizon, in minor units. */
export interface AmountModel {
  /** Method id. */
  readonly name: "bg-nbd" | "boosting";
  /** Columns it reads, in order: designs are given with just these. */
  readonly columns: readonly string[];
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The mean of each row's distribution, at least SMALLEST_AMOUNT. */
  expected(design: Design): Float64Array;
  /** The middle 80 % of it, widened where needed to hold the mean. */
  interval(design: Design, signal?: AbortSignal): Promise<{ low: Float64Array; high: Float64Array }>;
  /** F(actual−) and F(actual), one a row. */
  cumulative(
    design: Design,
    actual: Float64Array,
    signal?: AbortSignal,
  ): Promise<{ below: Float64Array; upTo: Float64Array }>;
  /** Base + a row's effects = the logarithm of its expected amount. */
  contributions(design: Design, ctx?: { threads?: number; signal?: AbortSignal }): Promise<Contributions>;
  save(): ModelState;
}
