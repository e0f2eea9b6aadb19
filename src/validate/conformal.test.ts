import { describe, expect, test } from "vitest";
import { Random } from "../core/random.ts";
import { coverage, coverage80 } from "./amounts.ts";
import { conformalCumulative, conformalInterval, learnConformal } from "./conformal.ts";

/** Amounts that are 0 for about half and skewed for the rest; spread grows with the prediction in its own way. */
function draw(n: number, seed: number) {
  const random = new Random(seed);
  const predicted = Float64Array.from({ length: n }, () => Math.exp(3 + 1.5 * random.normal()));
  const actual = predicted.map((p) =>
    random.next() < 10 / (10 + p) + 0.2 ? 0 : p * Math.exp(0.8 * random.normal()),
  );
  return { predicted, actual };
}

describe("split-conformal amounts", () => {
  const known = draw(4000, 1);
  const conformal = learnConformal(known.predicted, known.actual);
  const later = draw(20_000, 2);

  test("hold 80 % of later amounts by randomised PIT, though half are 0, for small and large predictions", () => {
    const { below, upTo } = conformalCumulative(conformal, later.predicted, later.actual);
    expect(coverage80(below, upTo, new Random(3))).toBeCloseTo(0.8, 1);
    const part = (keep: (p: number) => boolean, of: Float64Array) =>
      of.filter((_, i) => keep(later.predicted[i]!));
    for (const keep of [(p: number) => p < 10, (p: number) => p > 60]) {
      const share = coverage80(part(keep, below), part(keep, upTo), new Random(4));
      expect(Math.abs(share - 0.8)).toBeLessThan(0.04);
    }
  });

  test("the plain interval holds at least as much, and starts at 0 where most are 0", () => {
    const { low, high } = conformalInterval(conformal, later.predicted);
    expect(coverage(low, high, later.actual)).toBeGreaterThanOrEqual(0.78);
    later.predicted.forEach((p, i) => {
      if (p < 10) expect(low[i]).toBe(0);
      expect(high[i]!).toBeGreaterThanOrEqual(low[i]!);
    });
  });

  test("the ends are the tenth and the ninetieth of 99 ratios, scaled to the prediction", () => {
    const ratios = Float64Array.from({ length: 99 }, (_, i) => i + 1);
    const one = learnConformal(new Float64Array(99).fill(2), ratios.map((r) => 2 * r).reverse());
    expect(conformalInterval(one, Float64Array.of(2, 5))).toEqual({
      low: Float64Array.of(20, 50),
      high: Float64Array.of(180, 450),
    });
  });

  test("few rows make one class, and beyond its values nothing is certain", () => {
    const few = learnConformal(Float64Array.of(1, 2, 3), Float64Array.of(0, 2, 6));
    expect(few.edges).toHaveLength(0);
    expect(conformalInterval(few, Float64Array.of(10))).toEqual({
      low: Float64Array.of(0),
      high: Float64Array.of(20),
    });
    const { below, upTo } = conformalCumulative(few, Float64Array.of(10, 10), Float64Array.of(10, 999));
    expect(below).toEqual(Float64Array.of(0.25, 0.75));
    expect(upTo).toEqual(Float64Array.of(0.75, 1));
  });
});
