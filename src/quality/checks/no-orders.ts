import type { Finding } from "../finding.ts";
import { makeFinding } from "../make-finding.ts";
import type { Shop } from "../shop.ts";

/** Nothing was sold: there is nothing to look at yet. */
export async function noOrders(shop: Shop): Promise<Finding[]> {
  return shop.orders > 0
    ? []
    : [makeFinding(shop, "no-orders", { severity: "error", table: "orders", count: 0 })];
}
