import type { Finding } from "../finding.ts";
import { makeFinding } from "../make-finding.ts";
import type { Shop } from "../shop.ts";

/** Times above or below the product's own median price that is taken for a slip. */
const TIMES = 10;
const ENOUGH_SALES = 10;

/** Lines whose price is far from what the same product usually costs. */
export async function priceOutliers(shop: Shop): Promise<Finding[]> {
  const found = await shop.reader.one<{ n: number; products: number; amount: number }>(`
    WITH priced AS (
      SELECT product, amount_minor, amount_minor / (quantity_milli / 1000) AS price FROM order_lines
      WHERE kind = 'goods' AND quantity_milli > 0 AND amount_minor > 0 AND product IS NOT NULL
    ), usual AS (
      SELECT product, quantile_disc(price, 0.5) AS price FROM priced GROUP BY 1 HAVING count(*) >= ${ENOUGH_SALES}
    )
    SELECT count(*) AS n, count(DISTINCT product) AS products, coalesce(sum(amount_minor), 0)::BIGINT AS amount
    FROM priced JOIN usual USING (product)
    WHERE priced.price > ${TIMES} * usual.price OR priced.price * ${TIMES} < usual.price`);
  if (found.n === 0) return [];
  return [
    makeFinding(shop, "price-outliers", {
      severity: found.amount > shop.goodsMinor / 100 ? "warning" : "info",
      table: "orders",
      count: found.n,
      share: found.n / shop.goodsLines,
      amountMinor: found.amount,
      data: { products: found.products },
    }),
  ];
}
