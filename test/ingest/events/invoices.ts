import { DuckDBInstance } from "@duckdb/node-api";
import type { Store } from "../../../src/store/store.ts";

interface Line {
  readonly invoice: string;
  readonly code: string | null;
  readonly description: string | null;
  readonly quantity: number;
  readonly at: string;
  readonly price: number;
  readonly customer: string | null;
  readonly country: string;
}

/** The first invoices of Online Retail: the lines as a file, and each invoice as the event of a shop. */
export async function invoices(
  sample: string,
  file: string,
  most: number,
): Promise<{ events: object[]; lines: number }> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
  const c = await instance.connect();
  await c.run(
    `CREATE TABLE lines AS SELECT *, file_row_number AS place FROM read_parquet('${sample}', file_row_number = true)`,
  );
  await c.run(`DELETE FROM lines WHERE InvoiceNo NOT IN (
    SELECT InvoiceNo FROM lines GROUP BY InvoiceNo ORDER BY min(place) LIMIT ${most})`);
  await c.run(
    `COPY (SELECT * EXCLUDE (place, file_row_number) FROM lines ORDER BY place) TO '${file}' (FORMAT parquet)`,
  );
  const result =
    await c.runAndReadAll(`SELECT InvoiceNo AS invoice, StockCode AS code, Description AS description, Quantity::DOUBLE AS quantity,
    replace(InvoiceDate, ' ', 'T') || 'Z' AS at, UnitPrice AS price, CustomerID::BIGINT::VARCHAR AS customer, Country AS country
    FROM lines ORDER BY place`);
  const lines = result.getRowObjectsJS() as unknown as Line[];
  c.closeSync();
  instance.closeSync();
  const byInvoice = new Map<string, Line[]>();
  for (const line of lines) byInvoice.set(line.invoice, [...(byInvoice.get(line.invoice) ?? []), line]);
  return { events: [...byInvoice.values()].map(invoiceEvent), lines: lines.length };
}

/** An invoice as a shop would send it; one without a customer is of nobody we know. */
function invoiceEvent(lines: readonly Line[]): object {
  const [first] = lines;
  const { invoice, at, customer, country } = first!;
  return {
    type: "track",
    event: invoice.startsWith("C") ? "Order Refunded" : "Order Completed",
    messageId: `invoice-${invoice}`,
    timestamp: at,
    ...(customer === null
      ? { anonymousId: `till-${invoice}`, context: { unidentified: true } }
      : { userId: customer }),
    properties: {
      order_id: invoice,
      currency: "GBP",
      country,
      products: lines.map((line) => ({
        product_id: line.code,
        ...(line.description === null ? {} : { name: line.description }),
        price: line.price,
        quantity: line.quantity,
        ...(line.at === at ? {} : { timestamp: line.at }),
      })),
    },
  };
}

/** Everything an order import stores, without the keys and numbers that only say in which order it came. */
export async function orderFacts(store: Store): Promise<Record<string, unknown[]>> {
  const who = "LEFT JOIN customers c USING (customer)";
  const what = "LEFT JOIN products p USING (product)";
  return {
    customers: await store.rows("SELECT customer_id, known_at FROM customers ORDER BY ALL"),
    products: await store.rows(
      "SELECT product_id, name, category, kind, known_at FROM products ORDER BY ALL",
    ),
    orders: await store.rows(
      `SELECT order_id, customer_id, ordered_at, o.known_at, currency, country, channel, kind, quantity_milli, amount_minor
       FROM orders o ${who} ORDER BY ALL`,
    ),
    order_lines: await store.rows(
      `SELECT o.order_id, customer_id, product_id, l.ordered_at, l.known_at, l.kind, l.quantity_milli, l.amount_minor
       FROM order_lines l JOIN orders o USING (order_key) LEFT JOIN customers c ON c.customer = l.customer
       LEFT JOIN products p ON p.product = l.product ORDER BY ALL`,
    ),
    reversals: await store.rows(
      `SELECT o.order_id, x.order_id AS cancelled_by, customer_id, product_id, r.ordered_at, r.known_at, r.quantity_milli, r.amount_minor
       FROM reversals r JOIN orders o USING (order_key) ${who.replace("USING (customer)", "ON c.customer = r.customer")}
       ${what.replace("USING (product)", "ON p.product = r.product")}
       LEFT JOIN order_lines l ON l.line_key = r.cancel_line_key LEFT JOIN orders x ON x.order_key = l.order_key ORDER BY ALL`,
    ),
  };
}
