import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromRows, numberColumns } from "../../core/matrix.ts";
import { Random } from "../../core/random.ts";
import { fitWide, fitWideSparse } from "./first-order.ts";
import { logistic } from "./logistic.ts";
import { newton } from "./newton.ts";
import { PlainObjective } from "./objective.ts";

const ctx = { seed: 1 };

function sample(rows: number, cols: number, seed: number) {
  const random = new Random(seed);
  const values = Array.from({ length: rows }, () =>
    Array.from({ length: cols }, (_, j) => random.normal() * (j + 1) + j),
  );
  const y = Float64Array.from(values, (row) =>
    random.next() < 1 / (1 + Math.exp(-(row[0]! - 0.3 * (row[1] ?? 0)))) ? 1 : 0,
  );
  return { x: fromRows(values), columns: numberColumns(values[0]!.map((_, j) => `c${j}`)), y };
}

describe("the solvers", () => {
  const { x, y } = sample(400, 6, 3);
  const objective = new PlainObjective(x, y, undefined, { standardise: true, fitIntercept: true });
  const start = objective.start(true);
  const limits = { maxIter: 500, tol: 1e-10 };

  test.each([
    ["L2", { l1: 0, l2: 0.05 }],
    ["L1", { l1: 0.03, l2: 0 }],
    ["both", { l1: 0.02, l2: 0.02 }],
  ])("second and first order meet at the optimum: %s", async (_, strength) => {
    const exact = await newton(objective, strength, start, limits, ctx);
    const solve = strength.l1 > 0 ? fitWideSparse : fitWide;
    const other = await solve(objective, strength, start, limits, ctx);
    expect(exact.converged && other.converged).toBe(true);
    exact.beta.forEach((b, j) => {
      expect(other.beta[j]).toBeCloseTo(b, 6);
    });
  });

  test("the gradient and Hessian are those of the loss", () => {
    const size = objective.size;
    const beta = Float64Array.from({ length: size }, (_, j) => 0.2 - 0.1 * j);
    const gradient = new Float64Array(size);
    const hessian = new Float64Array(size * size);
    objective.evaluate(beta, gradient, hessian);
    const h = 1e-5;
    for (let j = 0; j < size; j++) {
      const up = beta.with(j, beta[j]! + h);
      const down = beta.with(j, beta[j]! - h);
      const gradientUp = new Float64Array(size);
      const gradientDown = new Float64Array(size);
      const slope = (objective.evaluate(up, gradientUp) - objective.evaluate(down, gradientDown)) / (2 * h);
      expect(gradient[j]).toBeCloseTo(slope, 8);
      for (let k = 0; k <= j; k++)
        expect(hessian[j * size + k]).toBeCloseTo((gradientUp[k]! - gradientDown[k]!) / (2 * h), 8);
    }
  });
});

describe("logistic", () => {
  test("more columns than rows can say: the wide solver is used and agrees with scale and row order", async () => {
    const data = sample(80, 320, 5);
    const model = await logistic.fit(data, logistic.check({ c: 0.01 }), ctx);
    expect(model.converged).toBe(true);
    expect(model.standardErrors).toBeNull();
    const reversed = {
      ...data,
      x: fromRows(
        Array.from({ length: 80 }, (_, i) => [...data.x.data.slice((79 - i) * 320, (80 - i) * 320)]),
      ),
      y: data.y.toReversed(),
    };
    const again = await logistic.fit(reversed, logistic.check({ c: 0.01 }), ctx);
    model.coefficients.forEach((c, j) => {
      expect(again.coefficients[j]).toBeCloseTo(c, 6);
    });
  });

  test("reasons sum to the margin", async () => {
    const data = sample(300, 4, 8);
    const model = await logistic.fit(data, logistic.defaults, ctx);
    const margin = model.margin(data);
    const { base, cols, effects } = model.contributions(data);
    margin.forEach((m, i) => {
      const sum = effects.slice(i * cols, (i + 1) * cols).reduce((a, b) => a + b, base);
      expect(Math.abs(sum - m)).toBeLessThan(1e-9);
    });
  });

  test("classes that a line separates are no trouble with a penalty, and named as not converged without", async () => {
    const x = fromRows([[-2], [-1], [1], [2]]);
    const data = { x, columns: numberColumns(["a"]), y: Float64Array.of(0, 0, 1, 1) };
    expect((await logistic.fit(data, logistic.defaults, ctx)).converged).toBe(true);
    const free = await logistic.fit(data, logistic.check({ penalty: "none", maxIter: 20 }), ctx);
    expect(free.coefficients.every(Number.isFinite)).toBe(true);
    expect([...free.probability(data)].every((p) => p >= 0 && p <= 1)).toBe(true);
  });

  test("columns that say the same, and one that says nothing, do not stop it", async () => {
    const base = sample(200, 2, 9);
    const values = Array.from({ length: 200 }, (_, i) => {
      const a = base.x.data[2 * i]!;
      return [a, a, 7];
    });
    const data = { x: fromRows(values), columns: numberColumns(["a", "copy", "seven"]), y: base.y };
    const model = await logistic.fit(data, logistic.check({ penalty: "none" }), ctx);
    expect(model.coefficients.every(Number.isFinite)).toBe(true);
    expect(model.coefficients[2]).toBe(0);
    const penalised = await logistic.fit(data, logistic.defaults, ctx);
    expect(penalised.coefficients[0]).toBeCloseTo(penalised.coefficients[1]!, 8);
  });

  test("a strong L1 penalty leaves the intercept alone", async () => {
    const data = sample(200, 3, 10);
    const model = await logistic.fit(data, logistic.check({ penalty: "l1", c: 1e-4 }), ctx);
    expect([...model.coefficients]).toEqual([0, 0, 0]);
    const share = data.y.reduce((a, b) => a + b, 0) / 200;
    expect(model.probability(data)[0]).toBeCloseTo(share, 8);
  });

  test("a weight of 2 is the row twice", async () => {
    const twice = sample(60, 2, 11);
    const doubled = {
      ...twice,
      x: fromRows(
        Array.from({ length: 120 }, (_, i) => [...twice.x.data.slice((i % 60) * 2, (i % 60) * 2 + 2)]),
      ),
      y: Float64Array.from({ length: 120 }, (_, i) => twice.y[i % 60]!),
    };
    const a = await logistic.fit(doubled, logistic.defaults, ctx);
    const b = await logistic.fit({ ...twice, weight: new Float64Array(60).fill(2) }, logistic.defaults, ctx);
    a.coefficients.forEach((c, j) => {
      expect(b.coefficients[j]).toBeCloseTo(c, 8);
    });
  });

  test("moving and stretching a column does not change what it predicts", async () => {
    const data = sample(150, 2, 12);
    const plain = await logistic.fit(data, logistic.defaults, ctx);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: -64, max: 64 }),
        fc.constantFrom(0.25, 2, 8),
        async (shift, scale) => {
          const rows = Array.from({ length: 150 }, (_, i) => [
            data.x.data[2 * i]! * scale + shift,
            data.x.data[2 * i + 1]!,
          ]);
          const moved = { ...data, x: fromRows(rows) };
          const model = await logistic.fit(moved, logistic.defaults, ctx);
          const before = plain.probability(data);
          model.probability(moved).forEach((p, i) => {
            expect(p).toBeCloseTo(before[i]!, 4);
          });
        },
      ),
      { numRuns: 10 },
    );
  });
});
