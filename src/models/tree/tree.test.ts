import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ColumnInfo, fromRows, numberColumns, zeros } from "../../core/matrix.ts";
import { Random } from "../../core/random.ts";
import { bruteShapley, customers, logLoss, slice } from "../boosting/fixtures.ts";
import type { Labelled } from "../estimator.ts";
import { tree } from "./tree.ts";

const learn = (data: Labelled, p: object, seed = 1) => tree.fit(data, tree.check(p), { seed });

/** Outcome 1 with probability `p(row)`. */
function made(
  rows: readonly (readonly number[])[],
  columns: readonly ColumnInfo[],
  p: (row: readonly number[]) => number,
): Labelled {
  const random = new Random(5);
  return {
    x: fromRows(rows),
    columns,
    y: Float64Array.from(rows, (row) => (random.next() < p(row) ? 1 : 0)),
  };
}

const shop: ColumnInfo[] = [
  { name: "days since last order", kind: "number" },
  { name: "town", kind: "category", categories: ["Oslo", "Bergen", "Rome", "Turin"] },
];
const visits = Array.from({ length: 800 }, (_, i) => [(i * 7) % 90, i % 4]);

describe("a tree one can read aloud", () => {
  test("finds the planted rule, with round thresholds and names of categories", async () => {
    const data = made(visits, shop, ([days, town]) => (days! > 40 && town! > 1 ? 0.9 : 0.1));
    const model = await learn(data, { ccpAlpha: "cross-validated" });
    const rules = model.rules();
    expect(rules).toHaveLength(3);
    const churners = rules.find((rule) => rule.value > 0.8)!;
    expect(churners.conditions).toContainEqual({
      kind: "number",
      column: "days since last order",
      above: 40,
      atMost: null,
      missing: expect.any(Boolean),
    });
    expect(churners.conditions).toContainEqual(
      expect.objectContaining({ kind: "category", column: "town", categories: ["Rome", "Turin"] }),
    );
  });

  test("rules cover every row once and say what the model says", async () => {
    const data = customers(1500, 3);
    const model = await learn(data, { maxDepth: 6, minSamplesLeaf: 5 });
    const rules = model.rules();
    const predicted = model.probability(data);
    const met = rules.map(() => 0);
    for (let row = 0; row < 1500; row++) {
      const holding = rules.filter((rule) =>
        rule.conditions.every((condition) => {
          const at = data.columns.findIndex(({ name }) => name === condition.column);
          const value = data.x.data[row * data.x.cols + at]!;
          if (Number.isNaN(value)) return condition.missing;
          if (condition.kind === "category")
            return condition.categories.includes(data.columns[at]!.categories![value]!);
          return value > (condition.above ?? -Infinity) && value <= (condition.atMost ?? Infinity);
        }),
      );
      expect(holding).toHaveLength(1);
      expect(holding[0]!.value).toBe(predicted[row]);
      met[rules.indexOf(holding[0]!)]!++;
    }
    expect(met).toEqual(rules.map((rule) => rule.rows));
    expect(rules.reduce((sum, rule) => sum + rule.share, 0)).toBeCloseTo(1, 12);
  });

  test("what is missing goes to the better side", async () => {
    const rows = Array.from({ length: 400 }, (_, i) => [i % 4 === 0 ? Number.NaN : i % 40]);
    const like = (missing: number) =>
      made(rows, numberColumns(["days"]), ([days]) =>
        Number.isNaN(days!) ? missing : days! > 20 ? 0.9 : 0.1,
      );
    for (const missing of [0.95, 0.05]) {
      const model = await learn(like(missing), { maxDepth: 1 });
      const [unknown, few, many] = model.probability({
        x: fromRows([[Number.NaN], [3], [35]]),
        columns: numberColumns(["days"]),
      });
      expect(unknown).toBe(missing > 0.5 ? many : few);
      expect(many! - few!).toBeGreaterThan(0.6);
    }
  });

  test("Laplace: a leaf of 20 positives says 21 of 22; without it, 1", async () => {
    const rows = Array.from({ length: 40 }, (_, i) => [i]);
    const data = made(rows, numberColumns(["a"]), ([a]) => (a! >= 20 ? 1 : 0));
    const asked = { x: fromRows([[30]]), columns: numberColumns(["a"]) };
    expect((await learn(data, {})).probability(asked)[0]).toBeCloseTo(21 / 22, 12);
    const plain = await learn(data, { laplace: 0 });
    expect(plain.probability(asked)[0]).toBe(1);
    expect(Number.isFinite(plain.margin(asked)[0]!)).toBe(true);
  });
});

