import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Random } from "../../core/random.ts";
import { drawGamma } from "../bg-nbd/story.ts";
import { GammaGammaModel, gammaGamma } from "./gamma-gamma.ts";
import { spendingLikelihood } from "./likelihood.ts";
import { type SpendingData, spendersOf } from "./spending.ts";

const ctx = { seed: 1 };
const TRUTH = { p: 4, q: 3, v: 20 };

/** Customers told by the story of the model, with the true mean value of each. */
function tell({ p, q, v }: typeof TRUTH, customers: number, seed: number) {
  const random = new Random(seed);
  const frequency = new Float64Array(customers);
  const value = new Float64Array(customers);
  const truth = new Float64Array(customers);
  for (let i = 0; i < customers; i++) {
    const x = random.int(6);
    const nu = drawGamma(random, q, v);
    frequency[i] = x;
    value[i] = x > 0 ? drawGamma(random, p * x, nu * x) : 0;
    truth[i] = p / nu;
  }
  return { frequency, value, truth };
}

const data = (...rows: readonly (readonly [number, number])[]): SpendingData => ({
  frequency: Float64Array.from(rows, (row) => row[0]),
  value: Float64Array.from(rows, (row) => row[1]),
});
const learn = (rows: SpendingData) => gammaGamma.fit(rows, gammaGamma.defaults, ctx);
const positive = (low: number, high: number) =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp);

describe("the likelihood", () => {
  test("its gradient and Hessian are those of its value", () => {
    const spenders = spendersOf(tell(TRUTH, 200, 2));
    fc.assert(
      fc.property(fc.tuple(positive(0.1, 100), positive(0.2, 100), positive(0.5, 500)), (parameters) => {
        const at = Float64Array.from(parameters);
        const [gradient, hessian] = [new Float64Array(3), new Float64Array(9)];
        spendingLikelihood(spenders, at, gradient, hessian);
        const h = 1e-5;
        for (let i = 0; i < 3; i++) {
          const [above, below, rest] = [new Float64Array(3), new Float64Array(3), new Float64Array(9)];
          const up = spendingLikelihood(spenders, at.with(i, at[i]! * Math.exp(h)), above, rest);
          const down = spendingLikelihood(spenders, at.with(i, at[i]! * Math.exp(-h)), below, rest);
          const near = (a: number, b: number) =>
            expect(Math.abs(a - b)).toBeLessThan(1e-6 * Math.max(1, Math.abs(a)));
          near(gradient[i]!, (up - down) / (2 * h));
          for (let j = 0; j < 3; j++) near(hessian[i * 3 + j]!, (above[j]! - below[j]!) / (2 * h));
        }
      }),
      { numRuns: 40, seed: 5 },
    );
  });

  test("equals the formula by hand", () => {
    // p = q = x = 1: Γ(2)/(Γ(1)Γ(1))·v/(v+m)² with v = 3, m = 2.
    const found = spendingLikelihood(
      spendersOf(data([1, 2])),
      Float64Array.of(1, 1, 3),
      new Float64Array(3),
      new Float64Array(9),
    );
    expect(found).toBeCloseTo(Math.log(3 / 25), 14);
  });
});

describe("the fit", () => {
  test("finds again what the story was told with, within its standard errors", async () => {
    const model = await learn(tell(TRUTH, 8000, 3));
    expect(model.converged).toBe(true);
    expect(model.degenerate).toEqual([]);
    [TRUTH.p, TRUTH.q, TRUTH.v].forEach((truth, i) => {
      const found = [model.p, model.q, model.v][i]!;
      expect(Math.abs(found - truth)).toBeLessThan(3.5 * model.standardErrors![i]!);
    });
    expect(Math.abs(model.frequencyValueCorrelation)).toBeLessThan(0.05);
  });

  test("does not depend on the unit of money; a weight of 2 is the row twice", async () => {
    const told = tell(TRUTH, 800, 4);
    const one = await learn(told);
    const cents = await learn({ ...told, value: told.value.map((m) => m * 100) });
    expect(cents.v / one.v).toBeCloseTo(100, 5);
    expect(cents.p / one.p).toBeCloseTo(1, 6);
    const twice = {
      frequency: Float64Array.of(...told.frequency, ...told.frequency),
      value: Float64Array.of(...told.value, ...told.value),
    };
    const weighted = await learn({ ...told, weight: new Float64Array(800).fill(2) });
    const doubled = await learn(twice);
    expect(weighted.p / doubled.p).toBeCloseTo(1, 8);
    expect(weighted.customers).toBe(doubled.customers);
  });

  test("loads what it saved", async () => {
    const told = tell(TRUTH, 300, 5);
    const model = await learn(told);
    const again = gammaGamma.load(JSON.parse(JSON.stringify(model.save())));
    expect(again.save()).toEqual(model.save());
    expect(again.expectedValue(told)).toEqual(model.expectedValue(told));
  });

  test("frequency and value that rise together are reported", async () => {
    const rows = Array.from({ length: 60 }, (_, i): [number, number] => [
      1 + (i % 6),
      10 * (1 + (i % 6)) + (i % 7),
    ]);
    expect((await learn(data(...rows))).frequencyValueCorrelation).toBeGreaterThan(0.9);
  });
});

