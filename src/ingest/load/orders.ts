import { findDoubles, type Loaded, type Loading, nextKey, stagedRows } from "./loading.ts";
import { orderDispositions } from "./order-dispositions.ts";
import { settleVersions } from "./order-versions.ts";
import { addCustomers } from "./people.ts";
import { addProducts, productKeys } from "./products.ts";
import { reversePurchases } from "./reversals.ts";
import { findStored } from "./stored-orders.ts";
import { settleWholeOrders } from "./whole-orders.ts";

/**
 * Stores order rows: customers and products that are new, orders, lines, and what cancellations take back. An order is
 * known at its date, a cancellation at its own; where the rows say themselves when they were known (`known`), then.
 */
export async function loadOrders(loading: Loading): Promise<Loaded> {
  const { w } = loading;
  await findDoubles(loading);
  const rows = stagedRows(loading);
  const known = loading.fields.has("known") ? "greatest(r.ordered_at, r.known_at)" : "r.ordered_at";
  const seen = `(SELECT r.* REPLACE (${known} AS ordered_at) FROM ${rows} r)`;
  await addCustomers(loading, seen);
  await addProducts(loading, seen);
  await w.run(`CREATE OR REPLACE TEMP TABLE import_rows AS
    SELECT r.row_number, r.order_id, c.customer, p.product, r.ordered_at, ${known} AS known_at, r.cancelled_at, r.quantity_milli,
      r.amount_minor, r.currency, r.country, r.channel, r.kind, coalesce(p.kind, 'goods') AS product_kind, false AS copied
    FROM ${rows} r LEFT JOIN customers c ON c.customer_id = r.customer_id
    LEFT JOIN ${productKeys} p ON p.product_id = r.product_id
    ANTI JOIN doubles d ON d.row_number = r.row_number`);
  await settleTold(loading);
  await storeLines(loading);
  await undoCancelled(loading);
  const byAmount = !loading.fields.has("quantity");
  await reversePurchases(w, loading.importId, byAmount, loading.whole ? loading.startedAt : undefined);
  const dispositions = await orderDispositions(loading);
  const { stored } = await w.one<{ stored: number }>(
    "SELECT count(*) AS stored FROM import_rows WHERE NOT copied",
  );
  for (const table of ["import_rows", "import_orders", "told_orders", "doubles", "known_rows"])
    await w.run(`DROP TABLE ${table}`);
  return { stored, duplicates: loading.staged.good - stored, dispositions };
}

/** What the rows say of orders that are stored. */
async function settleTold(loading: Loading): Promise<void> {
  if (loading.whole && loading.fields.has("order")) {
    await settleCancelled(loading, false);
    await settleWholeOrders(loading, loading.startedAt);
    return;
  }
  await findStored(loading);
  await settleCancelled(loading, true);
  await settleVersions(loading);
}

/**
 * A row whose status says cancelled takes back the row of the same order and product that was told before, in the file
 * or in the store (`stored`); where there is none it is itself the purchase that was cancelled.
 */
async function settleCancelled({ w }: Loading, stored: boolean): Promise<void> {
  await w.run(`UPDATE import_rows SET kind = 'cancel', quantity_milli = -abs(quantity_milli), amount_minor = -abs(amount_minor)
    WHERE kind = 'status-cancel' AND order_id IS NOT NULL AND (
      EXISTS (SELECT 1 FROM import_rows s WHERE s.kind = 'sale' AND s.order_id = import_rows.order_id
        AND s.product IS NOT DISTINCT FROM import_rows.product AND s.customer IS NOT DISTINCT FROM import_rows.customer)
      OR ${stored} AND EXISTS (SELECT 1 FROM orders o JOIN order_lines l USING (order_key)
        WHERE l.kind = 'goods' AND o.order_id = import_rows.order_id
          AND l.product IS NOT DISTINCT FROM import_rows.product AND l.customer IS NOT DISTINCT FROM import_rows.customer))`);
  await w.run(
    "UPDATE import_rows SET known_at = greatest(ordered_at, cancelled_at) WHERE kind = 'cancel' AND cancelled_at IS NOT NULL",
  );
}

const LINE_KIND = `CASE kind WHEN 'cancel' THEN 'cancellation' WHEN 'adjust' THEN 'adjustment' WHEN 'stock' THEN 'adjustment'
  WHEN 'free' THEN 'free' ELSE product_kind END`;

