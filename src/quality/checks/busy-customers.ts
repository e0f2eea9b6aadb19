import type { Finding } from "../finding.ts";
import { makeFinding } from "../make-finding.ts";
import type { Shop } from "../shop.ts";

/** A customer with this many orders a day on the days of an order, or this share of all orders, is hardly one person. */
const ORDERS_A_DAY = 3;
const SHARE = 0.02;
const ENOUGH_ORDERS = 50;
const ENOUGH_CUSTOMERS = 200;

/** Customers that order so much that they may be a till, a test account or a reseller. */
export async function busyCustomers(shop: Shop): Promise<Finding[]> {
  if (shop.customers < ENOUGH_CUSTOMERS) return [];
  const [top] = await shop.reader.rows<{ n: number; amount: number; customer: string; orders: number }>(
    `WITH many AS (
       SELECT customer FROM orders WHERE kind = 'sale' AND customer IS NOT NULL
       GROUP BY 1 HAVING count(*) >= ${ENOUGH_ORDERS}
     ), busy AS (
       SELECT customer, count(*) AS orders, sum(amount_minor) AS amount FROM orders SEMI JOIN many USING (customer)
       WHERE kind = 'sale'
       GROUP BY 1 HAVING count(*) >= $1 OR count(*) >= ${ORDERS_A_DAY} * count(DISTINCT date_trunc('day', ordered_at))
     )
     SELECT count(*) OVER () AS n, (sum(amount) OVER ())::BIGINT AS amount, c.customer_id AS customer, orders
     FROM busy JOIN customers c USING (customer) ORDER BY orders DESC, c.customer_id LIMIT 1`,
    [Math.ceil(SHARE * shop.orders)],
  );
  if (!top) return [];
  return [
    makeFinding(shop, "busy-customers", {
      severity: "warning",
      table: "customers",
      count: top.n,
      share: shop.goodsMinor > 0 ? top.amount / shop.goodsMinor : 0,
      amountMinor: top.amount,
      data: { customer: top.customer, orders: top.orders },
    }),
  ];
}
