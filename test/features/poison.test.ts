import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays } from "../../src/core/clock.ts";
import type { Feature, Outcome } from "../../src/features/algebra.ts";
import { compileFeatures } from "../../src/features/compile.ts";
import { computeFeatures } from "../../src/features/compute.ts";
import { duckdb } from "../../src/features/dialect.ts";
import { computeOutcome } from "../../src/features/outcome.ts";
import { peopleAt } from "../../src/features/people.ts";
import { activeCustomers, noOrder, orderDayCount, revenue } from "../../src/features/population.ts";
import { shopFeatures } from "../../src/features/shop.ts";
import { Store } from "../../src/store/store.ts";
import { loadShop, makeShop } from "../shop/shop.ts";

/** 335 days after the shop opened: windows of a year are dropped, unless someone looks at orders told later. */
const asOf = new Date("2024-12-01T00:00:00Z");
const horizonDays = 60;

const features: readonly Feature[] = [
  ...shopFeatures,
  { name: "age", unit: "count", value: { op: "attribute", name: "age" } },
  {
    name: "categories",
    unit: "count",
    value: { op: "measure", from: "lines", aggregate: "distinct", of: "category" },
  },
  {
    name: "countries",
    unit: "count",
    value: { op: "measure", from: "orders", aggregate: "distinct", of: "country" },
  },
];

const outcomes: readonly Outcome[] = [noOrder, revenue, orderDayCount];

/** What the company learns only at `$1`, each kind by itself. Ids of the made-up shop stay below 900,000. */
const lessons: Readonly<Record<string, readonly string[]>> = {
  "later orders and their lines": [
    `INSERT INTO orders SELECT order_key + 900000, order_id || 'x', customer, $1 + INTERVAL '1 day' * (order_key % 30),
       $1 + INTERVAL '1 day' * (order_key % 30), currency, 'XX', channel, kind, quantity_milli * 7, amount_minor * 7, 2
     FROM orders WHERE order_key < 900000`,
    `INSERT INTO order_lines SELECT line_key + 900000, order_key + 900000, customer, product, $1, $1, kind, quantity_milli, amount_minor, 2, 1
     FROM order_lines WHERE line_key < 900000`,
  ],
  "later cancellations of old orders": [
    `INSERT INTO reversals SELECT order_key, line_key, customer, product, ordered_at, $1, quantity_milli, amount_minor, NULL, 2
     FROM order_lines WHERE line_key < 900000`,
  ],
  "old orders told late, also from before the first one": [
    `INSERT INTO orders SELECT order_key + 1800000, order_id || 'late', customer, ordered_at - INTERVAL '1 day' * (order_key % 700), $1,
       currency, 'YY', channel, kind, quantity_milli, amount_minor, 2
     FROM orders WHERE order_key < 900000`,
    `INSERT INTO order_lines SELECT line_key + 1800000, order_key, customer, product + 500, ordered_at, $1, kind, quantity_milli,
       amount_minor, 2, 1
     FROM order_lines WHERE line_key < 900000`,
  ],
  "new versions of old orders": [
    `INSERT INTO orders SELECT order_key, order_id, customer, ordered_at, $1, currency, 'ZZ', channel, kind, quantity_milli * 3,
       amount_minor * 3, 2
     FROM orders WHERE order_key < 900000`,
  ],
  "customers met later": [
    "INSERT INTO customers SELECT customer + 900000, customer_id || 'x', $1, 2 FROM customers WHERE customer < 900000",
  ],
  "attributes changed": [
    "INSERT INTO attributes SELECT customer, 'age', NULL, 99, $1, 2 FROM customers WHERE customer < 900000",
  ],
  "products moved to other categories": [
    `INSERT INTO products SELECT product, product_id, name, 'moved ' || product, kind, $1, 2 FROM products`,
  ],
  "profiles merged later": [
    `INSERT INTO merges SELECT customer, customer, customer + 1, $1, 'identify', '{}', NULL FROM customers
     WHERE customer % 5 = 4 AND customer + 1 IN (SELECT customer FROM customers)`,
  ],
  "merges taken apart later": ["UPDATE merges SET undone_at = $1"],
};

