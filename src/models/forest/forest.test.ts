import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ColumnInfo, fromRows, numberColumns, zeros } from "../../core/matrix.ts";
import { Random } from "../../core/random.ts";
import { boosting } from "../boosting/boosting.ts";
import { bruteShapley, customers, logLoss, slice } from "../boosting/fixtures.ts";
import { leafOf } from "../boosting/trees.ts";
import type { Labelled } from "../estimator.ts";
import { sliceTrees } from "./flatten.ts";
import { forest } from "./forest.ts";
import { forestShap } from "./shap.ts";

const learn = (data: Labelled, p: object, seed = 1) => forest.fit(data, forest.check(p), { seed });

test("probability is the mean of the leaves its row falls into", async () => {
  const data = customers(900, 2);
  const model = await learn(data, { nEstimators: 30 });
  const given = model.probability(slice(data, 0, 50));
  for (let row = 0; row < 50; row++) {
    let sum = 0;
    for (let t = 0; t < 30; t++) sum += model.trees.value[leafOf(model.trees, t, data.x.data, row * 5)]! * 30;
    expect(given[row]).toBeCloseTo(sum / 30, 12);
  }
});

describe("out of bag", () => {
  test("scores foretell the error on later customers, and are honest about noise", async () => {
    const data = customers(3000, 7);
    const model = await learn(data, { nEstimators: 80, minSamplesLeaf: 10 });
    const later = customers(6000, 70);
    const brier = model.probability(later).reduce((sum, p, i) => sum + (p - later.y[i]!) ** 2 / 6000, 0);
    expect(model.outOfBag.rows).toBe(3000);
    expect(Math.abs(model.outOfBag.meanSquaredError - brier)).toBeLessThan(0.01);
    expect(Math.abs(model.outOfBag.logLoss! - logLoss(model.probability(later), later.y))).toBeLessThan(0.03);
    expect(model.outOfBag.skill).toBeGreaterThan(0.1);
    const random = new Random(4);
    const noise = await learn({ ...data, y: data.y.map(() => random.int(2)) }, { nEstimators: 80 });
    expect(noise.outOfBag.skill).toBeLessThan(0.02);
  });

  test("a row's prediction comes from trees that did not see it", async () => {
    const data = customers(400, 3);
    const one = await learn(data, { nEstimators: 1 });
    const whole = one.probability(data);
    const outside = one.outOfBagPrediction!;
    const unseen = outside.filter((p) => !Number.isNaN(p)).length;
    expect(unseen / 400).toBeGreaterThan(0.3);
    expect(unseen / 400).toBeLessThan(0.44);
    expect(one.outOfBag.rows).toBe(unseen);
    outside.forEach((p, row) => {
      if (!Number.isNaN(p)) expect(p).toBeCloseTo(whole[row]!, 12);
    });
    expect(forest.load(one.save()).outOfBagPrediction).toBeNull();
    expect(forest.load(one.save()).outOfBag).toEqual(one.outOfBag);
  });
});

describe("what it finds", () => {
  test("about as much as boosting on customers with gaps and towns", async () => {
    const [data, later] = [customers(3000, 1), customers(3000, 11)];
    const ours = await learn(data, { minSamplesLeaf: 10 });
    const theirs = await boosting.fit(data, boosting.check({ learningRate: 0.05 }), { seed: 1 });
    const base = later.y.reduce((a, b) => a + b, 0) / 3000;
    const nothing = logLoss(
      later.y.map(() => base),
      later.y,
    );
    const loss = logLoss(ours.probability(later), later.y);
    expect(loss).toBeLessThan(nothing - 0.08);
    expect(loss).toBeLessThan(logLoss(theirs.probability(later), later.y) + 0.03);
  });

  test("amounts, also large ones, and reasons in their unit", async () => {
    const random = new Random(6);
    const rows = Array.from({ length: 1200 }, () => [random.next(), random.next()]);
    const y = Float64Array.from(rows, ([a]) => 5e8 + (a! > 0.5 ? 300 : 0) + random.normal());
    const data = { x: fromRows(rows), columns: numberColumns(["a", "b"]), y };
    const model = await learn(data, { criterion: "squared-error", maxFeatures: 1 });
    const asked = {
      x: fromRows([
        [0.2, 0.5],
        [0.8, 0.5],
      ]),
      columns: data.columns,
    };
    const [low, high] = model.predict(asked);
    expect(Math.abs(low! - 5e8)).toBeLessThan(5);
    expect(Math.abs(high! - 5e8 - 300)).toBeLessThan(5);
    expect(() => model.probability(asked)).toThrow(expect.objectContaining({ code: "bad-parameter" }));
    const { effects } = await model.contributions(asked);
    expect(effects[2]! - effects[0]!).toBeGreaterThan(250);
    expect(model.outOfBag).toMatchObject({ logLoss: null });
    expect(model.outOfBag.skill).toBeGreaterThan(0.99);
  });

  test("a category told by its town alone, codes in the millions, unknown ones like what is missing", async () => {
    const codes = Array.from({ length: 600 }, (_, i) => [i % 3 === 0 ? 7 : 16_000_000 + (i % 3), i % 5]);
    const columns: ColumnInfo[] = [
      { name: "id", kind: "category" },
      { name: "noise", kind: "number" },
    ];
    const y = Float64Array.from(codes, ([id]) => (id === 7 ? 1 : 0));
    const model = await learn({ x: fromRows(codes), columns, y }, { nEstimators: 20, maxFeatures: 1 });
    const [seven, far, unknown, missing] = model.probability({
      x: fromRows([
        [7, 1],
        [16_000_002, 1],
        [99, 1],
        [Number.NaN, 1],
      ]),
      columns,
    });
    expect([seven, far]).toEqual([1, 0]);
    expect(unknown).toBe(missing);
    expect(JSON.stringify(model.save()).length).toBeLessThan(200_000);
  });
});

