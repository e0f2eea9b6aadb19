import type { Finding } from "../finding.ts";
import { makeFinding } from "../make-finding.ts";
import type { Shop } from "../shop.ts";

/** Customers who never ordered anything. */
export async function withoutOrders(shop: Shop): Promise<Finding[]> {
  if (shop.orders === 0) return [];
  const { n } = await shop.reader.one<{ n: number }>(
    "SELECT count(*) AS n FROM customers c ANTI JOIN orders o ON o.customer = c.customer AND o.kind = 'sale'",
  );
  if (n === 0) return [];
  return [
    makeFinding(shop, "without-orders", {
      severity: "info",
      table: "customers",
      count: n,
      share: n / shop.customers,
    }),
  ];
}
