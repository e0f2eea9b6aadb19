import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Feature, Measure, Predicate, Term } from "../../src/features/algebra.ts";
import { compileFeatures } from "../../src/features/compile.ts";
import { computeFeatures } from "../../src/features/compute.ts";
import { duckdb } from "../../src/features/dialect.ts";
import { activeCustomers, buyers } from "../../src/features/population.ts";
import { shopFeatures } from "../../src/features/shop.ts";
import { Store } from "../../src/store/store.ts";
import { loadShop, makeShop } from "../shop/shop.ts";
import { asOfs, writeHistory } from "./histories.ts";
import { Oracle, readWorld } from "./oracle.ts";

const measure = (m: Omit<Measure, "op">): Measure => ({ op: "measure", ...m });
const term = (name: string, value: Term): Feature => ({ name, unit: "count", value });

/** What the shop's features do not use of the algebra. */
const corners: readonly Feature[] = [
  term("amountDeviation", measure({ from: "orders", aggregate: "deviation", of: "amount" })),
  term("amountMean", measure({ from: "orders", aggregate: "mean", of: "amount", windowDays: 180 })),
  term("smallest", measure({ from: "lines", aggregate: "min", of: "units", windowDays: 90, lagDays: 30 })),
  term("lagged", measure({ from: "orders", aggregate: "count", windowDays: 60, lagDays: 30 })),
  term("hours", measure({ from: "orders", aggregate: "count", windowDays: 0.5 })),
  term("beforeLag", measure({ from: "cancellations", aggregate: "sum", of: "units", lagDays: 7 })),
  term("hour", measure({ from: "orders", aggregate: "last", of: "hour" })),
  term("categories", measure({ from: "lines", aggregate: "distinct", of: "category" })),
  term("countries", measure({ from: "orders", aggregate: "distinct", of: "country", windowDays: 365 })),
  term(
    "quotes",
    measure({
      from: "lines",
      aggregate: "count",
      where: [{ field: "category", is: "in", value: ["o'clocks", "桌子"] }],
    }),
  ),
  term(
    "notWeb",
    measure({ from: "orders", aggregate: "count", where: [{ field: "channel", is: "!=", value: "web" }] }),
  ),
  term(
    "evenings",
    measure({
      from: "orders",
      aggregate: "sum",
      of: "amount",
      where: [
        { field: "hour", is: ">=", value: 17.5 },
        { field: "amount", is: ">", value: 10 },
      ],
    }),
  ),
  term("daysTrend", {
    op: "trend",
    of: measure({ from: "orders", aggregate: "sum", of: "amount", windowDays: 120 }),
    windows: 4,
  }),
  term("meanTrend", {
    op: "trend",
    of: measure({ from: "orders", aggregate: "mean", of: "amount", windowDays: 180 }),
    windows: 2,
  }),
  term("age", { op: "attribute", name: "age" }),
  term("ageUndated", { op: "attribute", name: "age", undated: true }),
  term("sinceCancellation", { op: "daysSince", which: "last", from: "cancellations" }),
  term("sinceFirstDay", { op: "daysSince", which: "first", from: "orderDays" }),
  term("sum", {
    op: "total",
    of: { op: "attribute", name: "age", undated: true },
    plus: measure({ from: "orders", aggregate: "count" }),
  }),
];

const age: Term = { op: "attribute", name: "age" };
const populations: readonly Predicate[] = [
  buyers,
  activeCustomers(90),
  { not: { term: age, is: ">", value: 40.5 } },
  { any: [{ term: age, is: "=", value: 7 }, { term: age, is: "!=", value: 0.1 }, activeCustomers(7)] },
  {
    all: [
      { not: activeCustomers(30) },
      {
        term: {
          op: "ratio",
          of: measure({ from: "lines", aggregate: "count" }),
          over: measure({ from: "orders", aggregate: "count" }),
        },
        is: ">=",
        value: 1.5,
      },
    ],
  },
  { all: [] },
  { any: [] },
];

