import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileFeatures } from "../../src/features/compile.ts";
import { computeFeatures } from "../../src/features/compute.ts";
import { duckdb } from "../../src/features/dialect.ts";
import { computeOutcome } from "../../src/features/outcome.ts";
import { activeCustomers, noOrder, revenue } from "../../src/features/population.ts";
import { shopFeatures } from "../../src/features/shop.ts";
import { Store } from "../../src/store/store.ts";
import { loadShop, makeShop } from "../shop/shop.ts";

const asOf = new Date("2025-03-01T00:00:00Z");
const horizonDays = 60;

/** Features and outcomes as bytes: not one bit may differ. */
async function snapshot(store: Store): Promise<Buffer> {
  const table = await computeFeatures(store, shopFeatures, { asOf, population: activeCustomers(180) });
  const churn = await computeOutcome(store, noOrder, {
    cutOff: asOf,
    horizonDays,
    customers: table.customers,
  });
  const value = await computeOutcome(store, revenue, {
    cutOff: asOf,
    horizonDays,
    customers: table.customers,
  });
  const { x } = table.design;
  return Buffer.concat(
    [table.customers, x.data, churn, value].map((a) => Buffer.from(a.buffer, a.byteOffset, a.byteLength)),
  );
}

/** What the company learns only after `known`: later orders, cancellations of old ones, corrections, late arrivals. */
async function poison(store: Store, known: string): Promise<void> {
  await store.tx(async (w) => {
    const later = `TIMESTAMP '${known}'`;
    const day = "INTERVAL '1 day'";
    await w.run(`INSERT INTO orders SELECT order_key + 900000, order_id || 'x', customer, ${later} + ${day} * (order_key % 30),
      ${later} + ${day} * (order_key % 30), currency, 'XX', channel, kind, quantity_milli * 7, amount_minor * 7, 2 FROM orders`);
    await w.run(`INSERT INTO orders SELECT order_key + 1800000, order_id || 'late', customer, ordered_at, ${later}, currency, country,
      channel, kind, quantity_milli, amount_minor, 2 FROM orders WHERE order_key < 900000`);
    await w.run(`INSERT INTO reversals SELECT order_key, line_key, customer, product, ordered_at, ${later}, quantity_milli, amount_minor, NULL, 2
      FROM order_lines`);
    await w.run(`INSERT INTO order_lines SELECT line_key + 900000, order_key, customer, product + 500, ordered_at, ${later}, kind,
      quantity_milli, amount_minor, 2, row_number FROM order_lines`);
    await w.run(`INSERT INTO attributes SELECT customer, 'age', NULL, 99, ${later}, 2 FROM customers`);
    await w.run(
      `INSERT INTO customers SELECT customer + 900000, customer_id || 'x', ${later}, 2 FROM customers`,
    );
    await w.run(
      `INSERT INTO reviews SELECT 'r' || customer, customer, 1, 'review', 1, '', 'bad', ${later}, ${later}, 2 FROM customers`,
    );
  });
}

describe("as of a moment, always", () => {
  let folder: string;
  let store: Store;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "kindred-poison-"));
    store = await Store.open({ workspace: folder });
    await loadShop(store, makeShop({ customers: 300, days: 500, seed: 7, cancelShare: 0.1 }));
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("nothing learned later changes one bit, and a leak is caught by the same comparison", async () => {
    const before = await snapshot(store);
    const leaky = compileFeatures(shopFeatures, duckdb).replaceAll(
      "known_at < $1",
      "known_at < $1 + INTERVAL '1000 days'",
    );
    const leakBefore = await store.columns(leaky, [asOf]);

    await poison(store, "2025-04-30 00:00:00"); // = asOf + horizon: the outcome window has just ended

    expect(Buffer.compare(await snapshot(store), before)).toBe(0);
    const leakAfter = await store.columns(leaky, [asOf]);
    expect(leakAfter).not.toEqual(leakBefore);
  });

  test("what was known just before does count", async () => {
    const table = (s: Store) => computeFeatures(s, shopFeatures, { asOf, population: activeCustomers(180) });
    const before = await table(store);
    await store.tx((w) =>
      w.run("INSERT INTO orders SELECT 5000000, 'new', $1, $2, $2, 'EUR', 'DE', NULL, 'sale', 1000, 100, 3", [
        before.customers[0]!,
        new Date(asOf.getTime() - 1),
      ]),
    );
    const after = await table(store);
    expect(after.design.x.data[0]).not.toBe(before.design.x.data[0]);
  });
});
