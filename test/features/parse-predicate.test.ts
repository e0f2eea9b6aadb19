import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { KindredError } from "../../src/core/errors.ts";
import { computeFeatures } from "../../src/features/compute.ts";
import { parsePredicate } from "../../src/features/parse-predicate.ts";
import { activeCustomers, buyers } from "../../src/features/population.ts";
import { shopFeatures } from "../../src/features/shop.ts";
import { Store } from "../../src/store/store.ts";
import { loadShop, makeShop } from "../shop/shop.ts";

function refusal(value: unknown): { path: string; value: string; allowed: string } {
  try {
    parsePredicate(value);
  } catch (error) {
    expect(error).toBeInstanceOf(KindredError);
    expect((error as KindredError).code).toBe("bad-predicate");
    return (error as KindredError).data as { path: string; value: string; allowed: string };
  }
  throw new Error(`not refused: ${JSON.stringify(value)}`);
}

const orders = { op: "measure", from: "orders", aggregate: "count" };
const about = (term: unknown) => ({ term, is: ">", value: 0 });

describe("a population from a user's file", () => {
  test("what Kindred itself uses is read back unchanged", () => {
    for (const p of [buyers, activeCustomers(90), { not: buyers }, { any: [buyers, { all: [] }] }])
      expect(parsePredicate(JSON.parse(JSON.stringify(p)))).toEqual(p);
    for (const { value: term } of shopFeatures)
      expect(parsePredicate(JSON.parse(JSON.stringify(about(term))))).toEqual(about(term));
    const attribute = about({ op: "attribute", name: "loyalty card's №", undated: true });
    expect(parsePredicate(attribute)).toEqual(attribute);
  });

  test.each([
    ["nothing", null, "$", "{all, any, not, term, is, value}"],
    ["a list", [], "$", "{all, any, not, term, is, value}"],
    ["no form", {}, "$", "{all}, {any}, {not}, {term, is, value}"],
    ["two forms", { all: [], any: [] }, "$", "{all}, {any}, {not}, {term, is, value}"],
    ["a key of another form", { not: buyers, value: 1 }, "value", "not"],
    ["an unknown key", { ...activeCustomers(9), sql: "DROP TABLE orders" }, "sql", "all, any"],
    ["a prototype", JSON.parse('{"__proto__": {"all": []}}'), "__proto__", "all, any"],
    ["no list", { all: buyers }, "all", "[…]"],
    ["an unknown comparison", { term: orders, is: "LIKE", value: 1 }, "is", "<, <=, >, >=, =, !="],
    ["a text to compare with", { term: orders, is: ">", value: "1; DROP TABLE orders" }, "value", "x"],
    ["not a number", { term: orders, is: ">", value: Number.NaN }, "value", "x"],
    [
      "beyond numbers",
      JSON.parse('{"term": {}, "is": ">", "value": 1e999}'),
      "term.op",
      "measure, daysSince",
    ],
    ["an unknown fact", about({ ...orders, from: "customers" }), "term.from", "orders, orderDays, lines"],
    ["an inherited name", about({ ...orders, from: "constructor" }), "term.from", "orders, orderDays"],
    [
      "an inherited field",
      about({ ...orders, aggregate: "sum", of: "toString" }),
      "term.of",
      "amount, units",
    ],
    ["a field that is SQL", about({ ...orders, aggregate: "max", of: "1) FROM x --" }), "term.of", "amount"],
    ["a sum of texts", about({ ...orders, aggregate: "sum", of: "country" }), "term.of", "amount, units"],
    ["a count of a field", about({ ...orders, of: "amount" }), "term.of", "—"],
    ["a sum of nothing", about({ ...orders, aggregate: "sum" }), "term.of", "amount"],
    ["a negative window", about({ ...orders, windowDays: -1 }), "term.windowDays", "36600"],
    ["an empty window", about({ ...orders, windowDays: 0 }), "term.windowDays", "1/24"],
    ["an endless window", about({ ...orders, windowDays: 1e9 }), "term.windowDays", "36600"],
    ["a crooked window", about({ ...orders, windowDays: 0.3 }), "term.windowDays", "1/24"],
    ["a window in words", about({ ...orders, windowDays: "90 days" }), "term.windowDays", "1/24"],
    ["a lag ahead", about({ ...orders, lagDays: -1 }), "term.lagDays", "0"],
    ["a trend of all time", about({ op: "trend", of: orders, windows: 3 }), "term.of.windowDays", "36600"],
    [
      "a trend of crooked windows",
      about({ op: "trend", of: { ...orders, windowDays: 90 }, windows: 7 }),
      "term.of.windowDays",
      "7 × 1/24",
    ],
    [
      "a trend of a million windows",
      about({ op: "trend", of: { ...orders, windowDays: 90 }, windows: 1e6 }),
      "term.windows",
      "2, 3, … 24",
    ],
    [
      "a text for a number",
      about({ ...orders, where: [{ field: "hour", is: ">", value: "'" }] }),
      "term.where[0].value",
      "x",
    ],
    [
      "an order of texts",
      about({ ...orders, where: [{ field: "country", is: "<", value: "M" }] }),
      "term.where[0].is",
      "=, !=, in",
    ],
    [
      "an empty choice",
      about({ ...orders, where: [{ field: "country", is: "in", value: [] }] }),
      "term.where[0].value",
      "1 ≤ n",
    ],
    [
      "a zero byte",
      about({ ...orders, where: [{ field: "country", is: "=", value: "a\0b" }] }),
      "term.where[0].value",
      "200",
    ],
    ["a long name", about({ op: "attribute", name: "x".repeat(201) }), "term.name", "200"],
    [
      "undated in words",
      about({ op: "attribute", name: "age", undated: "yes" }),
      "term.undated",
      "true, false",
    ],
  ])("%s is refused with its place and what is allowed", (_, value, path, allowed) => {
    const data = refusal(value);
    expect(data.path).toBe(path);
    expect(data.allowed).toContain(allowed);
    expect(data.value.length).toBeLessThanOrEqual(61 + 8);
  });

  test("depth and size are limited, far below what ends the process", () => {
    let deep: unknown = buyers;
    for (let i = 0; i < 100_000; i++) deep = i % 2 ? { not: deep } : { all: [deep] };
    expect(refusal(deep).allowed).toContain("32");
    let ratio: unknown = orders;
    for (let i = 0; i < 100_000; i++) ratio = { op: "ratio", of: ratio, over: orders };
    expect(refusal(about(ratio)).allowed).toContain("32");
    expect(refusal({ all: Array(100_000).fill(buyers) }).path).toBe("all");
    expect(refusal({ all: Array(150).fill({ any: [buyers, buyers] }) }).allowed).toContain("500");
    const cycle: { not?: unknown } = {};
    cycle.not = cycle;
    expect(refusal(cycle).allowed).toContain("32");
  });

  test("whatever stands in place of any part, the answer is a predicate or a refusal", () => {
    const whole: readonly unknown[] = [
      { any: [{ not: buyers }] },
      ...shopFeatures.map((f) => about(f.value)),
    ];
    const anything = fc.anything({ withBigInt: true, withNullPrototype: true, maxDepth: 2, maxKeys: 3 });
    fc.assert(
      fc.property(fc.constantFrom(...whole), fc.nat(20), anything, (predicate, place, value) => {
        try {
          parsePredicate(replacePart(structuredClone(predicate), place, value));
        } catch (error) {
          return error instanceof KindredError && error.code === "bad-predicate";
        }
        return true;
      }),
      { seed: 3, numRuns: 3000 },
    );
  });
});

