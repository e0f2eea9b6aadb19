import type { Writer } from "../../store/writer.ts";
import type { Loading } from "./loading.ts";
import { findStored } from "./stored-orders.ts";

/**
 * Orders told whole, as a source tells them: all lines of an order, each time one of them has changed. An order whose
 * lines are stored as told is known; any other that is stored ends now, and stands anew as told, known from now on.
 * Makes the temp tables `known_rows` and `told_orders` as `findStored` and `settleVersions` do.
 */
export async function settleWholeOrders(loading: Loading, now: Date): Promise<void> {
  const { w, importId } = loading;
  await findStored(loading, "order_id IS NULL");
  await w.run(
    "CREATE OR REPLACE TEMP TABLE told_orders (order_key BIGINT, order_id VARCHAR, customer BIGINT)",
  );
  await w.run(`CREATE OR REPLACE TEMP TABLE stored_orders AS
    SELECT o.order_key, o.order_id, e.order_key IS NULL AS stands FROM orders o
    LEFT JOIN ended_orders e USING (order_key) SEMI JOIN import_rows r ON r.order_id = o.order_id`);
  await w.run(`CREATE OR REPLACE TEMP TABLE same_orders AS
    SELECT order_id FROM (${signature(toldLines)}) JOIN (${signature(storedLines)}) USING (order_id, lines, content)`);
  await w.run(`INSERT INTO known_rows
    SELECT row_number, order_id, customer, product, ordered_at, quantity_milli, amount_minor
    FROM import_rows SEMI JOIN same_orders USING (order_id)`);
  await w.run("DELETE FROM import_rows WHERE order_id IN (SELECT order_id FROM same_orders)");
  await w.run(
    "UPDATE import_rows SET known_at = greatest(known_at, $1) WHERE order_id IN (SELECT order_id FROM stored_orders)",
    [now],
  );
  await w.run(`CREATE OR REPLACE TEMP TABLE ending AS
    SELECT order_key FROM stored_orders WHERE stands AND order_id IN (SELECT order_id FROM import_rows)`);
  await endOrders(w, importId, now);
  for (const table of ["stored_orders", "same_orders"]) await w.run(`DROP TABLE ${table}`);
}

/**
 * Ends the orders of temp table `ending(order_key)`, from `now` on: their purchases are taken back as wholes, what
 * cancellations had taken of them is open again, and what they themselves had taken back as cancellations is given
 * back. What was known before stays as it was. Returns how many.
 */
export async function endOrders(w: Writer, importId: number, now: Date): Promise<number> {
  await w.run(
    `INSERT INTO reversals
     SELECT r.order_key, r.line_key, r.customer, r.product, r.ordered_at, $1, -sum(r.quantity_milli)::BIGINT,
       -sum(r.amount_minor)::BIGINT, r.cancel_line_key, $2
     FROM reversals r LEFT JOIN order_lines c ON c.line_key = r.cancel_line_key
     WHERE r.cancel_line_key IS NOT NULL
       AND (r.order_key IN (SELECT order_key FROM ending) OR c.order_key IN (SELECT order_key FROM ending))
     GROUP BY r.order_key, r.line_key, r.customer, r.product, r.ordered_at, r.cancel_line_key
     HAVING sum(r.quantity_milli) <> 0 OR sum(r.amount_minor) <> 0`,
    [now, importId],
  );
  await w.run(
    `INSERT INTO reversals
     SELECT l.order_key, l.line_key, l.customer, l.product, l.ordered_at, $1, l.quantity_milli - coalesce(v.quantity, 0),
       l.amount_minor - coalesce(v.amount, 0), NULL, $2
     FROM order_lines l SEMI JOIN ending USING (order_key)
     LEFT JOIN (SELECT line_key, sum(quantity_milli)::BIGINT AS quantity, sum(amount_minor)::BIGINT AS amount
       FROM reversals GROUP BY 1) v ON v.line_key = l.line_key
     WHERE l.kind = 'goods' AND (l.quantity_milli <> coalesce(v.quantity, 0) OR l.amount_minor <> coalesce(v.amount, 0))`,
    [now, importId],
  );
  const ended = await w.run("INSERT INTO ended_orders SELECT DISTINCT order_key, $1, $2 FROM ending", [
    now,
    importId,
  ]);
  await w.run("DROP TABLE ending");
  return ended;
}

/** What an order says, compared as a multiset of its lines. */
const signature = (lines: string) => `
  SELECT order_id, count(*) AS lines, sum(hash(customer, product, ordered_at, kind, quantity_milli, amount_minor, undone)::HUGEINT)
    + hash(any_value(currency), any_value(country), any_value(channel))::HUGEINT AS content
  FROM (${lines}) GROUP BY order_id`;

/** An order has the first currency, country and channel that its lines tell. */
const headings = (from: string) =>
  ["currency", "country", "channel"]
    .map((name) => `first_value(${from}${name} IGNORE NULLS) OVER told AS ${name}`)
    .join(", ");

const toldLines = `
  SELECT order_id, customer, product, ordered_at,
    CASE kind WHEN 'cancel' THEN 'cancellation' WHEN 'adjust' THEN 'adjustment' WHEN 'stock' THEN 'adjustment' WHEN 'free' THEN 'free'
      ELSE product_kind END AS kind,
    quantity_milli, amount_minor, kind = 'status-cancel' AND product_kind = 'goods' AS undone,
    ${headings("")}
  FROM import_rows WHERE order_id IS NOT NULL WINDOW told AS (PARTITION BY order_id ORDER BY row_number)`;

const storedLines = `
  SELECT s.order_id, l.customer, l.product, l.ordered_at, l.kind, l.quantity_milli, l.amount_minor,
    coalesce(u.undone, false) AS undone,
    ${headings("o.")}
  FROM stored_orders s JOIN orders o USING (order_key) JOIN order_lines l USING (order_key)
  LEFT JOIN (SELECT line_key, true AS undone FROM reversals WHERE cancel_line_key = line_key
    GROUP BY line_key HAVING sum(quantity_milli) <> 0 OR sum(amount_minor) <> 0) u ON u.line_key = l.line_key
  WHERE s.stands WINDOW told AS (PARTITION BY s.order_id ORDER BY l.line_key)`;