/** Whole results that must be equal to the last bit; the others are derived from such ones. */
function isExact(t: Term): boolean {
  if (t.op === "measure") return t.aggregate !== "mean" && t.aggregate !== "deviation";
  return t.op === "daysSince" || t.op === "attribute";
}

async function compare(store: Store, asOf: Date, features: readonly Feature[]): Promise<number> {
  const oracle = new Oracle(await readWorld(store), asOf);
  const columns = await store.columns(compileFeatures(features, duckdb), [asOf]);
  const customers = columns.customer as Float64Array;
  expect([...customers]).toEqual(oracle.customers());
  let present = 0;
  for (const feature of features) {
    const values = columns[feature.name] as Float64Array;
    customers.forEach((customer, i) => {
      const expected = oracle.value(customer, feature.value) ?? Number.NaN;
      const given = values[i]!;
      const near = isExact(feature.value) ? 0 : 1e-12 * Math.max(Math.abs(expected), Math.abs(given));
      const equal = Number.isNaN(expected) ? Number.isNaN(given) : Math.abs(expected - given) <= near;
      const where = `${feature.name} of ${customer} as of ${asOf.toISOString()}`;
      expect(equal, `${where}: ${given}, the plain evaluator says ${expected}`).toBe(true);
      if (!Number.isNaN(expected)) present++;
    });
  }
  return present;
}

describe("the compiler's SQL and a plain evaluator agree", () => {
  let folder: string;
  let store: Store;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "kindred-compiler-"));
    store = await Store.open({ workspace: folder });
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("on random histories full of corners: every shop feature, the rest of the algebra, populations", async () => {
    let present = 0;
    for (let seed = 1; seed <= 16; seed++) {
      await writeHistory(store, seed);
      for (const asOf of asOfs) {
        present += await compare(store, asOf, [...shopFeatures, ...corners]);
      }
      const asOf = asOfs[seed % asOfs.length]!;
      const oracle = new Oracle(await readWorld(store), asOf);
      for (const population of populations) {
        const { customers } = await computeFeatures(store, [], { asOf, population });
        const expected = oracle.customers().filter((c) => oracle.holds(c, population));
        expect([...customers], `seed ${seed} ${JSON.stringify(population)}`).toEqual(expected);
      }
    }
    expect(present).toBeGreaterThan(10_000);
  });

  test("on the made-up shop, in the middle of a day too", async () => {
    await writeHistory(store, 1);
    await store.tx(async (w) => {
      for (const t of ["customers", "orders", "order_lines", "reversals", "products", "attributes"])
        await w.run(`DELETE FROM ${t}`);
    });
    await loadShop(store, makeShop({ customers: 60, days: 500, seed: 11, cancelShare: 0.1 }));
    for (const asOf of [new Date("2025-03-01T00:00:00Z"), new Date("2024-09-17T13:21:07.123Z")])
      expect(await compare(store, asOf, [...shopFeatures, ...corners])).toBeGreaterThan(1000);
  });

  test("a window longer than the history known at the moment is dropped and named", async () => {
    const first = new Date("2024-01-01T18:00:00Z");
    await store.tx(async (w) => {
      await w.run("DELETE FROM orders");
      await w.run("INSERT INTO orders SELECT 1, 'O', 1, $1, $1, 'EUR', 'DE', NULL, 'sale', 1000, 100, 1", [
        first,
      ]);
    });
    const at = async (day: string) =>
      (await computeFeatures(store, shopFeatures, { asOf: new Date(day) })).dropped;
    expect(await at("2024-12-31T00:00:00Z")).toEqual([]); // 365 days from the first day, although not from 18:00
    expect(await at("2024-12-30T00:00:00Z")).toEqual(["orderDays365d", "revenue365d"]);
    await store.tx((w) =>
      w.run("INSERT INTO orders SELECT 2, 'late', 1, $1, $2, 'EUR', 'DE', NULL, 'sale', 1000, 100, 1", [
        new Date("2022-01-01T00:00:00Z"),
        new Date("2024-12-30T00:00:00Z"),
      ]),
    );
    expect(await at("2024-12-30T00:00:00Z")).toEqual(["orderDays365d", "revenue365d"]); // told later than that
  });
});
