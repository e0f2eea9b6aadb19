import type { Loading } from "./loading.ts";

/**
 * Makes temp table `known_rows`: rows that are stored already (0 for no customer or product), and takes them out of
 * `import_rows`. The same order number (where the file has them), customer, product, moment, quantity and amount are
 * the same line; of equal rows as many are known as are stored. `where` (SQL over them) says which rows are looked at.
 */
export async function findStored(loading: Loading, where = "true"): Promise<void> {
  const { w, fields, importId } = loading;
  await w.run(`CREATE OR REPLACE TEMP TABLE known_rows (row_number BIGINT, order_id VARCHAR, customer BIGINT, product BIGINT,
    ordered_at TIMESTAMP, quantity_milli BIGINT, amount_minor BIGINT)`);
  const { stored } = await w.one<{ stored: boolean }>(
    "SELECT count(*) > 0 AS stored FROM (FROM order_lines LIMIT 1)",
  );
  if (!stored) return;
  const numbered = fields.has("order");
  const orderId = numbered ? "order_id," : "";
  const keys = `${orderId} coalesce(customer, 0) AS customer, coalesce(product, 0) AS product, ordered_at, quantity_milli, amount_minor`;
  await w.run(`INSERT INTO known_rows
    SELECT row_number, ${numbered ? "order_id" : "NULL"}, customer, product, ordered_at, quantity_milli, amount_minor FROM (
      SELECT row_number, kind, ${keys},
        row_number() OVER (PARTITION BY ${orderId} customer, product, ordered_at, quantity_milli, amount_minor ORDER BY row_number) AS copy
      FROM import_rows WHERE ${where}) r
    JOIN (
      SELECT ${keys}, count(*) AS copies, bool_and(undone) AS undone
      FROM (SELECT o.order_id, l.customer, l.product, l.ordered_at, l.quantity_milli, l.amount_minor,
          l.line_key IN (SELECT line_key FROM reversals WHERE quantity_milli > 0) AS undone
        FROM order_lines l JOIN orders o USING (order_key)
        WHERE l.import_id <> ${importId} AND l.ordered_at BETWEEN (SELECT min(ordered_at) FROM import_rows) AND (SELECT max(ordered_at) FROM import_rows))
      GROUP BY ALL
    ) s USING (${orderId} customer, product, ordered_at, quantity_milli, amount_minor)
    WHERE copy <= copies AND (r.kind <> 'status-cancel' OR s.undone)`);
  if (loading.again) await findStale(loading, loading.again.whole);
  await w.run("DELETE FROM import_rows WHERE row_number IN (SELECT row_number FROM known_rows)");
}

/** Rows of orders that a later import told: of the same product, or, of orders told whole, any. */
async function findStale({ w, importId }: Loading, whole: boolean): Promise<void> {
  const same = whole ? "" : "AND l.product IS NOT DISTINCT FROM import_rows.product";
  await w.run(`INSERT INTO known_rows
    SELECT row_number, order_id, customer, product, ordered_at, quantity_milli, amount_minor FROM import_rows
    WHERE order_id IS NOT NULL AND row_number NOT IN (SELECT row_number FROM known_rows) AND EXISTS (
      SELECT 1 FROM orders o JOIN order_lines l USING (order_key) LEFT JOIN ended_orders e ON e.order_key = o.order_key
      WHERE o.order_id = import_rows.order_id AND o.customer IS NOT DISTINCT FROM import_rows.customer
        AND (l.import_id > ${importId} OR e.import_id > ${importId}) ${same})`);
}
