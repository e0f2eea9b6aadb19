import type { Finding } from "../finding.ts";
import { makeFinding } from "../make-finding.ts";
import type { Shop } from "../shop.ts";

/** Lines that are no goods sold: without a price, and postage, fees or manual entries. */
export async function noGoods(shop: Shop): Promise<Finding[]> {
  const rows = await shop.reader.rows<{ kind: string; n: number; amount: number }>(
    `SELECT kind, count(*) AS n, coalesce(sum(amount_minor), 0)::BIGINT AS amount
     FROM order_lines WHERE kind IN ('free', 'service') GROUP BY 1 ORDER BY 1`,
  );
  return rows.map(({ kind, n, amount }) =>
    makeFinding(shop, kind === "free" ? "free-lines" : "service-lines", {
      severity: "info",
      table: "orders",
      count: n,
      share: n / shop.lines,
      ...(kind === "service" ? { amountMinor: amount } : {}),
    }),
  );
}
