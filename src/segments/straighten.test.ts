import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fromRows } from "../core/matrix.ts";
import { bestLambda, learnStraightening, straighten, yeoJohnson } from "./straighten.ts";

const { yeoJohnson: golden } = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../test/parity/golden/dip.json"), "utf8"),
) as { yeoJohnson: { values: number[]; lambda: number; transformed: Record<string, number[]> } };

describe("straightening", () => {
  test("the transform and its best λ are SciPy's", () => {
    for (const [lambda, expected] of Object.entries(golden.transformed)) {
      golden.values.forEach((v, i) => {
        expect(yeoJohnson(v, Number(lambda))).toBeCloseTo(expected[i]!, 10);
      });
    }
    expect(bestLambda(Float64Array.from(golden.values))).toBeCloseTo(golden.lambda, 3);
  });

  test("mean 0, deviation 1; missing and infinite values lie at the median; nobody lies beyond 4", () => {
    const column = Array.from({ length: 400 }, (_, i) => Math.exp(((i * 7919) % 400) / 60));
    const x = fromRows([
      ...column.map((v) => [v, 3]),
      [Number.NaN, 3],
      [Number.POSITIVE_INFINITY, 3],
      [1e30, 3],
    ]);
    const learned = learnStraightening(x);
    const scaled = straighten(x, learned);
    const first = Array.from({ length: 400 }, (_, i) => scaled.data[2 * i]!);
    const mean = first.reduce((a, b) => a + b, 0) / 400;
    expect(Math.abs(mean)).toBeLessThan(0.1);
    expect(scaled.data[2 * 400]).toBe(scaled.data[2 * 401]);
    expect(Math.max(...scaled.data)).toBeLessThanOrEqual(4);
    expect(learned[1]).toMatchObject({ sd: 0, filled: 1 });
    expect(scaled.data[1]).toBe(0);
  });
});
