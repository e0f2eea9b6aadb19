import { peopleAt } from "../features/people.ts";
import type { Reader } from "../store/reader.ts";
import { countedOrders, daysBefore } from "./counted-orders.ts";
import type { BuyingHabits } from "./name.ts";

/** What every customer with a counted order has bought as of a moment; arrays go with `customers` (ascending keys). */
export interface Habits {
  readonly customers: Float64Array;
  readonly recencyDays: Float64Array;
  readonly tenureDays: Float64Array;
  readonly orders: Float64Array;
  readonly revenueMinor: Float64Array;
  /** Mean net value of an order. */
  readonly basketMinor: Float64Array;
}

/** Reads the habits of everyone who has a counted order (net of what was taken back) before `asOf`. */
export async function readHabits(reader: Reader, asOf: Date): Promise<Habits> {
  const people = await peopleAt(reader, asOf);
  const c = await reader.columns(
    `WITH ${countedOrders(people)}
     SELECT customer, ${daysBefore("max(ordered_at)")} AS recency_days,
       ${daysBefore("min(ordered_at)")} AS tenure_days,
       count(*) AS orders, sum(net_minor)::BIGINT AS revenue_minor
     FROM counted GROUP BY customer ORDER BY customer`,
    [asOf],
  );
  const orders = c.orders as Float64Array;
  const revenueMinor = c.revenue_minor as Float64Array;
  return {
    customers: c.customer as Float64Array,
    recencyDays: c.recency_days as Float64Array,
    tenureDays: c.tenure_days as Float64Array,
    orders,
    revenueMinor,
    basketMinor: revenueMinor.map((minor, i) => minor / orders[i]!),
  };
}

/** Median habits of the rows `of`. */
export function medianHabits(habits: Habits, of: readonly number[]): BuyingHabits {
  const middle = (values: Float64Array) => quantile(Float64Array.from(of, (i) => values[i]!).sort(), 0.5);
  return {
    recencyDays: middle(habits.recencyDays),
    tenureDays: middle(habits.tenureDays),
    orders: middle(habits.orders),
    basketMinor: middle(habits.basketMinor),
  };
}

/** Quantile of ascending values, between neighbours by straight line (R's type 7); NaN where there are none. */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = q * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(sorted.length - 1, low + 1);
  return sorted[low]! + (at - low) * (sorted[high]! - sorted[low]!);
}