async function learn(store: Store, lesson: readonly string[], at: Date): Promise<void> {
  await store.tx(async (w) => {
    for (const sql of lesson) await w.run(sql, [at]);
  });
}

function bytes(arrays: readonly (Float32Array | Float64Array)[]): Buffer {
  return Buffer.concat(arrays.map((a) => Buffer.from(a.buffer, a.byteOffset, a.byteLength)));
}

/** Features as the models get them and as the SQL gives them, and which were dropped. */
async function featureBytes(store: Store): Promise<Buffer> {
  const table = await computeFeatures(store, features, { asOf, population: activeCustomers(180) });
  const people = await peopleAt(store, asOf);
  const columns = await store.columns(compileFeatures(features, duckdb, undefined, people), [asOf]);
  const raw = Object.values(columns).filter((c) => c instanceof Float64Array);
  return Buffer.concat([
    bytes([table.customers, table.design.x.data, ...raw]),
    Buffer.from(table.dropped.join()),
  ]);
}

async function outcomeBytes(store: Store): Promise<Buffer> {
  const { customers } = await computeFeatures(store, [], { asOf, population: activeCustomers(180) });
  const values = await Promise.all(
    outcomes.map((o) => computeOutcome(store, o, { cutOff: asOf, horizonDays, customers })),
  );
  return bytes([customers, ...values]);
}

/** The same features with every guard `known_at < $1` taken off: the planted leak. */
async function leakyBytes(store: Store): Promise<Buffer> {
  const leak = (guard: string, sql: string) => sql.replaceAll(guard, `${guard} + INTERVAL '1000 days'`);
  const people = await peopleAt(store, asOf);
  const honest = compileFeatures(features, duckdb, undefined, people);
  const guards = ["known_at < $1", "ordered_at < $1", "undone_at >= $1"];
  const sql = guards.reduce((text, guard) => leak(guard, text), honest);
  return bytes(Object.values(await store.columns(sql, [asOf])).filter((c) => c instanceof Float64Array));
}

/** A made-up shop with ages, and some people with two profiles, in a workspace of its own. */
async function openShop(): Promise<{ store: Store; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "kindred-poison-"));
  const store = await Store.open({ workspace: folder });
  await loadShop(store, makeShop({ customers: 150, days: 500, seed: 7, cancelShare: 0.1 }));
  await store.tx((w) =>
    w.run(
      "INSERT INTO attributes SELECT customer, 'age', NULL, customer % 80, TIMESTAMP '2024-06-01', 1 FROM customers",
    ),
  );
  // Some people are known to have two profiles, so that what reads merges is at work.
  await store.tx((w) =>
    w.run(
      `INSERT INTO merges SELECT customer, customer, customer + 1, TIMESTAMP '2024-06-01', 'identify', '{}', NULL FROM customers
       WHERE customer % 10 = 1 AND customer + 1 IN (SELECT customer FROM customers)`,
    ),
  );
  const close = async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { store, close };
}

describe.each(Object.keys(lessons))("as of a moment, always: %s", (name) => {
  let store: Store;
  let close: () => Promise<void>;
  beforeEach(async () => {
    ({ store, close } = await openShop());
  });
  afterEach(() => close());

  test("learned at that very moment, change no bit of a feature, and a planted leak is seen", async () => {
    const before = await featureBytes(store);
    const leakBefore = await leakyBytes(store);
    await learn(store, lessons[name]!, asOf);
    expect(Buffer.compare(await featureBytes(store), before)).toBe(0);
    expect(Buffer.compare(await leakyBytes(store), leakBefore), "the leak").not.toBe(0);
  });

  test("learned when the horizon ends, change no outcome", async () => {
    const before = await outcomeBytes(store);
    await learn(store, lessons[name]!, addDays(asOf, horizonDays));
    expect(Buffer.compare(await outcomeBytes(store), before)).toBe(0);
  });

  test("learned a millisecond before, do count", async () => {
    const before = await featureBytes(store);
    await learn(store, lessons[name]!, new Date(asOf.getTime() - 1));
    expect(Buffer.compare(await featureBytes(store), before)).not.toBe(0);
  });
});
