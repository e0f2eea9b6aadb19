import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FuturePurchases } from "./distribution.ts";
import { expectedWhileAlive } from "./expected.ts";
import { posteriorOf } from "./posterior.ts";
import { customersOf, modelOf, tell } from "./story.ts";

const HABITS = { r: 0.6, alpha: 5, a: 0.9, b: 3 };

const positive = (low: number, high: number) =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp);
const anyHabits = fc.record({
  r: positive(1e-3, 1e5),
  alpha: positive(1e-3, 1e5),
  a: positive(1e-8, 1e5),
  b: positive(1e-3, 1e6),
});
const anyCustomer = fc
  .tuple(fc.integer({ min: 0, max: 500 }), positive(1e-3, 1e4), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([x, age, share]): [number, number, number] => [x, x === 0 ? 0 : share * age, age]);

describe("predictions", () => {
  test("probability of being alive lies in 0 … 1 and rises with recency", () => {
    fc.assert(
      fc.property(
        anyHabits,
        anyCustomer,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (habits, [x, t, T], share) => {
          const [now, earlier] = modelOf(habits).probabilityAlive(customersOf([x, t, T], [x, t * share, T]));
          expect(now).toBeGreaterThanOrEqual(0);
          expect(now).toBeLessThanOrEqual(1);
          expect(earlier).toBeLessThanOrEqual(now! + 1e-15);
          if (x === 0) expect(now).toBe(1);
        },
      ),
      { numRuns: 500, seed: 1 },
    );
  });

  test("expectations are finite, not negative, and rise with the horizon, for extreme parameters too", () => {
    fc.assert(
      fc.property(anyHabits, anyCustomer, positive(1e-6, 1e6), (habits, customer, horizon) => {
        const at = (t: number) => modelOf(habits).expectedPurchases(customersOf(customer), t)[0]!;
        const [near, far] = [at(horizon), at(horizon * 3)];
        expect(near).toBeGreaterThanOrEqual(0);
        expect(Number.isFinite(far)).toBe(true);
        expect(far).toBeGreaterThanOrEqual(near * (1 - 1e-12));
        const rate = (habits.r + customer[0]) / (habits.alpha + customer[2]);
        expect(near).toBeLessThanOrEqual(rate * horizon * (1 + 1e-12));
      }),
      { numRuns: 400, seed: 2 },
    );
  });

  test("the distribution sums to 1, has the expectation as its mean, and agrees with its closed form", () => {
    const tame = fc.record({
      r: positive(0.05, 20),
      alpha: positive(0.5, 50),
      a: positive(1e-6, 50),
      b: positive(0.05, 100),
    });
    const customer = fc
      .tuple(fc.integer({ min: 0, max: 20 }), positive(1, 60), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([x, age, share]) => [x, x === 0 ? 0 : share * age, age] as const);
    fc.assert(
      fc.property(tame, customer, positive(0.1, 40), (habits, [x, t, T], horizon) => {
        const posterior = posteriorOf(habits, x, t, T);
        const future = new FuturePurchases(posterior, horizon);
        const p = future.probabilities(1e-14, 5000);
        expect(p.every((v) => v >= 0)).toBe(true);
        expect(p.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 11);
        const mean = p.reduce((sum, v, k) => sum + v * k, 0);
        const expected = posterior.alive * expectedWhileAlive(posterior, horizon);
        expect(Math.abs(mean - expected)).toBeLessThan(1e-8 * Math.max(1, expected));
        let below = 0;
        p.slice(0, 8).forEach((v, k) => {
          below += v;
          expect(future.upTo(k)).toBeCloseTo(below, 12);
          if (v > 1e-9) expect(future.quantile(below - v / 2)).toBe(k);
        });
        expect(future.any).toBeCloseTo(1 - p[0]!, 12);
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  test("counting and closed form meet where one takes over from the other", () => {
    const future = new FuturePurchases(posteriorOf({ r: 40, alpha: 2, a: 0.02, b: 30 }, 5, 9, 10), 80);
    const [before, at, after] = [299, 300, 301].map((k) => future.upTo(k));
    expect(at! - before!).toBeGreaterThan(0);
    expect((after! - at!) / (at! - before!)).toBeCloseTo(1, 2);
    const p = future.probabilities(1e-13);
    let sum = 0;
    for (let k = 0; k <= 320; k++) sum += p[k]!;
    expect(future.upTo(320)).toBeCloseTo(sum, 11);
  });

  test("quantiles are finite for extreme inputs", () => {
    fc.assert(
      fc.property(anyHabits, anyCustomer, positive(1e-6, 1e6), (habits, customer, horizon) => {
        const { low, high } = modelOf(habits).purchaseInterval(customersOf(customer), horizon);
        expect(low[0]).toBeGreaterThanOrEqual(0);
        expect(high[0]).toBeGreaterThanOrEqual(low[0]!);
        expect(Number.isFinite(high[0]!)).toBe(true);
      }),
      { numRuns: 200, seed: 4 },
    );
  });

  test("over customers of the story, what happens later is where the distribution says", () => {
    const told = tell(HABITS, 20_000, 30, 11);
    const { below, upTo } = modelOf(HABITS).cumulative(told, 30, told.later);
    // Mean and second moment of the randomised PIT, which is uniform when the distribution is right.
    const mean = below.reduce((sum, u, i) => sum + (u + upTo[i]!) / 2, 0) / 20_000;
    const square = below.reduce((sum, u, i) => sum + (u * u + u * upTo[i]! + upTo[i]! ** 2) / 3, 0) / 20_000;
    expect(Math.abs(mean - 1 / 2)).toBeLessThan(0.005);
    expect(Math.abs(square - 1 / 3)).toBeLessThan(0.005);
    const expected = modelOf(HABITS).expectedPurchases(told, 30);
    const ratio = told.later.reduce((a, b) => a + b) / expected.reduce((a, b) => a + b);
    expect(Math.abs(ratio - 1)).toBeLessThan(0.03);
    expect(told.recency.some((t) => t > 0)).toBe(true);
  });
});
