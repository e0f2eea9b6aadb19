import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bgNbd } from "./bg-nbd.ts";
import { groupCustomers } from "./grouping.ts";
import type { BuyingData } from "./history.ts";
import { BuyingLikelihood } from "./likelihood.ts";
import { customersOf, modelOf, tell } from "./story.ts";

const ctx = { seed: 1 };
const HABITS = { r: 0.6, alpha: 5, a: 0.9, b: 3 };

const positive = (low: number, high: number) =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp);
describe("the likelihood", () => {
  const told = tell(HABITS, 300, 1, 3);
  const likelihood = new BuyingLikelihood(groupCustomers(told));

  test("its gradient and Hessian are those of its value, at ordinary and at far-off parameters", () => {
    fc.assert(
      fc.property(
        fc.tuple(positive(0.05, 50), positive(0.5, 200), positive(0.01, 20), positive(0.1, 50)),
        (parameters) => {
          const at = Float64Array.from(parameters);
          const [gradient, hessian] = [new Float64Array(4), new Float64Array(16)];
          likelihood.evaluate(at, gradient, hessian);
          const h = 1e-5;
          for (let i = 0; i < 4; i++) {
            const [above, below, rest] = [new Float64Array(4), new Float64Array(4), new Float64Array(16)];
            const up = likelihood.evaluate(at.with(i, at[i]! * Math.exp(h)), above, rest);
            const down = likelihood.evaluate(at.with(i, at[i]! * Math.exp(-h)), below, rest);
            const near = (a: number, b: number) =>
              expect(Math.abs(a - b)).toBeLessThan(1e-6 * Math.max(1, Math.abs(a)));
            near(gradient[i]!, (up - down) / (2 * h));
            for (let j = 0; j < 4; j++) near(hessian[i * 4 + j]!, (above[j]! - below[j]!) / (2 * h));
          }
        },
      ),
      { numRuns: 40, seed: 5 },
    );
  });

  test("is the same for rows apart and rows counted", () => {
    const twice = customersOf([2, 3, 9], [0, 0, 9], [2, 3, 9], [0, 0, 9], [1, 4, 4]);
    const groups = groupCustomers(twice);
    expect([...groups.onceWeight, ...groups.weight]).toEqual([2, 2, 1]);
    const weighted = { ...customersOf([2, 3, 9], [0, 0, 9], [1, 4, 4]), weight: Float64Array.of(2, 2, 1) };
    const value = (of: BuyingData) =>
      new BuyingLikelihood(groupCustomers(of)).evaluate(
        Float64Array.of(0.5, 4, 0.8, 2),
        new Float64Array(4),
        new Float64Array(16),
      );
    expect(value(weighted)).toBe(value(twice));
  });

  test("equals the paper's formula by hand", () => {
    // x = 1: r/(α+T)·(α/(α+T))^r·b/(a+b) + a/(a+b)·r/(α+t)·(α/(α+t))^r with r = 1, α = 2, a = 1, b = 3, t = 2, T = 4.
    const byHand = ((2 / 6 / 6) * 3) / 4 + (2 / 4 / 4) * (1 / 4);
    const one = new BuyingLikelihood(groupCustomers(customersOf([1, 2, 4])));
    const found = one.evaluate(Float64Array.of(1, 2, 1, 3), new Float64Array(4), new Float64Array(16));
    expect(found).toBeCloseTo(Math.log(byHand), 14);
  });
});

