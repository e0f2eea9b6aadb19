import { describe, expect, test } from "vitest";
import { Random } from "../../core/random.ts";
import { drawGamma, modelOf, tell } from "../bg-nbd/story.ts";
import { GammaGammaModel } from "../gamma-gamma/gamma-gamma.ts";
import { purchaseValue, purchaseValueCumulative } from "./purchase-value.ts";

const fitted = {
  logLikelihood: 0,
  customers: 1,
  standardErrors: null,
  degenerate: [],
  converged: true,
  nIter: 0,
};
const habits = modelOf({ r: 0.8, alpha: 6, a: 0.7, b: 3 });
const spending = new GammaGammaModel({
  ...fitted,
  p: 4,
  q: 3.5,
  v: 20,
  observedMean: 32,
  frequencyValueCorrelation: 0,
});
const HORIZON = 30;

/** Customers of both stories, with what they spend later. */
function customers(rows: number, seed: number) {
  const told = tell(habits, rows, HORIZON, seed);
  const random = new Random(seed + 1000);
  const value = new Float64Array(rows);
  const spent = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const nu = drawGamma(random, spending.q, spending.v);
    const x = told.frequency[i]!;
    value[i] = x > 0 ? drawGamma(random, spending.p * x, nu * x) : 0;
    spent[i] = told.later[i]! > 0 ? drawGamma(random, spending.p * told.later[i]!, nu) : 0;
  }
  return { ...told, value, spent };
}

describe("the value to come", () => {
  test("of customers of the two stories is where the distribution says, on average and spread out", async () => {
    const rows = 4000;
    const told = customers(rows, 1);
    const { below, upTo } = await purchaseValueCumulative(habits, spending, told, HORIZON, told.spent);
    const mean = below.reduce((sum, u, i) => sum + (u + upTo[i]!) / 2, 0) / rows;
    const square = below.reduce((sum, u, i) => sum + (u * u + u * upTo[i]! + upTo[i]! ** 2) / 3, 0) / rows;
    expect(Math.abs(mean - 1 / 2)).toBeLessThan(0.012);
    expect(Math.abs(square - 1 / 3)).toBeLessThan(0.012);
    const { expected, low, high } = await purchaseValue(habits, spending, told, HORIZON);
    const total = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
    expect(Math.abs(total(told.spent) / total(expected) - 1)).toBeLessThan(0.06);
    expect(low.every((v, i) => v >= 0 && v <= high[i]!)).toBe(true);
  });

  test("its interval ends are its quantiles: half a customer's chance beyond each", async () => {
    const told = customers(60, 2);
    const { low, high } = await purchaseValue(habits, spending, told, HORIZON, { level: 0.5 });
    const atHigh = await purchaseValueCumulative(habits, spending, told, HORIZON, high);
    const atLow = await purchaseValueCumulative(habits, spending, told, HORIZON, low);
    high.forEach((end, i) => {
      if (end > 0) expect(atHigh.upTo[i]).toBeCloseTo(0.75, 5);
      else expect(atHigh.upTo[i]).toBeGreaterThanOrEqual(0.75);
      if (low[i]! > 0) expect(atLow.upTo[i]).toBeCloseTo(0.25, 5);
      else expect(atLow.upTo[i]).toBeGreaterThanOrEqual(0.25);
    });
    expect(low.some((end) => end > 0)).toBe(true);
  });

  test("agrees with a simulation of one customer, also where the counts are binned", async () => {
    for (const [x, recency, age, value, horizon] of [
      [9, 28, 30, 40, 30],
      [60, 29, 30, 40, 900],
    ] as const) {
      const one = {
        frequency: Float64Array.of(x),
        recency: Float64Array.of(recency),
        age: Float64Array.of(age),
        value: Float64Array.of(value),
      };
      const random = new Random(5);
      const [alive] = habits.probabilityAlive(one);
      const sums = Array.from({ length: 6000 }, () => {
        if (random.next() >= alive!) return 0;
        const rate = drawGamma(random, habits.r + x, habits.alpha + age);
        const stops = drawGamma(random, habits.a, 1);
        const dropout = stops / (stops + drawGamma(random, habits.b + x, 1));
        const nu = drawGamma(random, spending.p * x + spending.q, spending.v + x * value);
        let orders = 0;
        for (let time = -Math.log(1 - random.next()) / rate; time < horizon; ) {
          orders++;
          if (random.next() < dropout) break;
          time -= Math.log(1 - random.next()) / rate;
        }
        return orders > 0 ? drawGamma(random, spending.p * orders, nu) : 0;
      }).sort((a, b) => a - b);
      const { expected, low, high } = await purchaseValue(habits, spending, one, horizon);
      const rank = (v: number) => sums.filter((s) => s <= v).length / sums.length;
      expect(Math.abs(rank(low[0]!) - 0.1)).toBeLessThan(0.015);
      expect(Math.abs(rank(high[0]!) - 0.9)).toBeLessThan(0.015);
      expect(sums.reduce((a, b) => a + b, 0) / sums.length / expected[0]!).toBeCloseTo(1, 1);
    }
  });

  test("an abort stops it", async () => {
    const told = customers(2000, 3);
    const signal = AbortSignal.abort();
    await expect(purchaseValue(habits, spending, told, HORIZON, { signal })).rejects.toThrow();
  });

  test("bad horizon or level are refused", async () => {
    const told = customers(3, 4);
    for (const call of [
      () => purchaseValue(habits, spending, told, -1),
      () => purchaseValue(habits, spending, told, HORIZON, { level: 0 }),
    ])
      await expect(call()).rejects.toMatchObject({ code: "bad-parameter" });
  });
});
