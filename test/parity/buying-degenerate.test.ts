import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { bgNbd } from "../../src/models/bg-nbd/bg-nbd.ts";
import { gammaGamma } from "../../src/models/gamma-gamma/gamma-gamma.ts";

/** Customers of Online Retail at the end of August 2011: purchases of a day are one, cancellations left out; days → weeks. */
const SQL = `
  WITH day AS (
    SELECT CustomerID AS customer, InvoiceDate::DATE AS on_day, sum(Quantity * UnitPrice) AS value
    FROM read_parquet($file)
    WHERE CustomerID IS NOT NULL AND Quantity > 0 AND UnitPrice > 0 AND InvoiceNo NOT LIKE 'C%' AND InvoiceDate < '2011-09-01'
    GROUP BY ALL),
  first AS (SELECT customer, min(on_day) AS first_day, max(on_day) AS last_day, count(*) AS days FROM day GROUP BY ALL)
  SELECT days - 1 AS x, (last_day - first_day) / 7.0::DOUBLE AS recency, (DATE '2011-08-31' - first_day) / 7.0::DOUBLE AS age,
    coalesce((SELECT avg(value) FROM day WHERE day.customer = first.customer AND on_day > first_day), 0)::DOUBLE AS value
  FROM first ORDER BY customer`;

test("Online Retail: nobody seems to stop buying, and the model says so", async () => {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const file = join(import.meta.dirname, "..", "..", "samples", "online_retail", "online_retail.parquet");
  const columns = await (await connection.runAndReadAll(SQL, { file })).getColumnsJS();
  connection.closeSync();
  const [frequency, recency, age, value] = columns.map((column) =>
    Float64Array.from(column as number[], Number),
  );
  const data = { frequency: frequency!, recency: recency!, age: age!, value: value! };

  const model = await bgNbd.fit(data, bgNbd.defaults, { seed: 1 });
  expect(model.customers).toBe(3317);
  expect(model.degenerate).toEqual(["no-dropout"]);
  expect(model.r).toBeCloseTo(0.7226, 3);
  expect(model.alpha).toBeCloseTo(9.4246, 2);
  expect(model.logLikelihood).toBeCloseTo(-21755.35, 1);
  expect(model.standardErrors).toBeNull();
  expect(model.probabilityAlive(data).every((p) => p > 0.999 && p <= 1)).toBe(true);
  const expected = model.expectedPurchases(data, 100 / 7).reduce((a, b) => a + b, 0);
  expect(expected).toBeCloseTo(3633.4, 0);

  const spending = await gammaGamma.fit(data, gammaGamma.defaults, { seed: 1 });
  expect(spending.degenerate).toEqual([]);
  expect([spending.p, spending.q].map((p) => +p.toFixed(2))).toEqual([2.4, 3.3]);
});
