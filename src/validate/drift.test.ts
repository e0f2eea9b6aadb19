import { describe, expect, test } from "vitest";
import { Random } from "../core/random.ts";
import { DRIFT_LIMIT, populationStability } from "./drift.ts";

function normal(n: number, mean: number, seed: number): Float64Array {
  const random = new Random(seed);
  return Float64Array.from({ length: n }, () => mean + random.normal());
}

describe("the population stability index", () => {
  test("is small for two samples of one law, whatever its scale or its ties", () => {
    expect(populationStability(normal(3000, 0, 1), normal(3000, 0, 2))).toBeLessThan(0.02);
    const counts = (seed: number) => normal(3000, 1, seed).map((v) => Math.max(0, Math.round(v)));
    expect(populationStability(counts(3), counts(4))).toBeLessThan(0.02);
  });

  test("passes its limit where the later values lie elsewhere", () => {
    expect(populationStability(normal(3000, 0, 1), normal(3000, 1, 2))).toBeGreaterThan(DRIFT_LIMIT);
    expect(populationStability(normal(3000, 0, 1), normal(3000, 0.2, 2))).toBeLessThan(DRIFT_LIMIT);
  });

  test("sees more or fewer missing values", () => {
    const gaps = (share: number) =>
      normal(2000, 0, 5).map((v, i) => (i % 100 < share * 100 ? Number.NaN : v));
    expect(populationStability(gaps(0.2), gaps(0.2))).toBe(0);
    expect(populationStability(gaps(0.1), gaps(0.6))).toBeGreaterThan(DRIFT_LIMIT);
  });

  test("by hand: two halves that become a quarter and three quarters", () => {
    const before = Float64Array.from({ length: 10_000 }, (_, i) => i % 2);
    const after = Float64Array.from({ length: 10_000 }, (_, i) => (i % 4 === 0 ? 0 : 1));
    const want = -0.25 * Math.log(0.5) + 0.25 * Math.log(1.5);
    expect(populationStability(before, after)).toBeCloseTo(want, 3);
  });
});
