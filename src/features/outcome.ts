import { addDays } from "../core/clock.ts";
import type { Reader } from "../store/reader.ts";
import type { Outcome } from "./algebra.ts";
import { compileFeatures } from "./compile.ts";
import { duckdb } from "./dialect.ts";
import { joinedPeople, peopleAt } from "./people.ts";

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
  const end = addDays(cutOff, horizonDays);
  const people = await peopleAt(reader, end);
  const sql = compileFeatures([{ name: "outcome", unit: "count", value }], duckdb, undefined, people);
  const columns = await reader.columns(sql, [end]);
  const joined = await joinedPeople(reader, end);
  const keys = columns.customer as Float64Array;
  const values = columns.outcome as Float64Array;
  const out = new Float64Array(customers.length);
  for (let i = 0; i < customers.length; i++) {
    // A profile that joined another one within the horizon did what that person did.
    const k = placeOf(keys, joined.get(customers[i]!) ?? customers[i]!);
    const amount = k === undefined ? 0 : values[k]!;
    if (outcome.want === "amount") out[i] = amount;
    else out[i] = amount > 0 === (outcome.want === "present") ? 1 : 0;
  }
  return out;
}

/** Where `key` stands among ascending keys. */
function placeOf(keys: Float64Array, key: number): number | undefined {
  let from = 0;
  let to = keys.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (keys[middle]! < key) from = middle + 1;
    else to = middle;
  }
  return keys[from] === key ? from : undefined;
}
