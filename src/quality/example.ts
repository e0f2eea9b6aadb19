import type { Reader } from "../store/reader.ts";
import type { Bindable } from "../store/values.ts";
import type { Finding } from "./finding.ts";

/** Characters of an example. */
const LENGTH = 80;

/** By code, SQL of one text: the row or value that shows the finding best; its parameters are those of `params`. */
const queries: Readonly<Record<string, string>> = {
  "rejected-rows": `SELECT concat_ws(': ', r.column_name, coalesce(r.value, left(r.raw, ${LENGTH}))) FROM rejects r
    JOIN imports i USING (import_id) WHERE i.table_name = $1 ORDER BY r.import_id DESC, r.row_number LIMIT 1`,
  "no-customer": oneOrder("customer IS NULL AND kind = 'sale'", "amount_minor DESC, order_id"),
  "no-currency": oneOrder("coalesce(currency, '') = ''", "order_id"),
  "future-dates": oneOrder("true", "ordered_at DESC, order_id"),
  "lone-dates": oneOrder("ordered_at >= $1", "ordered_at, order_id"),
  "free-lines": oneLine("l.kind = 'free'", "l.line_key"),
  "service-lines": oneLine("l.kind = 'service'", "abs(l.amount_minor) DESC, l.line_key"),
  "adjustment-lines": oneLine("l.kind = 'adjustment'", "abs(l.amount_minor) DESC, l.line_key"),
  "unmatched-cancellations": oneLine(
    `l.kind = 'cancellation' AND l.customer IS NOT NULL
     AND l.line_key NOT IN (SELECT cancel_line_key FROM reversals WHERE cancel_line_key IS NOT NULL)`,
    "l.amount_minor, l.line_key",
  ),
  cancellations: `SELECT o.order_id FROM reversals r JOIN orders o USING (order_key)
    ORDER BY r.amount_minor DESC, o.order_id LIMIT 1`,
  "price-outliers": `WITH priced AS (SELECT product, amount_minor / (quantity_milli / 1000) AS price FROM order_lines
      WHERE kind = 'goods' AND quantity_milli > 0 AND amount_minor > 0 AND product IS NOT NULL),
    usual AS (SELECT product, quantile_disc(price, 0.5) AS price FROM priced GROUP BY 1 HAVING count(*) >= 10)
    SELECT p.product_id FROM priced JOIN usual u USING (product) JOIN products p USING (product)
    ORDER BY greatest(priced.price / u.price, u.price / priced.price) DESC, p.product_id LIMIT 1`,
  "product-names": `SELECT product_id || ': ' || string_agg(DISTINCT name, ', ' ORDER BY name) FROM products
    WHERE kind = 'goods' AND trim(name) <> ''
    GROUP BY product_id HAVING count(DISTINCT lower(trim(name))) > 1 ORDER BY product_id LIMIT 1`,
  "unnamed-products": `SELECT product_id FROM products WHERE kind = 'goods' GROUP BY 1
    HAVING count(*) FILTER (trim(name) <> '') = 0 ORDER BY 1 LIMIT 1`,
  "uncategorised-products": `SELECT product_id FROM products WHERE kind = 'goods' GROUP BY 1
    HAVING max(category) IS NULL ORDER BY 1 LIMIT 1`,
  "without-orders": `SELECT customer_id FROM customers c ANTI JOIN orders o ON o.customer = c.customer AND o.kind = 'sale'
    ORDER BY 1 LIMIT 1`,
  "shared-devices": `SELECT c.customer_id FROM merge_refusals r JOIN customers c ON c.customer = r.into_customer
    WHERE r.reason = 'shared-device' ORDER BY 1 LIMIT 1`,
  // The start alone: an example must not give the person away either.
  "personal-data": `SELECT left(value, 2) || '…' FROM (
      SELECT 'customers' AS place, 'customer_id' AS name, trim(customer_id) AS value FROM customers
      UNION ALL SELECT 'attributes', name, trim(text) FROM attributes)
    WHERE place = $1 AND name = $2 AND (value LIKE '%_@_%._%' OR regexp_matches(value, '^[+(]?[0-9][0-9() -]{6,}$'))
    ORDER BY value LIMIT 1`,
};

const params: Readonly<Record<string, (finding: Finding) => Bindable[]>> = {
  "rejected-rows": ({ table }) => [table],
  "personal-data": ({ table, column }) => [table, column ?? ""],
  "lone-dates": ({ what }) => [new Date(String(what.data.from))],
};

/** What stands in a finding’s sentence and is an example by itself. */
const told = ["example", "order", "customer", "least", "names", "list"] as const;

/** The finding with one row or value it is about, where it is about any and has none yet. */
export async function withExample(reader: Reader, finding: Finding): Promise<Finding> {
  if (finding.example !== undefined || finding.severity === "good") return finding;
  const { data } = finding.what;
  const said = told.map((name) => data[name]).find((v) => typeof v === "string" && v !== "");
  const example = typeof said === "string" ? said : await asked(reader, finding);
  return example ? { ...finding, example: example.slice(0, LENGTH) } : finding;
}

async function asked(reader: Reader, finding: Finding): Promise<string | null> {
  const sql = queries[finding.code];
  if (!sql) return null;
  const values = params[finding.code]?.(finding) ?? [];
  const [row] = await reader.rows<{ example: string | null }>(
    `SELECT example FROM (${sql}) q(example)`,
    values,
  );
  return row?.example ?? null;
}

function oneOrder(where: string, order: string): string {
  return `SELECT order_id FROM orders WHERE ${where} ORDER BY ${order} LIMIT 1`;
}

function oneLine(where: string, order: string): string {
  return `SELECT concat_ws(': ', o.order_id, (SELECT min(coalesce(p.name, p.product_id)) FROM products p WHERE p.product = l.product))
    FROM order_lines l LEFT JOIN (SELECT order_key, any_value(order_id) AS order_id FROM orders GROUP BY 1) o USING (order_key)
    WHERE ${where} ORDER BY ${order} LIMIT 1`;
}
