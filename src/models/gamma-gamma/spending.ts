import { KindredError } from "../../core/errors.ts";

/** What each customer has spent, one a row. */
export interface SpendingHistory {
  /** Purchases that the mean is over (in the paper the repeat purchases). Whole, 0 or more. */
  readonly frequency: Float64Array;
  /** Mean value of a purchase, in any unit of money. */
  readonly value: Float64Array;
}

export interface SpendingData extends SpendingHistory {
  /** Customers a row stands for; positive, 1 when absent. */
  readonly weight?: Float64Array;
}

/** Throws `bad-value` with column, row (from 1) and what is allowed. */
export function checkSpending({ frequency, value }: SpendingHistory): void {
  if (value.length !== frequency.length)
    throw new KindredError("wrong-columns", { expected: frequency.length, given: value.length });
  for (let i = 0; i < value.length; i++) {
    const x = frequency[i]!;
    if (!(Number.isInteger(x) && x >= 0)) throw bad("frequency", i, x, "whole numbers, 0 or more");
    if (!Number.isFinite(value[i]!)) throw bad("value", i, value[i]!, "finite numbers");
  }
}

function bad(column: string, i: number, value: number, allowed: string): KindredError {
  return new KindredError("bad-value", { column, row: i + 1, value: String(value), allowed });
}

/** The customers that say something about spending: with a purchase, of a positive mean value. */
export interface Spenders {
  /** Purchases, ascending, so that equal counts stand together. */
  readonly frequency: Float64Array;
  readonly value: Float64Array;
  readonly weight: Float64Array;
  readonly totalWeight: number;
}

export function spendersOf({ frequency, value, weight }: SpendingData): Spenders {
  const rows = Array.from(frequency.keys())
    .filter((i) => frequency[i]! > 0 && value[i]! > 0)
    .sort((i, j) => frequency[i]! - frequency[j]! || i - j);
  const take = (from: Float64Array): Float64Array => Float64Array.from(rows, (i) => from[i]!);
  const counted = weight ? take(weight) : new Float64Array(rows.length).fill(1);
  return {
    frequency: take(frequency),
    value: take(value),
    weight: counted,
    totalWeight: counted.reduce((a, b) => a + b, 0),
  };
}

/** Weighted mean value of a purchase, each customer counted once. */
export function meanValue({ value, weight, totalWeight }: Spenders): number {
  return value.reduce((sum, v, i) => sum + v * (weight[i]! / totalWeight), 0);
}

/**
 * Pearson's correlation between how often customers buy and how much they spend each time: the model assumes 0.
 * 0 where one of the two does not vary.
 */
export function frequencyValueCorrelation(spenders: Spenders): number {
  const { frequency, value, weight, totalWeight } = spenders;
  const centreValue = meanValue(spenders);
  const centreFrequency = meanValue({ ...spenders, value: frequency });
  let both = 0;
  let squaresValue = 0;
  let squaresFrequency = 0;
  for (let i = 0; i < value.length; i++) {
    const w = weight[i]! / totalWeight;
    const m = value[i]! - centreValue;
    const x = frequency[i]! - centreFrequency;
    both += w * m * x;
    squaresValue += w * m * m;
    squaresFrequency += w * x * x;
  }
  const spread = Math.sqrt(squaresValue * squaresFrequency);
  // What is left of a constant after rounding is no spread.
  return spread > 1e-12 * centreValue * centreFrequency ? both / spread : 0;
}
