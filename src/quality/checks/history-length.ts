import type { Finding } from "../finding.ts";
import { makeFinding } from "../make-finding.ts";
import { historyDays, type Shop } from "../shop.ts";

const YEAR = 365;

/** How far the orders reach back: below a year, windows of a year are left out and seasons cannot be seen. */
export async function historyLength(shop: Shop): Promise<Finding[]> {
  const days = historyDays(shop);
  if (shop.orders === 0) return [];
  const first = new Date(shop.days[0]!.day).toISOString();
  const facts = { table: "orders", column: "ordered_at", count: days, data: { from: first } };
  return [
    days >= YEAR
      ? makeFinding(shop, "long-history", { ...facts, severity: "good" })
      : makeFinding(shop, "short-history", { ...facts, severity: days < YEAR / 2 ? "warning" : "info" }),
  ];
}
