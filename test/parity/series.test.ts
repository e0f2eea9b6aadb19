import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { series } from "../../src/models/series/series.ts";
import { rollingOrigin } from "../../src/validate/rolling-origin.ts";

const file = join(import.meta.dirname, "..", "..", "samples", "online_retail", "online_retail.parquet");

/** Revenue of Online Retail by day or week, pounds; days on which the shop sold nothing count 0. */
async function revenue(unit: "day" | "week"): Promise<Float64Array> {
  // Whole weeks only: from Monday 2010-12-06 to Sunday 2011-12-04.
  const sql = `
    SELECT coalesce(sum(value), 0)::DOUBLE
    FROM range(DATE '2010-12-06', DATE '2011-12-05', INTERVAL 1 ${unit}) AS moments(moment)
    LEFT JOIN (
      SELECT date_trunc('${unit}', InvoiceDate::TIMESTAMP) AS moment, Quantity * UnitPrice AS value FROM read_parquet($file)
      WHERE Quantity > 0 AND UnitPrice > 0 AND InvoiceNo NOT LIKE 'C%') AS sold USING (moment)
    GROUP BY moment ORDER BY moment`;
  const instance = await DuckDBInstance.create(":memory:");
  try {
    const rows = (await (await instance.connect()).runAndReadAll(sql, { file })).getRows();
    return Float64Array.from(rows, (row) => Number(row[0]));
  } finally {
    instance.closeSync();
  }
}

const ctx = { seed: 1 };

test("weekly revenue, 4 weeks ahead: a year is too short to beat the last week's value, and the report says so", async () => {
  const values = await revenue("week");
  expect(values).toHaveLength(52);
  const found = await rollingOrigin(values, series.check({ method: "ets" }), { horizon: 4, first: 26 }, ctx);
  expect(found.origins).toBe(23);
  expect(found.wins).toBe(false);
  expect(found.gain).toBeCloseTo(-0.032, 2);
  expect(found.model.mase / found.seasonalNaive.mase).toBeLessThan(1.1);
  expect(found.model.coverage).toBeGreaterThan(0.8);
  expect(found.seasonalNaive.coverage).toBeGreaterThan(0.85);
});

test("daily revenue, a week ahead: the week's pattern with its level beats last week's days, a level alone does not", async () => {
  const values = await revenue("day");
  expect(values).toHaveLength(364);
  const options = { horizon: 7, first: 140, step: 7 };
  const seasonal = await rollingOrigin(values, series.check({ method: "mstl", season: 7 }), options, ctx);
  expect(seasonal.origins).toBe(32);
  expect(seasonal.wins).toBe(true);
  expect(seasonal.gain).toBeGreaterThan(0.1);
  expect(seasonal.model.mase).toBeLessThan(1);
  expect(seasonal.model.coverage).toBeGreaterThan(0.82);
  const level = await rollingOrigin(values, series.check({ method: "ets", season: 7 }), options, ctx);
  expect(level.wins).toBe(false);
  expect(level.gain).toBeLessThan(-0.2);
});
