import { KindredError } from "../../core/errors.ts";

/** What each customer has done so far, one a row; times in one unit of the caller's choice (days, weeks). */
export interface BuyingHistory {
  /** Repeat purchases: purchase occasions after the first. Whole, 0 … 1,000,000. */
  readonly frequency: Float64Array;
  /** Time from the first purchase to the last; 0 where there is no repeat purchase. */
  readonly recency: Float64Array;
  /** Time from the first purchase to now: T of the paper. */
  readonly age: Float64Array;
}

export interface BuyingData extends BuyingHistory {
  /** Customers a row stands for; positive, 1 when absent. */
  readonly weight?: Float64Array;
}

/** Throws `bad-value` with column, row (from 1) and what is allowed. */
export function checkHistory({ frequency, recency, age }: BuyingHistory): void {
  if (recency.length !== frequency.length || age.length !== frequency.length)
    throw new KindredError("wrong-columns", {
      expected: frequency.length,
      given: recency.length === frequency.length ? age.length : recency.length,
    });
  for (let i = 0; i < frequency.length; i++) {
    const x = frequency[i]!;
    const last = recency[i]!;
    const now = age[i]!;
    if (!(Number.isInteger(x) && x >= 0 && x <= 1e6))
      throw bad("frequency", i, x, "whole numbers, 0 … 1,000,000");
    if (!(now >= 0 && now < Number.POSITIVE_INFINITY)) throw bad("age", i, now, "finite numbers, 0 or more");
    if (!(last >= 0 && last <= now)) throw bad("recency", i, last, `0 … ${now}, the age`);
    if (x === 0 && last !== 0) throw bad("recency", i, last, "0 where there is no repeat purchase");
  }
}

function bad(column: string, i: number, value: number, allowed: string): KindredError {
  return new KindredError("bad-value", { column, row: i + 1, value: String(value), allowed });
}
