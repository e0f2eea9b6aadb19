import type { Reader } from "../../store/reader.ts";

/** The currency most orders are in; null without orders. */
export async function currencyOf(reader: Reader): Promise<string | null> {
  const [first] = await reader.rows<{ currency: string }>(
    "SELECT currency FROM orders WHERE currency IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1",
  );
  return first?.currency ?? null;
}

export interface ShopFacts {
  readonly customers: number;
  readonly orders: number;
  readonly revenue: number;
  readonly from: Date | null;
  readonly until: Date | null;
}

/** The whole shop: sales of goods minus what was taken back, buyers without a number among them. */
export async function shopFacts(reader: Reader): Promise<ShopFacts | null> {
  const facts = await reader.one<ShopFacts>(`
    SELECT (SELECT count(*) FROM customers) AS customers,
      count(*) FILTER (WHERE kind = 'sale') AS orders,
      coalesce(sum(amount_minor) FILTER (WHERE kind = 'sale'), 0)
        - (SELECT coalesce(sum(amount_minor), 0) FROM reversals) AS revenue,
      min(ordered_at) AS "from", max(ordered_at) AS "until"
    FROM orders`);
  return facts.customers === 0 && facts.orders === 0 ? null : facts;
}

/** An ISO string, or null. */
export function iso(moment: Date | null | undefined): string | null {
  return moment ? moment.toISOString() : null;
}
