import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ImportReport } from "../../src/ingest/report.ts";
import { accounts, done, Workspace } from "./workspace.ts";

const sample = join(import.meta.dirname, "..", "..", "samples", "online_retail", "online_retail.parquet");

let ws: Workspace;
let report: ImportReport;
beforeAll(async () => {
  ws = await Workspace.open();
  report = await ws.import(sample, "orders", { currency: "GBP" });
});
afterAll(() => ws.close());

/** Sums of dispositions by the end of their codes. */
const sum = (of: (d: ImportReport["dispositions"][number]) => number, codes: RegExp) =>
  report.dispositions.filter((d) => codes.test(d.what.code)).reduce((s, d) => s + of(d), 0);
const rows = (codes: RegExp) => sum((d) => d.rows, codes);

describe("UCI Online Retail, 541,909 invoice lines", () => {
  test("every line is accounted for", () => {
    expect(report).toMatchObject({ received: 541_909, stored: 536_641, duplicates: 5_268, rejected: 0 });
    expect(accounts(report)).toEqual({ sum: 541_909, told: 541_909 });
    expect(done(report)).toEqual({
      bought: 391_057,
      boughtAnonymous: 131_418,
      cancelled: 7_395,
      cancelledPartly: 56,
      cancelledUnmatched: 1_052,
      cancelledAnonymous: 162,
      refundedService: 586,
      service: 2_398,
      free: 1_162,
      adjusted: 19,
      stock: 1_336,
      doubles: 5_268,
    });
  });

  test("and so is every penny: 9,747,747.93 in all", () => {
    // The sum of Quantity × UnitPrice is 9,747,747.934; each line is rounded once, which takes off 0.4 pence.
    expect(sum((d) => d.amountMinor ?? 0, /./)).toBe(974_774_793);
  });

  test("the figures others publish of this file", async () => {
    const counts = await ws.store.one(
      `SELECT (SELECT count(*) FROM customers) AS customers,
         (SELECT count(*) FROM products) AS products,
         (SELECT count(DISTINCT order_id) FROM orders) AS invoices,
         (SELECT count(*) FROM order_lines WHERE kind = 'cancellation') AS cancellations,
         (SELECT count(*) FROM order_lines WHERE customer IS NULL) AS anonymous`,
    );
    expect(counts).toEqual({
      customers: 4_372,
      products: 4_070,
      invoices: 25_900,
      cancellations: 9_251,
      anonymous: 135_037,
    });
    // 9,288 cancellation lines and 135,080 lines without a customer are in the file: the rest of them are double lines.
    const doubles = await import("@duckdb/node-api").then(async ({ DuckDBInstance }) => {
      const c = await (await DuckDBInstance.create(":memory:")).connect();
      const result =
        await c.runAndReadAll(`SELECT count(*) FILTER (InvoiceNo LIKE 'C%') - 9251 AS cancellations,
        count(*) FILTER (CustomerID IS NULL) - 135037 AS anonymous, count(*) FILTER (InvoiceNo LIKE 'C%') AS c, count(*) FILTER (CustomerID IS NULL) AS n
        FROM read_parquet('${sample}')`);
      return result.getRowObjectsJson()[0];
    });
    expect(doubles).toEqual({ cancellations: "37", anonymous: "43", c: "9288", n: "135080" });
    expect(rows(/cancelled|refundedService/)).toBe(9_251);
  });

  test("no purchase line is taken back beyond what it was, and nothing before it was known", async () => {
    const beyond = await ws.store.one(
      `SELECT count(*) FILTER (r.quantity > l.quantity_milli OR r.amount > l.amount_minor) AS beyond,
         count(*) FILTER (r.quantity = l.quantity_milli AND r.amount <> l.amount_minor) AS uneven, count(*) > 5000 AS many
       FROM order_lines l JOIN (SELECT line_key, sum(quantity_milli) AS quantity, sum(amount_minor) AS amount FROM reversals GROUP BY 1) r USING (line_key)`,
    );
    expect(beyond).toEqual({ beyond: 0, uneven: 0, many: true });
    const wrong = await ws.store.one(
      `SELECT count(*) AS n FROM reversals r JOIN order_lines p USING (line_key) JOIN order_lines c ON c.line_key = r.cancel_line_key
       WHERE p.customer <> c.customer OR p.product <> c.product OR p.ordered_at > c.ordered_at OR r.known_at <> c.ordered_at OR p.kind <> 'goods'`,
    );
    expect(wrong).toEqual({ n: 0 });
    const over = await ws.store.one(
      `SELECT count(*) AS n FROM (SELECT cancel_line_key, sum(quantity_milli) AS q FROM reversals GROUP BY 1) r
       JOIN order_lines c ON c.line_key = r.cancel_line_key WHERE r.q > -c.quantity_milli`,
    );
    expect(over).toEqual({ n: 0 });
  });

  test("postage, fees, manual entries and adjustments are no products", async () => {
    const services = await ws.store.rows<{ product_id: string }>(
      "SELECT product_id FROM products WHERE kind = 'service' ORDER BY 1",
    );
    expect(services.map((s) => s.product_id)).toEqual([
      "23444", // Next Day Carriage
      "23574", // PACKING CHARGE
      "AMAZONFEE",
      "B",
      "BANK CHARGES",
      "C2",
      "CRUK",
      "D",
      "DOT",
      "M",
      "POST",
      "S",
      "m",
    ]);
  });

  test("an order's goods are the sum of its goods lines; money is whole pence", async () => {
    const differing = await ws.store.one(
      `SELECT count(*) AS n FROM orders o JOIN (SELECT order_key, sum(amount_minor) FILTER (kind = 'goods') AS goods FROM order_lines GROUP BY 1) l USING (order_key)
       WHERE o.kind = 'sale' AND o.amount_minor <> coalesce(l.goods, 0)`,
    );
    expect(differing).toEqual({ n: 0 });
    expect(await ws.store.rows("SELECT DISTINCT currency FROM orders")).toEqual([{ currency: "GBP" }]);
  });
});
