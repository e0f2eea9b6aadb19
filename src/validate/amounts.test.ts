import { expect, test } from "vitest";
import { Random } from "../core/random.ts";
import { coverage, coverage80 } from "./amounts.ts";

test("counts of a right Poisson model: 80 % by randomised PIT, far more by the plain interval", () => {
  const random = new Random(11);
  const n = 20_000;
  const mean = 0.4;
  const pmf = [0, 1, 2, 3, 4, 5, 6, 7].map((k) => (Math.exp(-mean) * mean ** k) / factorial(k));
  const cdf = pmf.map((_, k) => pmf.slice(0, k + 1).reduce((a, b) => a + b));
  const actual = Float64Array.from({ length: n }, () => {
    const u = random.next();
    return cdf.findIndex((c) => u <= c);
  });
  const below = actual.map((k) => (k === 0 ? 0 : cdf[k - 1]!));
  const upTo = actual.map((k) => cdf[k]!);
  expect(coverage80(below, upTo, random)).toBeCloseTo(0.8, 2);
  const low = new Float64Array(n);
  const high = new Float64Array(n).fill(cdf.findIndex((c) => c >= 0.9));
  expect(coverage(low, high, actual)).toBeGreaterThan(0.9);
});

function factorial(k: number): number {
  return k < 2 ? 1 : k * factorial(k - 1);
}
