import { describe, expect, test } from "vitest";
import { fromRows, numberColumns } from "../../src/core/matrix.ts";
import { logistic } from "../../src/models/logistic/logistic.ts";
import { ridge } from "../../src/models/ridge/ridge.ts";
import golden from "./golden/linear.json" with { type: "json" };

const x = fromRows(golden.x);
const columns = numberColumns(["a", "b", "c", "d", "e"]);
const weight = Float64Array.from(golden.weight);
const ctx = { seed: 1 };

/** Largest difference, relative where the expected value is above 1. */
function distance(found: readonly number[], expected: readonly number[]): number {
  return Math.max(...expected.map((e, i) => Math.abs(found[i]! - e) / Math.max(1, Math.abs(e))));
}

describe(`logistic beside ${golden.package} ${golden.version}`, () => {
  for (const { name, parameters, weighted, expected, standardErrors } of golden.logistic as Case[])
    test(name, async () => {
      const data = { x, columns, y: Float64Array.from(golden.y), ...(weighted ? { weight } : {}) };
      const model = await logistic.fit(data, logistic.check(parameters), ctx);
      expect(model.converged).toBe(true);
      expect(distance([model.intercept, ...model.coefficients], expected)).toBeLessThan(1e-5);
      if (standardErrors)
        expect(distance([model.interceptError!, ...model.standardErrors!], standardErrors)).toBeLessThan(
          1e-6,
        );
    });
});

describe(`ridge beside ${golden.package} ${golden.version}`, () => {
  for (const { name, parameters, weighted, expected } of golden.ridge as Case[])
    test(name, async () => {
      const data = { x, columns, y: Float64Array.from(golden.amount), ...(weighted ? { weight } : {}) };
      const model = await ridge.fit(data, ridge.check(parameters), ctx);
      expect(distance([model.intercept, ...model.coefficients], expected)).toBeLessThan(1e-9);
    });
});

interface Case {
  readonly name: string;
  readonly parameters: object;
  readonly weighted?: boolean;
  readonly expected: number[];
  readonly standardErrors?: number[];
}
