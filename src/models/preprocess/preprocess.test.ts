import { describe, expect, test } from "vitest";
import { type ColumnInfo, fromRows, type Matrix } from "../../core/matrix.ts";
import { Random } from "../../core/random.ts";
import { logistic } from "../logistic/logistic.ts";
import { ridge } from "../ridge/ridge.ts";
import type { PreprocessParameters } from "./parameters.ts";
import { preparedClassifier, preparedRegressor } from "./prepared.ts";
import { preprocess } from "./preprocess.ts";

const columns: ColumnInfo[] = [
  { name: "spend", kind: "number" },
  { name: "town", kind: "category", categories: ["Oslo", "Bergen", "Rome"] },
];
const ctx = { seed: 1 };
const learn = (x: Matrix, p: Partial<PreprocessParameters> = {}) =>
  preprocess.fit({ x, columns }, preprocess.check({ minCategoryRows: 1, ...p }), ctx);

describe("preprocess", () => {
  test("median for what is missing, 0/1 for what was missing and for each category", async () => {
    const x = fromRows([
      [1, 0],
      [3, 2],
      [Number.NaN, 0],
      [5, Number.NaN],
    ]);
    const model = await learn(x, { standardise: false });
    const made = model.transform({ x, columns });
    expect(made.columns.map((c) => c.name)).toEqual([
      "spend",
      "spend: missing",
      "town: Oslo",
      "town: Rome",
      "town: missing",
    ]);
    expect(Array.from(made.x.data)).toEqual(
      [
        [1, 0, 1, 0, 0],
        [3, 0, 0, 1, 0],
        [3, 1, 1, 0, 0],
        [5, 0, 0, 0, 1],
      ].flat(),
    );
    expect(Array.from(model.sources)).toEqual([0, 0, 1, 1, 1]);
  });

  test("unseen categories, infinite and missing values of new rows give finite numbers", async () => {
    const model = await learn(
      fromRows([
        [1, 0],
        [3, 1],
        [5, 1],
      ]),
    );
    const made = model.transform({
      x: fromRows([
        [Number.POSITIVE_INFINITY, 2],
        [Number.NaN, Number.NaN],
        [3, 1e7],
        [3, 1.5],
      ]),
      columns,
    });
    expect(Array.from(made.x.data)).toEqual(new Array(12).fill(0));
  });

  test("standardises what it learned from, and leaves constant and empty columns at 0", async () => {
    const random = new Random(4);
    const x = fromRows(Array.from({ length: 500 }, () => [random.normal() * 7 + 100, 0]));
    const { x: made } = (await learn(x)).transform({ x, columns });
    const values = Array.from({ length: 500 }, (_, i) => made.data[i * made.cols]!);
    const mean = values.reduce((a, b) => a + b, 0) / 500;
    expect(mean).toBeCloseTo(0, 5);
    expect(values.reduce((a, b) => a + (b - mean) ** 2, 0) / 500).toBeCloseTo(1, 5);
    for (const odd of [4, Number.NaN]) {
      const flat = fromRows([
        [odd, 0],
        [odd, 0],
      ]);
      const out = (await learn(flat, { missingIndicators: false })).transform({ x: flat, columns });
      expect(out.x.data[0]).toBe(0);
    }
  });

  test("gives a column with a long tail a bent one beside it, which keeps the order; a short one none", async () => {
    const random = new Random(5);
    const rows = Array.from({ length: 2000 }, () => [Math.exp(2 * random.normal()), 0]);
    const x = fromRows(rows.toSorted((a, b) => a[0]! - b[0]!));
    const model = await learn(x);
    expect(model.outputs.map((c) => c.name)).toEqual(["spend", "spend: bent", "town: Oslo"]);
    expect(Array.from(model.sources)).toEqual([0, 0, 1]);
    const made = model.transform({ x, columns }).x;
    const [straight, bent] = [0, 1].map((j) => Array.from({ length: 2000 }, (_, i) => made.data[3 * i + j]!));
    expect(Math.max(...straight!)).toBeGreaterThan(15);
    expect(Math.max(...bent!)).toBeLessThan(7);
    for (let i = 1; i < 2000; i++) expect(bent![i]).toBeGreaterThanOrEqual(bent![i - 1]!);
    expect((await learn(x, { tails: "none" })).outputs).toHaveLength(2);
    const even = fromRows(Array.from({ length: 200 }, (_, i) => [i, 0]));
    expect((await learn(even)).outputs).toHaveLength(2);
  });

  test("keeps the most frequent categories only", async () => {
    const x = fromRows([0, 0, 0, 1, 2, 2, 2].map((code) => [1, code]));
    const few = await learn(x, { maxCategories: 1 });
    expect(few.outputs.map((c) => c.name)).toEqual(["spend", "town: Oslo"]);
    const frequent = await learn(x, { minCategoryRows: 2 });
    expect(frequent.outputs.map((c) => c.name)).toEqual(["spend", "town: Oslo", "town: Rome"]);
  });
});

describe("a prepared model", () => {
  const random = new Random(6);
  const rows = Array.from({ length: 600 }, () => [
    random.next() < 0.1 ? Number.NaN : random.normal(),
    random.int(3),
  ]);
  const x = fromRows(rows);
  const odds = rows.map(([spend, town]) => (Number.isNaN(spend!) ? 2 : spend!) + (town === 1 ? 1.5 : 0));
  const y = Float64Array.from(odds, (o) => (random.next() < 1 / (1 + Math.exp(-o)) ? 1 : 0));

  test("gives its reasons in raw columns, and they sum to its margin", async () => {
    const estimator = preparedClassifier(logistic);
    const model = await estimator.fit({ x, columns, y }, estimator.check({ model: { c: 10 } }), ctx);
    const { base, effects, cols } = await model.contributions({ x, columns });
    expect(cols).toBe(2);
    const margin = model.margin({ x, columns });
    for (let i = 0; i < 600; i++)
      expect(base + effects[2 * i]! + effects[2 * i + 1]!).toBeCloseTo(margin[i]!, 10);
    const town = (code: number) => model.probability({ x: fromRows([[0, code]]), columns })[0]!;
    expect(town(1)).toBeGreaterThan(town(0) + 0.1);
    expect(model.features).toEqual(["spend", "town"]);
  });

  test("works for amounts", async () => {
    const estimator = preparedRegressor(ridge);
    const amount = Float64Array.from(odds);
    const model = await estimator.fit({ x, columns, y: amount }, estimator.check({}), ctx);
    const off = model.predict({ x, columns }).map((v, i) => Math.abs(v - amount[i]!));
    expect(Math.max(...off)).toBeLessThan(0.1);
  });

  test("refuses parameters of neither part", () => {
    const estimator = preparedClassifier(logistic);
    expect(() => estimator.check({ c: 1 } as object)).toThrow(/bad-parameter.*"c"/);
    expect(() => estimator.check({ model: { c: -1 } })).toThrow(/bad-parameter.*"c"/);
    expect(() => estimator.check({ preprocess: { maxCategories: 0 } })).toThrow(/maxCategories/);
  });
});
