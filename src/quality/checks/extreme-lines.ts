import type { Finding } from "../finding.ts";
import { makeFinding } from "../make-finding.ts";
import type { Shop } from "../shop.ts";

/** Extreme: this many times what only one line in a thousand reaches, in value or in pieces. */
const TIMES = 10;
const ONE_IN = 1000;
/** Up to here what became of the line is told in minutes, then in days. */
const SOON_MINUTES = 180;

interface Extreme {
  readonly n: number;
  readonly total: number;
  readonly order_id: string;
  readonly product: string | null;
  readonly ordered_at: Date;
  readonly units: number;
  readonly amount_minor: number;
  readonly minutes: number | null;
}

/** Single lines so large that one of them moves sums and means; the largest is told with what became of it. */
export async function extremeLines(shop: Shop): Promise<Finding[]> {
  if (shop.goodsLines < ONE_IN) return [];
  const rank = Math.floor(shop.goodsLines / ONE_IN);
  const [top] = await shop.reader.rows<Extreme>(`
    WITH extreme AS (
      FROM order_lines WHERE kind = 'goods'
        AND (amount_minor > ${TIMES} * ${reached("amount_minor", rank)} OR quantity_milli > ${TIMES} * ${reached("quantity_milli", rank)})
    )
    SELECT count(*) OVER () AS n, (sum(e.amount_minor) OVER ())::BIGINT AS total, o.order_id,
      (SELECT min(coalesce(p.name, p.product_id)) FROM products p WHERE p.product = e.product) AS product,
      e.ordered_at, e.quantity_milli / 1000 AS units, e.amount_minor,
      (SELECT min(date_diff('minute', r.ordered_at, r.known_at)) FROM reversals r
       WHERE r.line_key = e.line_key AND r.amount_minor >= e.amount_minor) AS minutes
    FROM extreme e LEFT JOIN (SELECT order_key, any_value(order_id) AS order_id FROM orders GROUP BY 1) o USING (order_key)
    ORDER BY e.amount_minor DESC, e.quantity_milli DESC, e.line_key LIMIT 1`);
  if (!top) return [];
  const { minutes } = top;
  const wording = minutes === null ? "what" : minutes < SOON_MINUTES ? "cancelled" : "cancelledLater";
  return [
    makeFinding(shop, "extreme-lines", {
      severity: "warning",
      table: "orders",
      count: top.n,
      share: top.total / shop.goodsMinor,
      amountMinor: top.total,
      wording,
      data: {
        order: top.order_id,
        product: top.product ?? "",
        at: top.ordered_at.toISOString(),
        units: top.units,
        top: top.amount_minor,
        ...(minutes === null ? {} : { minutes, days: Math.ceil(minutes / (24 * 60)) }),
      },
    }),
  ];
}

/** What the line of this rank reaches, counted from the largest. */
function reached(column: string, rank: number): string {
  return `(SELECT min(x) FROM (SELECT ${column} AS x FROM order_lines WHERE kind = 'goods' ORDER BY x DESC LIMIT ${rank}))`;
}
