import { DAY_MS } from "../../core/clock.ts";
import { byUser, type Interactions, type Taste, tasteOf } from "../../models/recommend/interactions.ts";
import type { Purchases } from "./purchases.ts";

/** Purchases as recommenders read them: customers and products are numbered by their place in ascending keys. */
export interface Tastes {
  /** Keys of the customers who bought goods. */
  readonly customers: Float64Array;
  /** What counts; `often` without products that hardly anyone took: what others took says nothing of them. */
  readonly counted: Interactions;
  readonly often: Interactions;
  /** All that the customer with this number has bought. */
  of(customer: number): Taste;
}

/** How purchases count. */
export interface Weighing {
  /** Purchases fade by half in so many days since the last one; null = they never fade. */
  readonly halfLifeDays: number | null;
  /** Only products bought within so many days count; null = all. */
  readonly lastDays: number | null;
}

/** Products of fewer customers, and all beyond the most taken ones, are left to what they are like. */
const FEWEST_TAKERS = 3;
const MOST_ITEMS = 10_000;
/** Interactions are above 0, however long ago. */
const LEAST = 1e-6;

/** How much a product was wanted: the days it was bought on, on a log scale, fading since the last of them. */
function wanted(days: number, ageDays: number, halfLifeDays: number | null): number {
  return Math.max(LEAST, Math.log2(1 + days) * (halfLifeDays === null ? 1 : 2 ** (-ageDays / halfLifeDays)));
}

/** The tastes of everyone as of a moment; products that `items` does not know are left out. */
export function tastesOf(
  { customer, product, days, last }: Purchases,
  items: ReadonlyMap<number, number>,
  asOf: Date,
  { halfLifeDays, lastDays }: Weighing,
): Tastes {
  const item = Int32Array.from(product, (key) => items.get(key) ?? -1);
  const age = Float64Array.from(last, (at) => (asOf.getTime() - at) / DAY_MS);
  const kept = Array.from(product.keys()).filter((k) => item[k]! >= 0);
  const customers = Float64Array.from(new Set(kept.map((k) => customer[k]!)));
  const userOf = new Map(Array.from(customers, (key, i) => [key, i]));
  const user = Int32Array.from(customer, (key) => userOf.get(key) ?? -1);
  const value = Float32Array.from(days, (count, k) => wanted(count, age[k]!, halfLifeDays));
  const of = (rows: readonly number[]): Interactions => ({
    users: customers.length,
    items: items.size,
    user: Int32Array.from(rows, (k) => user[k]!),
    item: Int32Array.from(rows, (k) => item[k]!),
    value: Float32Array.from(rows, (k) => value[k]!),
  });
  const table = byUser(of(kept));
  const counted = lastDays === null ? kept : kept.filter((k) => age[k]! <= lastDays);
  const often = takenOften(
    counted.map((k) => item[k]!),
    items.size,
  );
  return {
    customers,
    counted: of(counted),
    often: of(counted.filter((k) => often.has(item[k]!))),
    of: (customer) => tasteOf(table, customer),
  };
}

/** What one customer has bought, in the numbering of `items`. */
export function tasteOfOne(
  { product, days, last }: Purchases,
  items: ReadonlyMap<number, number>,
  asOf: Date,
  { halfLifeDays }: Weighing,
): Taste {
  const known = Array.from(product.keys())
    .filter((k) => items.has(product[k]!))
    .sort((a, b) => items.get(product[a]!)! - items.get(product[b]!)!);
  return {
    items: Int32Array.from(known, (k) => items.get(product[k]!)!),
    values: Float32Array.from(known, (k) =>
      wanted(days[k]!, (asOf.getTime() - last[k]!) / DAY_MS, halfLifeDays),
    ),
  };
}

/** Items with enough takers, at most as many as a table of likenesses can hold. */
function takenOften(taken: readonly number[], items: number): Set<number> {
  const takers = new Int32Array(items);
  for (const item of taken) takers[item]!++;
  const enough = Array.from(takers.keys()).filter((i) => takers[i]! >= FEWEST_TAKERS);
  return new Set(enough.sort((a, b) => takers[b]! - takers[a]! || a - b).slice(0, MOST_ITEMS));
}
