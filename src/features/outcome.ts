import { addDays } from "../core/clock.ts";
import type { Reader } from "../store/reader.ts";
import type { Outcome } from "./algebra.ts";
import { compileFeatures } from "./compile.ts";
import { duckdb } from "./dialect.ts";

export interface OutcomeOptions {
  /** T: the outcome is what happened in [T, T + horizon). */
  readonly cutOff: Date;
  readonly horizonDays: number;
  /** Keys of the customers asked for, ascending. */
  readonly customers: Float64Array;
}

/** The outcome of each customer, as known at the end of the horizon: 0 or 1, or the amount. Same order as `customers`. */
export async function computeOutcome(
  reader: Reader,
  outcome: Outcome,
  { cutOff, horizonDays, customers }: OutcomeOptions,
): Promise<Float64Array> {
  const value = { ...outcome.of, op: "measure", windowDays: horizonDays } as const;
  const sql = compileFeatures([{ name: "outcome", unit: "count", value }], duckdb);
  const columns = await reader.columns(sql, [addDays(cutOff, horizonDays)]);
  const keys = columns.customer as Float64Array;
  const values = columns.outcome as Float64Array;
  const out = new Float64Array(customers.length);
  for (let i = 0, k = 0; i < customers.length; i++) {
    while (k < keys.length && keys[k]! < customers[i]!) k++;
    const amount = keys[k] === customers[i] ? values[k]! : 0;
    if (outcome.want === "amount") out[i] = amount;
    else out[i] = amount > 0 === (outcome.want === "present") ? 1 : 0;
  }
  return out;
}
