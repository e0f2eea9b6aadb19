import { describe, expect, test } from "vitest";
import { Random } from "../core/random.ts";
import { bootstrapByCustomer } from "./bootstrap.ts";

function meanOf(values: Float64Array) {
  return (weight: Float64Array) => {
    let sum = 0;
    let n = 0;
    values.forEach((v, i) => {
      sum += v * weight[i]!;
      n += weight[i]!;
    });
    return sum / n;
  };
}

describe("bootstrap by customer", () => {
  const random = new Random(3);
  const n = 400;
  const values = Float64Array.from({ length: n }, () => random.normal());
  const customers = Float64Array.from({ length: n }, (_, i) => i);

  test("the interval of a mean is the mean ± 1.96 standard errors", () => {
    const { each } = bootstrapByCustomer([{ customers, statistic: meanOf(values) }], {
      seed: 1,
      draws: 4000,
    });
    const mean = values.reduce((a, b) => a + b) / n;
    const error = Math.sqrt(values.reduce((a, v) => a + (v - mean) ** 2, 0) / n / n);
    expect(each[0]!.low).toBeCloseTo(mean - 1.96 * error, 2);
    expect(each[0]!.high).toBeCloseTo(mean + 1.96 * error, 2);
  });

  test("rows of one customer are drawn together: four copies of each row do not narrow the interval", () => {
    const four = (a: Float64Array) => Float64Array.from({ length: 4 * n }, (_, i) => a[i % n]!);
    const once = bootstrapByCustomer([{ customers, statistic: meanOf(values) }], { seed: 1 });
    const copied = bootstrapByCustomer([{ customers: four(customers), statistic: meanOf(four(values)) }], {
      seed: 1,
    });
    expect(copied.mean.low).toBeCloseTo(once.mean.low, 12);
    expect(copied.mean.high).toBeCloseTo(once.mean.high, 12);
  });

  test("one draw serves every period: opposite statistics of the same customers cancel in the mean", () => {
    const opposite = values.map((v) => -v);
    const { mean } = bootstrapByCustomer(
      [
        { customers, statistic: meanOf(values) },
        { customers, statistic: meanOf(opposite) },
      ],
      { seed: 5 },
    );
    expect(Math.abs(mean.low)).toBeLessThan(1e-12);
    expect(Math.abs(mean.high)).toBeLessThan(1e-12);
  });

  test("same seed, same interval; another seed, another", () => {
    const run = (seed: number) => bootstrapByCustomer([{ customers, statistic: meanOf(values) }], { seed });
    expect(run(9)).toEqual(run(9));
    expect(run(9)).not.toEqual(run(10));
  });
});
