import type { Finding } from "../finding.ts";
import { makeFinding } from "../make-finding.ts";
import type { Shop } from "../shop.ts";

/** From this share on a list of customers is missing some, not a few. */
const UNLISTED = 0.05;

/** Whether tables that speak of the same things agree: payments and orders, buyers and the list of customers. */
export async function betweenTables(shop: Shop): Promise<Finding[]> {
  return [...(await paymentsWithoutOrder(shop)), ...(await unlistedBuyers(shop))];
}

async function paymentsWithoutOrder(shop: Shop): Promise<Finding[]> {
  if (shop.orders === 0) return [];
  const { named, lost, example } = await shop.reader.one<{
    named: number;
    lost: number;
    example: string | null;
  }>(`SELECT count(*) AS named, count(*) FILTER (o.order_id IS NULL) AS lost,
      min(p.order_id) FILTER (o.order_id IS NULL) AS example
    FROM payments p LEFT JOIN (SELECT DISTINCT order_id FROM orders) o USING (order_id) WHERE p.order_id IS NOT NULL`);
  if (lost === 0) return [];
  const facts = { severity: "warning", table: "payments", column: "order_id", count: lost } as const;
  return [
    makeFinding(shop, "payments-without-order", {
      ...facts,
      share: lost / named,
      example: example ?? "",
      data: { named },
    }),
  ];
}

async function unlistedBuyers(shop: Shop): Promise<Finding[]> {
  const { listed, buyers, missing, example } = await shop.reader.one<{
    listed: boolean;
    buyers: number;
    missing: number;
    example: string | null;
  }>(`WITH listed AS (
      SELECT customer FROM customers WHERE import_id IN (SELECT import_id FROM imports WHERE table_name = 'customers')
      UNION SELECT customer FROM attributes)
    SELECT (SELECT count(*) > 0 FROM listed) AS listed, count(*) AS buyers,
      count(*) FILTER (l.customer IS NULL) AS missing, min(c.customer_id) FILTER (l.customer IS NULL) AS example
    FROM (SELECT DISTINCT customer FROM orders WHERE kind = 'sale' AND customer IS NOT NULL) b
    JOIN customers c USING (customer) LEFT JOIN listed l USING (customer)`);
  const share = missing / Math.max(1, buyers);
  if (!listed || share < UNLISTED) return [];
  return [
    makeFinding(shop, "unlisted-buyers", {
      severity: "info",
      table: "customers",
      count: missing,
      share,
      example: example ?? "",
      data: { buyers },
    }),
  ];
}