describe("the fit", () => {
  test("finds again what the story was told with, within its standard errors", async () => {
    const fitted = await bgNbd.fit(tell(HABITS, 20_000, 1, 4), bgNbd.defaults, ctx);
    expect(fitted.converged).toBe(true);
    expect(fitted.degenerate).toEqual([]);
    const truth = [HABITS.r, HABITS.alpha, HABITS.a, HABITS.b];
    [fitted.r, fitted.alpha, fitted.a, fitted.b].forEach((value, i) => {
      expect(Math.abs(value - truth[i]!)).toBeLessThan(3.5 * fitted.standardErrors![i]!);
    });
  });

  test("does not depend on the unit of time, the order of rows, or what was called before", async () => {
    const told = tell(HABITS, 3000, 1, 6);
    const weeks = await bgNbd.fit(told, bgNbd.defaults, ctx);
    const days = await bgNbd.fit(
      { ...told, recency: told.recency.map((t) => t * 7), age: told.age.map((t) => t * 7) },
      bgNbd.defaults,
      ctx,
    );
    expect(days.alpha / weeks.alpha).toBeCloseTo(7, 6);
    expect(days.b / weeks.b).toBeCloseTo(1, 6);
    const reversed = await bgNbd.fit(
      {
        frequency: told.frequency.toReversed(),
        recency: told.recency.toReversed(),
        age: told.age.toReversed(),
      },
      bgNbd.defaults,
      ctx,
    );
    expect(reversed.a / weeks.a).toBeCloseTo(1, 6);
    expect((await bgNbd.fit(told, bgNbd.defaults, ctx)).save()).toEqual(weeks.save());
  });

  test("loads what it saved", async () => {
    const told = tell(HABITS, 500, 1, 7);
    const fitted = await bgNbd.fit(told, bgNbd.defaults, ctx);
    const again = bgNbd.load(JSON.parse(JSON.stringify(fitted.save())));
    expect(again.save()).toEqual(fitted.save());
    expect(again.expectedPurchases(told, 9)).toEqual(fitted.expectedPurchases(told, 9));
  });

  test("a penalty pulls all four parameters down", async () => {
    const told = tell(HABITS, 500, 1, 8);
    const free = await bgNbd.fit(told, bgNbd.defaults, ctx);
    const held = await bgNbd.fit(told, bgNbd.check({ penalizer: 0.1 }), ctx);
    expect(held.a + held.b).toBeLessThan(free.a + free.b);
    expect(held.logLikelihood).toBeLessThan(free.logLikelihood);
  });
});

describe("degenerate data are named", () => {
  const learn = (told: BuyingData) => bgNbd.fit(told, bgNbd.defaults, ctx);

  test("nobody stops: all bought a moment ago", async () => {
    const told = tell(HABITS, 2000, 1, 3);
    const recency = told.age.map((t, i) => (told.frequency[i]! > 0 ? 0.99 * t : 0));
    const fitted = await learn({ ...told, recency });
    expect(fitted.degenerate).toEqual(["no-dropout"]);
    expect(fitted.converged).toBe(true);
    expect(fitted.standardErrors).toBeNull();
    expect(fitted.probabilityAlive(told).every((p) => p > 0.999)).toBe(true);
  });

  test("regular buyers: one rate, and nobody stops", async () => {
    const rows = Array.from({ length: 400 }, (_, i): [number, number, number] => [5, 20 + (i % 5), 25]);
    const fitted = await learn(customersOf(...rows));
    expect(fitted.degenerate).toEqual(["no-dropout", "same-rate"]);
    expect(fitted.r / fitted.alpha).toBeCloseTo(5 / 25, 4);
    expect(fitted.expectedPurchases(customersOf(...rows), 10)[0]).toBeCloseTo(2, 3);
  });

  test("everybody stops after the first repeat purchase", async () => {
    const told = tell({ r: 2, alpha: 10, a: 1, b: 1e-9 }, 2000, 1, 10);
    expect(Math.max(...told.frequency)).toBe(1);
    const fitted = await bgNbd.fit(told, bgNbd.defaults, ctx);
    expect(fitted.degenerate).toContain("sure-dropout");
    expect(fitted.expectedPurchases(told, 10).every((e) => e >= 0 && e <= 1)).toBe(true);
  });

  test("all buy at one rate", async () => {
    const fitted = await learn(tell({ ...HABITS, r: 1e9, alpha: 5e9 }, 3000, 1, 1));
    expect(fitted.degenerate).toEqual(["same-rate"]);
    expect(fitted.r / fitted.alpha).toBeCloseTo(0.2, 2);
  });

  test("all stop with one chance", async () => {
    const fitted = await learn(tell({ ...HABITS, a: 1e7, b: 4e7 }, 3000, 1, 1));
    expect(fitted.degenerate).toEqual(["same-dropout"]);
    expect(fitted.a / (fitted.a + fitted.b)).toBeCloseTo(0.2, 1);
  });

  test("half stop at once, half never", async () => {
    const stop = tell({ r: 2, alpha: 10, a: 1, b: 1e-9 }, 1500, 1, 2);
    const stay = tell({ r: 2, alpha: 10, a: 1e-9, b: 1 }, 1500, 1, 52);
    const both = (key: keyof BuyingData) => Float64Array.of(...stop[key as "age"], ...stay[key as "age"]);
    const fitted = await learn({
      frequency: both("frequency"),
      recency: both("recency"),
      age: both("age"),
    });
    expect(fitted.degenerate).toEqual(["all-or-nothing"]);
    expect(fitted.a / (fitted.a + fitted.b)).toBeCloseTo(0.5, 1);
  });

  test("no repeat purchase at all is refused", async () => {
    await expect(bgNbd.fit(customersOf([0, 0, 5], [0, 0, 9]), bgNbd.defaults, ctx)).rejects.toMatchObject({
      code: "no-repeat-purchases",
      data: { customers: 2 },
    });
  });

  test("one customer, or few, still give finite answers", async () => {
    for (const few of [
      customersOf([1, 2, 4]),
      customersOf([3, 8, 8], [0, 0, 8]),
      customersOf([500, 9, 10], [1, 1, 10]),
    ]) {
      const fitted = await bgNbd.fit(few, bgNbd.defaults, ctx);
      for (const value of [fitted.r, fitted.alpha, fitted.a, fitted.b, fitted.logLikelihood])
        expect(Number.isFinite(value)).toBe(true);
      expect(fitted.expectedPurchases(few, 20).every((e) => e >= 0 && Number.isFinite(e))).toBe(true);
    }
  });
});