describe("reasons in probability", () => {
  test("are Shapley's by definition", async () => {
    const data = customers(500, 9);
    const model = await learn(data, { nEstimators: 5, minSamplesLeaf: 20 });
    const { effects } = await model.contributions(slice(data, 0, 6));
    for (let row = 0; row < 6; row++)
      bruteShapley(model.trees, data.x, row).forEach((phi, c) => {
        expect(effects[row * 5 + c]).toBeCloseTo(phi, 10);
      });
  });

  test("a part of the trees at a time gives what all at once gives", async () => {
    const data = customers(3000, 5);
    const model = await learn(data, { nEstimators: 60, minSamplesLeaf: 1 });
    expect(model.trees.column.length).toBeGreaterThan(45_000);
    const asked = slice(data, 0, 20);
    const { effects, base } = await model.contributions(asked);
    const halves = await Promise.all([
      forestShap(sliceTrees(model.trees, 0, 7), asked.x),
      forestShap(sliceTrees(model.trees, 7, 60), asked.x),
    ]);
    expect(halves[0]!.base + halves[1]!.base).toBeCloseTo(base, 10);
    effects.forEach((value, i) => {
      expect(halves[0]!.effects[i]! + halves[1]!.effects[i]!).toBeCloseTo(value, 10);
    });
  });
});

test("leaves keep their least draws, levels their number, on any data", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 1e6 }),
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 6 }),
      async (seed, minSamplesLeaf, maxDepth) => {
        const random = new Random(seed);
        const x = zeros(150, 3);
        for (let i = 0; i < x.data.length; i++) x.data[i] = random.next() < 0.1 ? Number.NaN : random.int(12);
        const columns: ColumnInfo[] = [...numberColumns(["a", "b"]), { name: "c", kind: "category" }];
        const y = Float64Array.from({ length: 150 }, (_, i) => (i < 2 ? i : random.int(2)));
        const model = await learn({ x, columns, y }, { nEstimators: 3, minSamplesLeaf, maxDepth }, seed);
        const { column, cover, value, roots } = model.trees;
        for (let t = 0; t < 3; t++) {
          expect(cover[roots[t]!]).toBe(150);
          expect(roots[t + 1]! - roots[t]!).toBeLessThan(2 ** (maxDepth + 1));
        }
        column.forEach((c, node) => {
          expect(cover[node]).toBeGreaterThanOrEqual(Math.min(minSamplesLeaf, 150));
          if (c < 0) expect(value[node]! >= 0 && value[node]! <= 1 / 3 + 1e-12).toBe(true);
        });
      },
    ),
    { numRuns: 40 },
  );
});

test("a few rows that outweigh all others: leaves keep their least weight", async () => {
  const data = customers(600, 12);
  const weight = Float64Array.from(data.y, (_, i) => (i % 20 === 0 ? 500 : 0.1));
  for (const minSamplesLeaf of [1, 5]) {
    const model = await learn({ ...data, weight }, { nEstimators: 20, minSamplesLeaf });
    expect(model.probability(data).every((p) => p >= 0 && p <= 1)).toBe(true);
    expect(model.trees.cover.every((cover) => cover > minSamplesLeaf - 1e-3)).toBe(true);
  }
});

test("bad parameters are refused by name", () => {
  for (const bad of [
    { nEstimators: 0 },
    { maxFeatures: 0 },
    { maxFeatures: "log2" },
    { maxSamples: 1.5 },
    { minSamplesLeaf: 0 },
    { criterion: "log-loss" },
    { maxBins: 256 },
  ])
    expect(() => forest.check(bad as object)).toThrow(
      expect.objectContaining({
        code: "bad-parameter",
        data: expect.objectContaining({ name: Object.keys(bad)[0] }),
      }),
    );
});
