import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KindredError } from "../../core/errors.ts";
import { fromRows, numberColumns, zeros } from "../../core/matrix.ts";
import { Random } from "../../core/random.ts";
import type { ModelState } from "../estimator.ts";
import { boosting } from "./boosting.ts";
import { customers, logLoss, slice } from "./fixtures.ts";
import type { BoostingParameters } from "./parameters.ts";
import { marginPlain } from "./score.ts";

const learn = (data: Parameters<typeof boosting.fit>[0], p: Partial<BoostingParameters> = {}, threads = 1) =>
  boosting.fit(data, boosting.check(p), { seed: 7, threads });

describe("boosting", () => {
  test("learns: better than the base rate on new rows, for each loss", async () => {
    const all = customers(6000, 3);
    const [train, later] = [slice(all, 0, 4000), slice(all, 4000, 6000)];
    const model = await learn(train, { maxIter: 60 });
    const rate = train.y.reduce((a, b) => a + b, 0) / 4000;
    const naive = logLoss(
      later.y.map(() => rate),
      later.y,
    );
    expect(logLoss(model.probability(later), later.y)).toBeLessThan(naive - 0.1);
    for (const loss of ["squared", "poisson"] as const) {
      const counts = { ...train, y: all.rate.slice(0, 4000).map(Math.round) };
      const truth = all.rate.slice(4000);
      const predicted = (await learn(counts, { loss, maxIter: 80 })).predict(later);
      const mean = truth.reduce((a, b) => a + b, 0) / truth.length;
      const off = (of: Float64Array) => of.reduce((sum, v, i) => sum + (v - truth[i]!) ** 2, 0);
      expect(off(predicted)).toBeLessThan(0.25 * off(truth.map(() => mean)));
      if (loss === "poisson") expect(predicted.every((v) => v > 0)).toBe(true);
    }
  });

  test("is the same to the byte with 1 and 2 threads and on a second fit; another seed differs when sampling", async () => {
    const random = new Random(5);
    const [rows, cols] = [70_000, 30];
    const x = zeros(rows, cols);
    for (let i = 0; i < x.data.length; i++) x.data[i] = random.next() < 0.05 ? Number.NaN : random.normal();
    const y = Float64Array.from({ length: rows }, (_, r) =>
      x.data[r * cols]! + random.normal() > 0 ? 1 : 0,
    );
    const data = { x, y, columns: numberColumns(Array.from({ length: cols }, (_, c) => `c${c}`)) };
    for (const p of [{ maxIter: 6 }, { maxIter: 4, subsample: 0.5, maxFeatures: 0.5 }]) {
      const one = await learn(data, p, 1);
      const two = await learn(data, p, 2);
      const three = await learn(data, p, 3);
      expect(two.save()).toEqual(one.save());
      expect(three.save()).toEqual(one.save());
      expect(await two.marginThreads(data, { threads: 2 })).toEqual(one.margin(data));
      if (p.subsample) {
        const other = await boosting.fit(data, boosting.check(p), { seed: 8 });
        expect(other.save()).not.toEqual(one.save());
      }
    }
  });

  test("scores the same by kernel and by the plain walk, one row alone as in a batch, also unseen and infinite values", async () => {
    const data = customers(3000, 4);
    const model = await learn(data);
    const x = fromRows([
      ...Array.from({ length: 400 }, (_, i) => Array.from(data.x.data.subarray(i * 5, i * 5 + 5))),
      [Infinity, -Infinity, 3, 29, 0],
      [0, -0, Number.NaN, 31, 1e30],
      [Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.NaN],
      [1, 1, 1, 2.5, 1],
      [1, 1, 1, -1, 1],
      [1, 1, 1, 1e9, 1],
    ]);
    const design = { x, columns: data.columns };
    const margins = model.margin(design);
    expect(x.rows * model.nIter).toBeGreaterThan(20_000);
    expect(margins).toEqual(marginPlain(model.trees, model.base, x));
    for (const row of [0, 17, 400, 401, 402, 405]) {
      const alone = fromRows([Array.from(x.data.subarray(row * 5, row * 5 + 5))]);
      expect(model.margin({ x: alone, columns: data.columns })[0]).toBe(margins[row]);
    }
    // A town never seen is treated as an unknown one.
    const unknown = marginPlain(
      model.trees,
      0,
      fromRows([
        [1, 1, 1, Number.NaN, 1],
        [1, 1, 1, 1e9, 1],
      ]),
    );
    expect(unknown[0]).toBe(unknown[1]);
  });

  test("stays the same through save and load, also through JSON, and refuses other formats", async () => {
    const data = customers(2000, 5);
    const model = await learn(data, { maxIter: 20 });
    const states: ModelState[] = [model.save(), JSON.parse(JSON.stringify(model.save()))];
    for (const state of states) {
      const loaded = boosting.load(state);
      expect(loaded.margin(data)).toEqual(model.margin(data));
      expect(loaded.save()).toEqual(model.save());
    }
    expect(() => boosting.load({ ...model.save(), version: 99 })).toThrow(/model-version/);
    expect(() => boosting.load({ ...model.save(), kind: "logistic" })).toThrow(/model-version/);
  });

  test("early stopping keeps the best round and never a later one", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1000 }), async (seed) => {
        const all = customers(900, seed);
        const data = { ...slice(all, 0, 600), validation: slice(all, 600, 900) };
        const p = { learningRate: 0.5, minSamplesLeaf: 5, maxIter: 60, nIterNoChange: 8 };
        const model = await learn(data, p);
        const best = model.validationLoss.indexOf(Math.min(...model.validationLoss)) + 1;
        expect(model.nIter).toBeLessThanOrEqual(best);
        expect(model.validationLoss.length).toBeLessThan(60);
        const loss = logLoss(model.probability(data.validation), data.validation.y);
        expect(loss).toBeCloseTo(Math.min(...model.validationLoss), 4);
        expect((await learn(data, { ...p, earlyStopping: false })).nIter).toBe(60);
      }),
      { numRuns: 5, seed: 1 },
    );
  });

  test("keeps monotone constraints on random data", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 10_000 }), async (seed) => {
        const data = customers(800, seed);
        const p = { monotonicCst: { recency: 1, spend: -1 }, minSamplesLeaf: 10, maxIter: 25 };
        const model = await learn(data, p);
        const random = new Random(seed);
        for (const [column, sign] of [
          [0, 1],
          [1, -1],
        ] as const) {
          const base = [random.next() * 3, random.normal(), random.int(8), random.int(30), random.normal()];
          const rows = Array.from({ length: 60 }, (_, i) => base.with(column, -3 + i / 10));
          const margins = marginPlain(model.trees, 0, fromRows(rows));
          for (let i = 1; i < margins.length; i++)
            expect(sign * (margins[i]! - margins[i - 1]!)).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 8, seed: 1 },
    );
  });

  test("a weight of 3 is as good as the row three times", async () => {
    const data = customers(1500, 8);
    // Tenths, so that every value has a bin of its own however often it is there: edges are found by rows, not weights.
    data.x.data.forEach((value, i) => {
      data.x.data[i] = Math.round(value * 10) / 10;
    });
    const weight = data.y.map((_, i) => (i % 2 === 0 ? 3 : 1));
    const index = Array.from(weight.keys()).flatMap((i) => new Array<number>(weight[i]!).fill(i));
    const tripled = {
      columns: data.columns,
      x: fromRows(index.map((i) => Array.from(data.x.data.subarray(i * 5, i * 5 + 5)))),
      y: Float64Array.from(index, (i) => data.y[i]!),
    };
    const p = { maxIter: 1, maxLeafNodes: 4, learningRate: 1, minSamplesLeaf: 100 };
    const weighted = (await learn({ ...data, weight }, p)).margin(data);
    const repeated = (await learn(tripled, p)).margin(data);
    const off = weighted.reduce((most, v, i) => Math.max(most, Math.abs(v - repeated[i]!)), 0);
    const unweighted = (await learn(data, p)).margin(data);
    expect(off).toBeLessThan(0.01);
    expect(weighted.some((v, i) => Math.abs(v - unweighted[i]!) > 0.05)).toBe(true);
  });

  test("does not change its input, and says how far it is", async () => {
    const data = customers(600, 9);
    const before = data.x.data.slice();
    const seen: number[] = [];
    await boosting.fit(data, boosting.check({ maxIter: 5 }), {
      seed: 1,
      onProgress: (done) => seen.push(done),
    });
    expect(data.x.data).toEqual(before);
    expect(seen).toEqual([1, 2, 3, 4, 5]);
  });

  test("stops when asked to", async () => {
    const stop = new AbortController();
    const data = customers(2000, 9);
    const running = boosting.fit(data, boosting.check({ maxIter: 5000 }), {
      seed: 1,
      signal: stop.signal,
      onProgress: (done) => done === 3 && stop.abort(),
    });
    await expect(running).rejects.toThrow(/abort/i);
  });

  test("a constant column, one row of each class, one row for numbers: a model of the base alone", async () => {
    const columns = numberColumns(["same"]);
    const flat = { x: fromRows(Array.from({ length: 100 }, () => [4])), columns };
    const model = await learn({
      ...flat,
      y: Float64Array.from({ length: 100 }, (_, i) => (i % 4 === 0 ? 1 : 0)),
    });
    expect(model.nIter).toBe(0);
    expect(model.probability(flat)[5]).toBeCloseTo(0.25, 12);
    const one = await learn({ x: fromRows([[1]]), columns, y: Float64Array.of(42) }, { loss: "squared" });
    expect(one.predict({ x: fromRows([[9]]), columns })[0]).toBe(42);
  });
});

