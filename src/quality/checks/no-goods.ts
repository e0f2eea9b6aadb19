import type { Finding } from "../finding.ts";
import { makeFinding } from "../make-finding.ts";
import type { Shop } from "../shop.ts";

const codes: Readonly<Record<string, string>> = {
  free: "free-lines",
  service: "service-lines",
  adjustment: "adjustment-lines",
};

/** Lines that are no goods sold: without a price; postage, fees or manual entries; corrections of stock and books. */
export async function noGoods(shop: Shop): Promise<Finding[]> {
  const rows = await shop.reader.rows<{ kind: string; n: number; amount: number }>(
    `SELECT kind, count(*) AS n, coalesce(sum(amount_minor), 0)::BIGINT AS amount
     FROM order_lines WHERE kind IN ('free', 'service', 'adjustment') GROUP BY 1 ORDER BY 1`,
  );
  return rows.map(({ kind, n, amount }) =>
    makeFinding(shop, codes[kind]!, {
      severity: "info",
      table: "orders",
      count: n,
      share: n / shop.lines,
      ...(kind === "free" ? {} : { amountMinor: amount }),
    }),
  );
}