describe("pruning", () => {
  test("cross-validation cuts noise to nothing and keeps what holds", async () => {
    const random = new Random(2);
    const rows = Array.from({ length: 1000 }, () => [random.next(), random.next(), random.next()]);
    const columns = numberColumns(["a", "b", "c"]);
    const p = { maxDepth: 8, minSamplesLeaf: 5, ccpAlpha: "cross-validated" };
    expect(
      (
        await learn(
          made(rows, columns, () => 0.3),
          p,
        )
      ).rules(),
    ).toHaveLength(1);
    const real = made(rows, columns, ([a]) => (a! > 0.5 ? 0.8 : 0.2));
    const pruned = await learn(real, p);
    expect(pruned.rules()).toHaveLength(2);
    expect(pruned.ccpAlpha).toBeGreaterThan(0);
    const whole = await learn(real, { ...p, ccpAlpha: 0 });
    const later = made(rows.toReversed(), columns, ([a]) => (a! > 0.5 ? 0.8 : 0.2));
    expect(logLoss(pruned.probability(later), later.y)).toBeLessThan(
      logLoss(whole.probability(later), later.y),
    );
  });

  test("a tree without error is kept, though folds differ in where they would cut it", async () => {
    const rows = Array.from({ length: 540 }, (_, i) => [i % 90, Math.floor(i / 90) % 3]);
    const data = made(rows, numberColumns(["days", "town"]), ([days, town]) =>
      days! > 40 && town !== 2 ? 1 : 0,
    );
    expect((await learn(data, { ccpAlpha: "cross-validated" })).rules()).toHaveLength(3);
  });

  test("a larger alpha never gives a larger tree, and the last one of the path gives one leaf", async () => {
    const data = customers(800, 6);
    const whole = await learn(data, { maxDepth: 6 });
    let before = Number.POSITIVE_INFINITY;
    for (const alpha of whole.alphas) {
      const size = (await learn(data, { maxDepth: 6, ccpAlpha: alpha })).rules().length;
      expect(size).toBeLessThanOrEqual(before);
      before = size;
    }
    expect(before).toBe(1);
  });
});

test("reasons in probability are Shapley's by definition", async () => {
  const data = customers(600, 9);
  const model = await learn(data, { maxDepth: 5, minSamplesLeaf: 10 });
  const { effects, base } = await model.contributions(slice(data, 0, 12));
  // Towns are 0 … 29 here, so that bins are codes.
  for (let row = 0; row < 12; row++)
    bruteShapley(model.trees, data.x, row).forEach((phi, c) => {
      expect(effects[row * 5 + c]).toBeCloseTo(phi, 10);
    });
  expect(base).toBeGreaterThan(0);
  expect(base).toBeLessThan(1);
});