describe("bad input to boosting", () => {
  const good = customers(100, 1);
  const code = async (work: () => Promise<unknown> | unknown) => {
    try {
      await work();
    } catch (error) {
      return error instanceof KindredError ? [error.code, error.data] : error;
    }
    return "no error";
  };

  test.each([
    [{ learningRate: 0 }, "learningRate"],
    [{ learningRate: Number.NaN }, "learningRate"],
    [{ maxIter: 1.5 }, "maxIter"],
    [{ maxLeafNodes: 1 }, "maxLeafNodes"],
    [{ maxBins: 256 }, "maxBins"],
    [{ loss: "hinge" as "squared" }, "loss"],
    [{ subsample: 1.1 }, "subsample"],
    [{ monotonicCst: { recency: 2 } }, "monotonicCst"],
    [{ depth: 3 } as Partial<BoostingParameters>, "depth"],
  ])("%j is refused by name", async (given, name) => {
    expect(await code(() => boosting.check(given))).toEqual([
      "bad-parameter",
      expect.objectContaining({ name, allowed: expect.any(String) }),
    ]);
  });

  test("data that cannot be learned from are named", async () => {
    const y = (value: number) => good.y.with(7, value);
    const empty = { x: zeros(0, 5), columns: good.columns, y: new Float64Array() };
    expect(await code(() => learn(empty))).toEqual(["no-rows", {}]);
    expect(await code(() => learn({ ...good, y: good.y.map(() => 1) }))).toEqual(["one-class", { value: 1 }]);
    for (const wrong of [Number.NaN, Infinity, 0.5])
      expect(await code(() => learn({ ...good, y: y(wrong) }))).toEqual([
        "bad-target",
        expect.objectContaining({ row: 8 }),
      ]);
    expect(await code(() => learn({ ...good, y: y(-1) }, { loss: "poisson" }))).toEqual([
      "bad-target",
      expect.objectContaining({ row: 8 }),
    ]);
    expect(await code(() => learn({ ...good, y: good.y.slice(1) }))).toEqual([
      "bad-target",
      expect.anything(),
    ]);
    const weight = new Float64Array(100).fill(1).with(2, -1);
    expect(await code(() => learn({ ...good, weight }))).toEqual([
      "bad-weight",
      expect.objectContaining({ row: 3 }),
    ]);
    const half = { ...good.x, data: good.x.data.slice() };
    half.data[3] = 1.5;
    expect(await code(() => learn({ ...good, x: half }))).toEqual([
      "bad-value",
      expect.objectContaining({ column: "town", row: 1 }),
    ]);
    expect(await code(() => learn(good, { monotonicCst: { town: 1 } }))).toEqual([
      "bad-parameter",
      expect.objectContaining({ name: "monotonicCst" }),
    ]);
  });

  test("rows of another width are refused", async () => {
    const model = await learn(good, { maxIter: 2, minSamplesLeaf: 5 });
    const narrow = { x: zeros(2, 4), columns: good.columns.slice(1) };
    expect(await code(() => model.margin(narrow))).toEqual(["wrong-columns", { expected: 5, given: 4 }]);
    expect(await code(() => model.contributions(narrow))).toEqual(["wrong-columns", expect.anything()]);
  });

  test("a category in the millions is fine", async () => {
    const x = fromRows(Array.from({ length: 400 }, (_, i) => [i % 2 === 0 ? 9_999_999 : 12]));
    const columns = [{ name: "id", kind: "category" as const }];
    const y = Float64Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 1 : 0));
    const model = await learn({ x, columns, y }, { maxIter: 30 });
    const [even, odd] = model.probability({ x, columns });
    expect(even! - odd!).toBeGreaterThan(0.7);
  });
});
