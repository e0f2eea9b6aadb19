import { expect, test } from "vitest";
import { Random } from "../core/random.ts";
import { deviance, rowDeviance } from "./amounts.ts";

test("Tweedie deviance of power 1.5, as scikit-learn gives it", () => {
  // scikit-learn 1.9.1: sklearn.metrics.mean_tweedie_deviance([0, 3, 10, .5], [1, 2, 12, .5], power=1.5)
  const mean = deviance(Float64Array.of(1, 2, 12, 0.5), Float64Array.of(0, 3, 10, 0.5), 0);
  expect(mean).toBeCloseTo(1.0977299315441076, 12);
  expect(rowDeviance(5, 5, 0)).toBeCloseTo(0, 12);
});

test("it is least for the true mean, where the absolute error is least at 0", () => {
  const random = new Random(2);
  const actual = Float64Array.from({ length: 5000 }, () =>
    random.next() < 0.6 ? 0 : Math.exp(random.normal()),
  );
  const mean = actual.reduce((a, b) => a + b, 0) / actual.length;
  const at = (p: number) =>
    deviance(
      actual.map(() => p),
      actual,
      0,
    );
  for (const other of [0.5, 0.8, 1.25, 2]) expect(at(mean * other)).toBeGreaterThan(at(mean));
  const error = (p: number) => actual.reduce((s, a) => s + Math.abs(a - p), 0);
  expect(error(0)).toBeLessThan(error(mean));
});

test("a forecast of nothing for someone who buys counts as the floor; a weight of 2 is the row twice", () => {
  expect(rowDeviance(0, 9, 1)).toBe(rowDeviance(1, 9, 1));
  const twice = deviance(Float64Array.of(1, 2), Float64Array.of(0, 4), 0.1, Float64Array.of(2, 1));
  expect(twice).toBeCloseTo(deviance(Float64Array.of(1, 1, 2), Float64Array.of(0, 0, 4), 0.1), 12);
});