describe("degenerate data are named", () => {
  test.each([
    ["same-value", data([1, 50], [2, 50], [3, 50], [1, 50])],
    ["same-purchases", data([4000, 5], [2000, 7], [3000, 50], [1000, 80])],
    ["no-mean", data([1, 5], [2, 50], [3, 50], [1, 5000])],
  ] as const)("%s", async (name, rows) => {
    const model = await learn(rows);
    expect(model.degenerate).toContain(name);
    expect(model.converged).toBe(true);
    const expected = model.expectedValue(data(...([[0, 0]] as const), [1, 40]));
    expect(expected.every((e) => e > 0 && Number.isFinite(e))).toBe(true);
    if (name === "same-value") expect(expected[0]).toBeCloseTo(50, 3);
    if (name === "no-mean") expect(expected[0]).toBe(model.observedMean);
  });

  test("customers who do not differ", async () => {
    const random = new Random(6);
    const rows = Array.from({ length: 3000 }, (): [number, number] => {
      const x = 1 + random.int(5);
      return [x, drawGamma(random, 4 * x, x / 10)];
    });
    const model = await learn(data(...rows));
    expect(model.degenerate).toEqual(["same-customers"]);
    expect(model.standardErrors).toBeNull();
    const [low, high] = model.expectedValue(data([5, 5], [5, 200]));
    expect(low).toBeCloseTo(40, 0);
    expect(high).toBeCloseTo(40, 0);
  });

  test("nobody with a purchase of positive value is refused", async () => {
    await expect(learn(data([0, 0], [2, 0], [1, -5]))).rejects.toMatchObject({
      code: "no-repeat-purchases",
      data: { customers: 3 },
    });
  });
});

describe("predictions", () => {
  const model = new GammaGammaModel({
    ...TRUTH,
    logLikelihood: 0,
    customers: 1,
    observedMean: 40,
    frequencyValueCorrelation: 0,
    standardErrors: null,
    degenerate: [],
    converged: true,
    nIter: 0,
  });

  test("lie between the customer's own mean and that of all, nearer to it with every purchase", () => {
    const all = (TRUTH.p * TRUTH.v) / (TRUTH.q - 1);
    const found = model.expectedValue(data([0, 0], [1, 100], [5, 100], [500, 100]));
    expect(found[0]).toBeCloseTo(all, 12);
    expect(found[1]).toBeGreaterThan(all);
    expect(found[2]).toBeGreaterThan(found[1]!);
    expect(found[3]).toBeGreaterThan(99.5);
    expect(found[3]).toBeLessThan(100);
  });

  test("80 % intervals hold the true mean of 80 % of the customers", () => {
    const told = tell(TRUTH, 6000, 7);
    const { low, high } = model.valueInterval(told);
    const inside = told.truth.filter((m, i) => m >= low[i]! && m <= high[i]!).length / 6000;
    expect(inside).toBeCloseTo(0.8, 1);
    expect(Math.abs(inside - 0.8)).toBeLessThan(0.02);
  });

  test("are finite and positive for extreme inputs", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.double({ min: -1e9, max: 1e12, noNaN: true }),
        (x, m) => {
          const rows = data([x, m]);
          const { low, high } = model.valueInterval(rows);
          const expected = model.expectedValue(rows);
          for (const value of [low[0]!, high[0]!, expected[0]!])
            expect(Number.isFinite(value) && value > 0).toBe(true);
          expect(low[0]).toBeLessThan(high[0]!);
        },
      ),
      { numRuns: 200, seed: 8 },
    );
  });
});

describe("bad input", () => {
  test("is refused by name", async () => {
    await expect(learn(data())).rejects.toMatchObject({ code: "no-rows" });
    await expect(learn(data([1, Number.NaN]))).rejects.toMatchObject({
      code: "bad-value",
      data: { column: "value" },
    });
    await expect(learn(data([1.5, 3]))).rejects.toMatchObject({ data: { column: "frequency" } });
    await expect(learn({ ...data([1, 3]), weight: Float64Array.of(-1) })).rejects.toMatchObject({
      code: "bad-weight",
    });
    await expect(learn({ ...data([1, 3]), value: new Float64Array(2) })).rejects.toMatchObject({
      code: "wrong-columns",
    });
    expect(() => gammaGamma.load({ kind: "gamma-gamma", version: 9 })).toThrow(
      expect.objectContaining({ code: "model-version" }),
    );
    expect(() => gammaGamma.check({ maxIter: 0 })).toThrow(
      expect.objectContaining({ code: "bad-parameter" }),
    );
  });
});