describe("bad input", () => {
  test.each([
    ["frequency", customersOf([0.5, 0, 3])],
    ["frequency", customersOf([-1, 0, 3])],
    ["frequency", customersOf([2e6, 1, 3])],
    ["recency", customersOf([1, 4, 3])],
    ["recency", customersOf([0, 1, 3])],
    ["recency", customersOf([1, Number.NaN, 3])],
    ["age", customersOf([1, 0, Number.POSITIVE_INFINITY])],
  ])("%s", async (column, rows) => {
    const expected = { code: "bad-value", data: { column, row: 1 } };
    await expect(bgNbd.fit(rows, bgNbd.defaults, ctx)).rejects.toMatchObject(expected);
    expect(() => modelOf(HABITS).expectedPurchases(rows, 3)).toThrow(
      expect.objectContaining({ code: "bad-value" }),
    );
  });

  test("no rows, a bad weight, another state, a horizon of 0, an unknown parameter, an abort", async () => {
    const some = customersOf([1, 2, 4], [0, 0, 9]);
    await expect(bgNbd.fit(customersOf(), bgNbd.defaults, ctx)).rejects.toMatchObject({ code: "no-rows" });
    await expect(
      bgNbd.fit({ ...some, weight: Float64Array.of(1, 0) }, bgNbd.defaults, ctx),
    ).rejects.toMatchObject({ code: "bad-weight", data: { row: 2 } });
    await expect(bgNbd.fit({ ...some, age: Float64Array.of(1) }, bgNbd.defaults, ctx)).rejects.toMatchObject({
      code: "wrong-columns",
    });
    const code = (expected: string) => expect.objectContaining({ code: expected });
    expect(() => bgNbd.load({ kind: "bg-nbd", version: 0 })).toThrow(code("model-version"));
    expect(() => modelOf(HABITS).expectedPurchases(some, 0)).toThrow(code("bad-parameter"));
    expect(() => modelOf(HABITS).purchaseInterval(some, 3, 1)).toThrow(code("bad-parameter"));
    expect(() => bgNbd.check({ penalizer: -1 })).toThrow(code("bad-parameter"));
    const signal = AbortSignal.abort();
    await expect(bgNbd.fit(some, bgNbd.defaults, { seed: 1, signal })).rejects.toThrow();
  });
});
