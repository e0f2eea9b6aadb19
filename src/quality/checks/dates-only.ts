import type { Finding } from "../finding.ts";
import { makeFinding } from "../make-finding.ts";
import type { Shop } from "../shop.ts";

/** All orders stand at midnight: dates without a time. */
export async function datesOnly(shop: Shop): Promise<Finding[]> {
  if (shop.days.length < 2 || shop.days.some((d) => d.lastMs > 0)) return [];
  const facts = { severity: "info", table: "orders", column: "ordered_at", count: shop.orders } as const;
  return [makeFinding(shop, "dates-only", facts)];
}
