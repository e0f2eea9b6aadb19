import { describe, expect, test } from "vitest";
import { crossing } from "./root.ts";
import { type CurvedObjective, trustRegion } from "./trust-region.ts";

const wide = { lower: Float64Array.of(-100, -100), upper: Float64Array.of(100, 100) };
const limits = { maxIter: 200, tol: 1e-10 };

/** Rosenbrock's valley. */
const valley: CurvedObjective = ([x, y], gradient, hessian) => {
  const up = y! - x! * x!;
  gradient.set([-400 * x! * up - 2 * (1 - x!), 200 * up]);
  hessian.set([1200 * x! * x! - 400 * y! + 2, -400 * x!, -400 * x!, 200]);
  return 100 * up * up + (1 - x!) ** 2;
};

describe("the trust region", () => {
  test("follows a curved valley from where the Hessian is not definite", async () => {
    const found = await trustRegion(valley, Float64Array.of(-1.2, 2), wide, limits, {});
    expect(found.converged).toBe(true);
    expect(found.x[0]).toBeCloseTo(1, 9);
    expect(found.x[1]).toBeCloseTo(1, 9);
  });

  test("leaves a saddle", async () => {
    const saddle: CurvedObjective = ([x, y], gradient, hessian) => {
      gradient.set([x! ** 3 - x!, y!]);
      hessian.set([3 * x! * x! - 1, 0, 0, 1]);
      return x! ** 4 / 4 - (x! * x!) / 2 + (y! * y!) / 2;
    };
    const found = await trustRegion(saddle, Float64Array.of(1e-6, 3), wide, limits, {});
    expect(found.converged).toBe(true);
    expect(found.x[0]).toBeCloseTo(1, 9);
  });

  test("stays inside the box and finds the best there", async () => {
    const box = { lower: Float64Array.of(-2, -2), upper: Float64Array.of(0.5, 2) };
    const found = await trustRegion(valley, Float64Array.of(-1, 1), box, limits, {});
    expect(found.converged).toBe(true);
    expect(found.x[0]).toBe(0.5);
    expect(found.x[1]).toBeCloseTo(0.25, 9);
  });

  test("says so when it may not go on", async () => {
    const found = await trustRegion(valley, Float64Array.of(-1.2, 2), wide, { maxIter: 2, tol: 1e-10 }, {});
    expect(found).toMatchObject({ converged: false, nIter: 2 });
  });
});

describe("the crossing", () => {
  test.each([
    ["near", (x: number) => x - 0.3, 0.3],
    ["far off", (x: number) => Math.tanh((x - 5000) / 100), 5000],
    ["flat, then steep", (x: number) => Math.exp(Math.min(700, 30 * x)) - 2, Math.log(2) / 30],
    ["a triple root", (x: number) => (x + 4) ** 3, -4],
  ])("%s", (_, f, root) => {
    for (const guess of [root - 3, root, root + 20]) expect(crossing(f, guess, 1e-9)).toBeCloseTo(root, 5);
  });
});
