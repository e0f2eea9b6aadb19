import type { Finding } from "../finding.ts";
import { makeFinding } from "../make-finding.ts";
import type { Shop } from "../shop.ts";

const MUCH = 0.2;
const OFTEN_UNMATCHED = 0.1;

/** How much was taken back, and cancellations of known customers whose purchase was not found. */
export async function cancellations(shop: Shop): Promise<Finding[]> {
  const back = await shop.reader.one<{ n: number; amount: number }>(
    "SELECT count(*) AS n, coalesce(sum(amount_minor), 0)::BIGINT AS amount FROM reversals",
  );
  const lines = await shop.reader.one<{ n: number; unmatched: number; amount: number }>(
    `SELECT count(*) AS n, count(*) FILTER (WHERE matched IS NULL) AS unmatched,
       coalesce(sum(-amount_minor) FILTER (WHERE matched IS NULL), 0)::BIGINT AS amount
     FROM order_lines LEFT JOIN (SELECT DISTINCT cancel_line_key AS matched FROM reversals) ON matched = line_key
     WHERE kind = 'cancellation' AND customer IS NOT NULL
       AND (product IS NULL OR product NOT IN (SELECT product FROM products WHERE kind = 'service'))`,
  );
  const out: Finding[] = [];
  if (back.n > 0) {
    const share = shop.goodsMinor > 0 ? back.amount / shop.goodsMinor : 0;
    out.push(
      makeFinding(shop, "cancellations", {
        severity: share > MUCH ? "warning" : "info",
        table: "orders",
        count: back.n,
        share,
        amountMinor: back.amount,
      }),
    );
  }
  if (lines.unmatched > 0) {
    const share = lines.unmatched / lines.n;
    out.push(
      makeFinding(shop, "unmatched-cancellations", {
        severity: share > OFTEN_UNMATCHED && lines.amount > shop.goodsMinor / 100 ? "warning" : "info",
        table: "orders",
        count: lines.unmatched,
        share,
        amountMinor: lines.amount,
      }),
    );
  }
  return out;
}
