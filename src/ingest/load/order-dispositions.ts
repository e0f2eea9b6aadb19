import type { Disposition } from "../report.ts";
import { disposition, type Loading, stagedRows } from "./loading.ts";

interface Counted {
  readonly what: string;
  readonly rows: number;
  readonly amount: number;
}

/** In the order a reader wants them. */
const ORDER = [
  "bought",
  "boughtAnonymous",
  "undone",
  "cancelled",
  "cancelledPartly",
  "cancelledUnmatched",
  "cancelledAnonymous",
  "refundedService",
  "service",
  "free",
  "adjusted",
  "stock",
  "doubles",
  "known",
];

/** What was done with every good row of an orders file, each with its value in minor units. */
export async function orderDispositions(loading: Loading): Promise<Disposition[]> {
  const { w, importId } = loading;
  const stored = await w.rows<Counted>(
    `SELECT CASE
       WHEN l.kind = 'goods' AND r.kind = 'status-cancel' THEN 'undone'
       WHEN l.kind = 'goods' AND l.customer IS NULL THEN 'boughtAnonymous'
       WHEN l.kind = 'goods' THEN 'bought'
       WHEN l.kind = 'cancellation' AND r.product_kind = 'service' THEN 'refundedService'
       WHEN l.kind = 'cancellation' AND l.customer IS NULL THEN 'cancelledAnonymous'
       WHEN l.kind = 'cancellation' AND v.taken IS NULL THEN 'cancelledUnmatched'
       WHEN l.kind = 'cancellation' AND v.taken < ${loading.fields.has("quantity") ? "-l.quantity_milli" : "-l.amount_minor"} THEN 'cancelledPartly'
       WHEN l.kind = 'cancellation' THEN 'cancelled'
       WHEN l.kind = 'adjustment' THEN CASE r.kind WHEN 'stock' THEN 'stock' ELSE 'adjusted' END
       ELSE l.kind END AS what,
       count(*) AS "rows", sum(l.amount_minor)::BIGINT AS amount
     FROM order_lines l JOIN import_rows r ON r.row_number = l.row_number
     LEFT JOIN (SELECT cancel_line_key, sum(${loading.fields.has("quantity") ? "quantity_milli" : "amount_minor"}) AS taken
       FROM reversals GROUP BY 1) v ON v.cancel_line_key = l.line_key
     WHERE l.import_id = $1 AND l.row_number IS NOT NULL AND NOT r.copied GROUP BY 1`,
    [importId],
  );
  const doubles = await w.one<Omit<Counted, "what">>(
    `SELECT count(*) AS "rows", coalesce(sum(amount_minor), 0)::BIGINT AS amount FROM ${stagedRows(loading)} SEMI JOIN doubles USING (row_number)`,
  );
  const known = await w.one<Omit<Counted, "what">>(
    `SELECT count(*) AS "rows", coalesce(sum(amount_minor), 0)::BIGINT AS amount FROM known_rows`,
  );
  const all = [...stored, { what: "doubles", ...doubles }, { what: "known", ...known }].filter(
    (d) => d.rows > 0,
  );
  return all
    .sort((a, b) => ORDER.indexOf(a.what) - ORDER.indexOf(b.what))
    .map((d) =>
      disposition(d.what, d.rows, d.amount, { amount: d.amount, currency: loading.staged.currency ?? "" }),
    );
}