/** Puts `value` in the place of the part with this number, counted in the order of the text. */
function replacePart(whole: unknown, place: number, value: unknown): unknown {
  let left = place;
  const walk = (part: unknown): unknown => {
    if (left-- === 0) return value;
    if (typeof part !== "object" || part === null) return part;
    const fields = part as Record<string, unknown>;
    for (const key of Object.keys(fields)) fields[key] = walk(fields[key]);
    return part;
  };
  return walk(whole);
}

describe("what is accepted also runs", () => {
  let folder: string;
  let store: Store;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "kindred-predicate-"));
    store = await Store.open({ workspace: folder });
    await loadShop(store, makeShop({ customers: 20, days: 400, seed: 1 }));
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each<[string, unknown]>([
    ["an attribute's name that is SQL", about({ op: "attribute", name: `'; DROP TABLE orders; --"` })],
    [
      "texts that are SQL",
      about({ ...orders, where: [{ field: "country", is: "in", value: ["DE", "' OR 1=1 --", "桌\u2028"] }] }),
    ],
    ["a tiny number", { term: orders, is: "=", value: 1e-7 }],
    ["the greatest number", { term: orders, is: "<", value: 1.7976931348623157e308 }],
    ["the smallest number", { term: orders, is: ">", value: -5e-324 }],
    ["a number beyond 64 bits", { term: orders, is: "!=", value: 123456789012345680000 }],
    ["the longest window and lag", about({ ...orders, windowDays: 36_600, lagDays: 36_600 })],
    ["the longest trend", about({ op: "trend", of: { ...orders, windowDays: 24 }, windows: 24 })],
    [
      "150 windows at once",
      { all: Array.from({ length: 150 }, (_, i) => about({ ...orders, windowDays: i + 1 })) },
    ],
    [
      "amounts of every kind",
      about({
        ...orders,
        aggregate: "sum",
        of: "amount",
        where: [{ field: "amount", is: "in", value: [-1, 0.5, 1e300] }],
      }),
    ],
  ])("%s", async (_, value) => {
    const population = parsePredicate(value);
    await computeFeatures(store, [], { asOf: new Date("2025-02-01T00:00:00Z"), population });
    expect((await store.one<{ n: number }>("SELECT count(*) AS n FROM orders")).n).toBeGreaterThan(0);
  });
});
