import type { Loading } from "./loading.ts";

/**
 * Orders told again. A row of a stored order whose product is there with other figures makes a new version of that
 * order: from the moment this file is known (its last date, but not before what is stored) the old lines are taken
 * back, and the order stands anew with its new lines and those that did not change. Rows of a stored order that only
 * add products are added to it. Makes temp table `told_orders(order_key, order_id, customer)`: orders rows are added to.
 */
export async function settleVersions({ w, importId }: Loading): Promise<void> {
  await w.run(`CREATE OR REPLACE TEMP TABLE told_orders AS
    SELECT max(o.order_key) AS order_key, o.order_id, o.customer FROM orders o
    SEMI JOIN (SELECT order_id, customer FROM import_rows WHERE kind IN ('sale', 'free', 'status-cancel')) r
      ON r.order_id = o.order_id AND r.customer IS NOT DISTINCT FROM o.customer
    WHERE o.kind = 'sale' GROUP BY o.order_id, o.customer`);
  await w.run(`CREATE OR REPLACE TEMP TABLE told_lines AS
    SELECT l.line_key, l.order_key, t.order_id, l.customer, l.product, l.ordered_at, l.kind,
      l.quantity_milli - coalesce(v.quantity, 0) AS quantity_milli, l.amount_minor - coalesce(v.amount, 0) AS amount_minor,
      (EXISTS (SELECT 1 FROM import_rows r WHERE r.order_id = t.order_id AND r.customer IS NOT DISTINCT FROM t.customer
          AND r.product IS NOT DISTINCT FROM l.product AND r.kind IN ('sale', 'free'))
        AND NOT EXISTS (SELECT 1 FROM known_rows k WHERE k.order_id = t.order_id AND k.customer = coalesce(l.customer, 0)
          AND k.product = coalesce(l.product, 0) AND k.ordered_at = l.ordered_at
          AND k.quantity_milli = l.quantity_milli AND k.amount_minor = l.amount_minor)
        AND l.import_id <> ${importId}) AS replaced
    FROM order_lines l JOIN told_orders t USING (order_key)
    LEFT JOIN (SELECT line_key, sum(quantity_milli)::BIGINT AS quantity, sum(amount_minor)::BIGINT AS amount
      FROM reversals GROUP BY 1) v ON v.line_key = l.line_key
    WHERE l.kind IN ('goods', 'service', 'free')`);
  await w.run(
    "DELETE FROM told_lines WHERE order_key NOT IN (SELECT order_key FROM told_lines WHERE replaced)",
  );
  const { lines } = await w.one<{ lines: number }>("SELECT count(*) AS lines FROM told_lines");
  if (lines > 0) {
    const { moment } = await w.one<{ moment: Date }>(
      `SELECT greatest((SELECT max(ordered_at) FROM import_rows), (SELECT max(ordered_at) FROM known_rows),
         (SELECT max(known_at) FROM orders)) AS moment`,
    );
    await w.run(
      `INSERT INTO reversals
       SELECT order_key, line_key, customer, product, ordered_at, $1, quantity_milli, amount_minor, NULL, $2
       FROM told_lines WHERE kind = 'goods' AND (quantity_milli > 0 OR amount_minor > 0)`,
      [moment, importId],
    );
    await w.run(
      `UPDATE import_rows SET known_at = $1 FROM told_orders t SEMI JOIN told_lines l USING (order_key)
       WHERE import_rows.order_id = t.order_id AND import_rows.customer IS NOT DISTINCT FROM t.customer`,
      [moment],
    );
    await w.run(
      `INSERT INTO import_rows BY NAME
       SELECT (SELECT max(row_number) FROM import_rows) + row_number() OVER (ORDER BY l.line_key) AS row_number, l.order_id,
         l.customer, l.product, l.ordered_at, $1 AS known_at, l.quantity_milli, l.amount_minor, o.currency, o.country, o.channel,
         'sale' AS kind, 'goods' AS product_kind, true AS copied
       FROM told_lines l JOIN orders o USING (order_key)
       WHERE l.kind = 'goods' AND NOT l.replaced AND l.quantity_milli > 0 AND l.amount_minor > 0`,
      [moment],
    );
    await w.run("DELETE FROM told_orders WHERE order_key IN (SELECT order_key FROM told_lines)");
  }
  await w.run("DROP TABLE told_lines");
}
