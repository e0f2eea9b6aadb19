import type { Outcome, Predicate } from "./algebra.ts";

/** Customers who ordered in the last `days` days. */
export function activeCustomers(days: number): Predicate {
  return { term: { op: "measure", from: "orders", aggregate: "count", windowDays: days }, is: ">", value: 0 };
}

/** Customers with at least one order that counts. */
export const buyers: Predicate = {
  term: { op: "measure", from: "orders", aggregate: "count" },
  is: ">",
  value: 0,
};

/** 1 for customers without an order in the horizon. */
export const noOrder: Outcome = { want: "absent", of: { from: "orders", aggregate: "count" } };

/** Days with at least one order in the horizon. */
export const orderDayCount: Outcome = { want: "amount", of: { from: "orderDays", aggregate: "count" } };

/** Net goods revenue of the horizon, in minor units. */
export const revenue: Outcome = { want: "amount", of: { from: "orders", aggregate: "sum", of: "amount" } };
