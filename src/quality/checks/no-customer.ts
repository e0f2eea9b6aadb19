import type { Finding } from "../finding.ts";
import { makeFinding } from "../make-finding.ts";
import type { Shop } from "../shop.ts";

const MUCH = 0.05;

/** Lines of goods nobody can be named for; good where every sale has its customer. */
export async function noCustomer(shop: Shop): Promise<Finding[]> {
  if (shop.orders === 0) return [];
  const lines = await shop.reader.one<{ n: number; amount: number }>(
    `SELECT count(*) AS n, coalesce(sum(amount_minor), 0)::BIGINT AS amount
     FROM order_lines WHERE customer IS NULL AND kind = 'goods'`,
  );
  const { orders } = await shop.reader.one<{ orders: number }>(
    "SELECT count(*) AS orders FROM orders WHERE customer IS NULL AND kind = 'sale'",
  );
  if (orders === 0) {
    return [makeFinding(shop, "customers-known", { severity: "good", table: "orders", count: shop.orders })];
  }
  const share = shop.goodsMinor > 0 ? lines.amount / shop.goodsMinor : orders / shop.orders;
  return [
    makeFinding(shop, "no-customer", {
      severity: share > MUCH ? "warning" : "info",
      table: "orders",
      column: "customer",
      count: lines.n || orders,
      share,
      amountMinor: lines.amount,
      data: { orders },
    }),
  ];
}