/** Orders (rows of one order number and customer; without a number each row is one) and their lines. */
async function storeLines({ w, importId }: Loading): Promise<void> {
  const order = await nextKey(w, "orders", "order_key");
  const line = await nextKey(w, "order_lines", "line_key");
  await w.run(`CREATE OR REPLACE TEMP TABLE import_orders AS
    SELECT ${order} - 1 + row_number() OVER (ORDER BY min(row_number)) AS new_key, order_id, customer,
      CASE WHEN order_id IS NULL THEN row_number END AS own, min(row_number) AS first,
      min(ordered_at) AS ordered_at, min(known_at) AS known_at, arg_min(currency, row_number) AS currency,
      arg_min(country, row_number) AS country, arg_min(channel, row_number) AS channel,
      CASE WHEN bool_and(kind IN ('adjust', 'stock')) THEN 'adjustment'
        WHEN bool_and(kind IN ('cancel', 'adjust', 'stock')) THEN 'cancellation' ELSE 'sale' END AS kind,
      coalesce(sum(quantity_milli) FILTER (line_kind = 'goods'), 0)::BIGINT AS goods_quantity,
      coalesce(sum(amount_minor) FILTER (line_kind = 'goods'), 0)::BIGINT AS goods_amount,
      coalesce(sum(quantity_milli) FILTER (line_kind = 'cancellation' AND product_kind = 'goods'), 0)::BIGINT AS cancelled_quantity,
      coalesce(sum(amount_minor) FILTER (line_kind = 'cancellation' AND product_kind = 'goods'), 0)::BIGINT AS cancelled_amount,
      coalesce(sum(amount_minor) FILTER (line_kind = 'adjustment'), 0)::BIGINT AS adjusted_amount
    FROM (SELECT *, ${LINE_KIND} AS line_kind FROM import_rows)
    GROUP BY order_id, customer, CASE WHEN order_id IS NULL THEN row_number END`);
  await w.run(`CREATE OR REPLACE TEMP TABLE import_orders AS
    SELECT i.*, CASE WHEN i.kind = 'sale' THEN t.order_key END AS told_key, coalesce(told_key, i.new_key) AS order_key
    FROM import_orders i LEFT JOIN told_orders t
      ON t.order_id = i.order_id AND t.customer IS NOT DISTINCT FROM i.customer`);
  await w.run(
    `INSERT INTO orders
     SELECT order_key, coalesce(order_id, $1 || '-' || own), customer, ordered_at, known_at, currency, country, channel, kind,
       CASE kind WHEN 'sale' THEN goods_quantity WHEN 'cancellation' THEN cancelled_quantity ELSE 0 END,
       CASE kind WHEN 'sale' THEN goods_amount WHEN 'cancellation' THEN cancelled_amount ELSE adjusted_amount END, $2
     FROM import_orders WHERE told_key IS NULL ORDER BY order_key`,
    [String(importId), importId],
  );
  await w.run(`UPDATE orders SET quantity_milli = orders.quantity_milli + i.goods_quantity,
      amount_minor = orders.amount_minor + i.goods_amount
    FROM import_orders i WHERE i.told_key = orders.order_key`);
  await w.run(
    `INSERT INTO order_lines
     SELECT ${line} + r.row_number, o.order_key, r.customer, r.product, r.ordered_at, r.known_at, ${LINE_KIND.replace("CASE kind", "CASE r.kind")},
       r.quantity_milli, r.amount_minor, $1, CASE WHEN NOT r.copied THEN r.row_number END
     FROM import_rows r JOIN import_orders o
       ON o.order_id IS NOT DISTINCT FROM r.order_id AND o.customer IS NOT DISTINCT FROM r.customer
         AND o.own IS NOT DISTINCT FROM CASE WHEN r.order_id IS NULL THEN r.row_number END`,
    [importId],
  );
}

/** Purchases that were cancelled as wholes: taken back from the moment of the cancellation, or at once. */
async function undoCancelled({ w, importId }: Loading): Promise<void> {
  await w.run(
    `INSERT INTO reversals
     SELECT l.order_key, l.line_key, l.customer, l.product, l.ordered_at, greatest(r.known_at, r.cancelled_at),
       l.quantity_milli, l.amount_minor, l.line_key, $1
     FROM order_lines l JOIN import_rows r ON r.row_number = l.row_number
     WHERE l.import_id = $1 AND l.kind = 'goods' AND r.kind = 'status-cancel'`,
    [importId],
  );
}