test("amounts: large ones keep their digits, and weights count as rows do", async () => {
  const rows = Array.from({ length: 300 }, (_, i) => [i % 30]);
  const columns = numberColumns(["a"]);
  const y = Float64Array.from(rows, ([a]) => 1e9 + (a! > 10 ? 1 : 0));
  const model = await learn({ x: fromRows(rows), columns, y }, { criterion: "squared-error" });
  expect(model.predict({ x: fromRows([[3], [25]]), columns })).toEqual(Float64Array.of(1e9, 1e9 + 1));
  const data = slice(customers(300, 8), 0, 300);
  const twice = Int32Array.from({ length: 600 }, (_, i) => i % 300);
  const doubled = {
    columns: data.columns,
    x: fromRows([...twice].map((i) => [...data.x.data.subarray(i * 5, i * 5 + 5)])),
    y: Float64Array.from(twice, (i) => data.y[i]!),
  };
  const weighted = await learn(
    { ...data, weight: new Float64Array(300).fill(2) },
    { minSamplesLeaf: 20, laplace: 0 },
  );
  const repeated = await learn(doubled, { minSamplesLeaf: 40, laplace: 0 });
  expect(repeated.probability(data)).toEqual(weighted.probability(data));
});

test("categories in the millions, unknown ones, and a column of only missing values", async () => {
  const codes = Array.from({ length: 400 }, (_, i) => [i % 2 === 0 ? 3 : 16_000_000 - (i % 5), Number.NaN]);
  const columns: ColumnInfo[] = [
    { name: "id", kind: "category" },
    { name: "empty", kind: "number" },
  ];
  const model = await learn(
    made(codes, columns, ([id]) => (id === 3 ? 0.9 : 0.1)),
    {},
  );
  const [known, far, unknown] = model.probability({
    x: fromRows([
      [3, 1],
      [15_999_999, 1],
      [77, 1],
    ]),
    columns,
  });
  expect(known).toBeGreaterThan(0.8);
  expect(far).toBeLessThan(0.2);
  expect([known, far]).toContain(unknown);
  expect(model.rules()[0]!.conditions[0]).toMatchObject({ kind: "category", column: "id" });
  const negative = { x: fromRows([[-1], [2]]), columns: [columns[0]!], y: Float64Array.of(0, 1) };
  await expect(learn(negative, {})).rejects.toMatchObject({
    code: "bad-value",
    data: { column: "id", row: 1 },
  });
});

test("every leaf has its rows and every split pays, on any data", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 1e6 }),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 7 }),
      async (seed, minSamplesLeaf, maxDepth) => {
        const random = new Random(seed);
        const x = zeros(200, 3);
        for (let i = 0; i < x.data.length; i++) x.data[i] = random.next() < 0.1 ? Number.NaN : random.int(9);
        const y = Float64Array.from({ length: 200 }, (_, i) => (i < 2 ? i : random.int(2)));
        const columns: ColumnInfo[] = [...numberColumns(["a", "b"]), { name: "c", kind: "category" }];
        const model = await learn({ x, columns, y }, { minSamplesLeaf, maxDepth, laplace: 0 });
        const rules = model.rules();
        expect(rules.every((rule) => rule.rows >= minSamplesLeaf)).toBe(true);
        expect(rules.length).toBeLessThanOrEqual(2 ** maxDepth);
        const p = model.probability({ x, columns });
        // Leaf means sum to the outcomes: calibrated on what it was fitted on.
        expect(p.reduce((a, b) => a + b, 0)).toBeCloseTo(
          y.reduce((a, b) => a + b, 0),
          8,
        );
        const error = p.reduce((sum, v, i) => sum + (v - y[i]!) ** 2, 0);
        const mean = y.reduce((a, b) => a + b, 0) / 200;
        expect(error).toBeLessThanOrEqual(200 * mean * (1 - mean) + 1e-9);
      },
    ),
    { numRuns: 60 },
  );
});

test("bad parameters are refused by name", () => {
  for (const bad of [
    { maxDepth: 0 },
    { minSamplesLeaf: 0 },
    { ccpAlpha: -1 },
    { ccpAlpha: "best" },
    { laplace: -1 },
    { criterion: "entropy" },
    { folds: 1 },
  ])
    expect(() => tree.check(bad as object)).toThrow(
      expect.objectContaining({
        code: "bad-parameter",
        data: expect.objectContaining({ name: Object.keys(bad)[0] }),
      }),
    );
});
