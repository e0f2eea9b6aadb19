import type { Fact, Feature, Measure, Term, Unit } from "./algebra.ts";

const count = (from: Fact, windowDays?: number, lagDays?: number): Measure =>
  window({ op: "measure", from, aggregate: "count" }, windowDays, lagDays);
const sum = (from: Fact, of: string, windowDays?: number, lagDays?: number): Measure =>
  window({ op: "measure", from, aggregate: "sum", of }, windowDays, lagDays);
const of = (from: Fact, aggregate: Measure["aggregate"], field: string): Measure => ({
  op: "measure",
  from,
  aggregate,
  of: field,
});
const ratio = (a: Term, b: Term): Term => ({ op: "ratio", of: a, over: b });
const feature = (name: string, unit: Unit, value: Term): Feature => ({ name, unit, value });

function window(m: Measure, windowDays?: number, lagDays?: number): Measure {
  return { ...m, ...(windowDays ? { windowDays } : {}), ...(lagDays ? { lagDays } : {}) };
}

const sinceLast: Term = { op: "daysSince", which: "last", from: "orders" };
const sinceFirst: Term = { op: "daysSince", which: "first", from: "orders" };

/** Quantities are kept in thousandths. */
const thousand: Term = { op: "number", value: 1000 };

/** What a shop knows of each customer: when, how often, how much, how regular, how broad. Money in minor units. */
export const shopFeatures: readonly Feature[] = [
  feature("daysSinceLastOrder", "days", sinceLast),
  feature("daysSinceFirstOrder", "days", sinceFirst),
  feature("orderDays", "count", count("orderDays")),
  ...[7, 30, 90, 180, 365].map((w) => feature(`orderDays${w}d`, "count", count("orderDays", w))),
  feature("revenue", "money", sum("orders", "amount")),
  ...[7, 30, 90, 180, 365].map((w) => feature(`revenue${w}d`, "money", sum("orders", "amount", w))),
  feature("averageBasket", "money", ratio(sum("orders", "amount"), count("orders"))),
  feature("lastBasket", "money", of("orders", "last", "amount")),
  feature("largestBasket", "money", of("orders", "max", "amount")),
  feature("units90d", "units", ratio(sum("orders", "units", 90), thousand)),
  feature("products", "count", of("lines", "distinct", "product")),
  feature("products90d", "count", window(of("lines", "distinct", "product"), 90)),
  feature("linesPerOrder", "ratio", ratio(count("lines"), count("orders"))),
  feature("repeatProductShare", "share", {
    op: "ratio",
    of: { op: "difference", of: count("lines"), minus: of("lines", "distinct", "product") },
    over: count("lines"),
  }),
  feature("meanGapDays", "days", of("orderDays", "mean", "gapDays")),
  feature("gapDeviationDays", "days", of("orderDays", "deviation", "gapDays")),
  feature("lastGapDays", "days", of("orderDays", "last", "gapDays")),
  feature("longestGapDays", "days", of("orderDays", "max", "gapDays")),
  feature("lateness", "ratio", ratio(sinceLast, of("orderDays", "mean", "gapDays"))),
  feature("quietShare", "share", ratio(sinceLast, sinceFirst)),
  feature("ordersPerDay", "ratio", ratio(count("orderDays"), sinceFirst)),
  feature("orderDaysTrend90d", "ratio", { op: "trend", of: count("orderDays", 90), windows: 3 }),
  feature("recentRevenueShare", "share", ratio(sum("orders", "amount", 90), sum("orders", "amount"))),
  feature("cancellations", "count", count("cancellations")),
  feature("cancelledShare", "share", {
    op: "ratio",
    of: sum("cancellations", "amount"),
    over: { op: "total", of: sum("orders", "amount"), plus: sum("cancellations", "amount") },
  }),
  feature("weekendShare", "share", {
    op: "ratio",
    of: { ...count("orders"), where: [{ field: "weekday", is: ">=", value: 6 }] },
    over: count("orders"),
  }),
];
