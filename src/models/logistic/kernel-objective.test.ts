import { describe, expect, test } from "vitest";
import { numberColumns, zeros } from "../../core/matrix.ts";
import { Random } from "../../core/random.ts";
import { Team } from "../threads/team.ts";
import { KernelObjective } from "./kernel-objective.ts";
import { logistic } from "./logistic.ts";
import { type Objective, PlainObjective } from "./objective.ts";

function sample(rows: number, cols: number, seed: number) {
  const random = new Random(seed);
  const x = zeros(rows, cols);
  for (let i = 0; i < x.data.length; i++) x.data[i] = random.normal() * ((i % cols) + 1) + 50 * (i % cols);
  const y = Float64Array.from({ length: rows }, (_, i) =>
    random.next() < 1 / (1 + Math.exp(-x.data[i * cols]!)) ? 1 : 0,
  );
  const weight = Float64Array.from({ length: rows }, () => 0.2 + random.next());
  return { x, y, weight };
}

function derivatives(objective: Objective, beta: Float64Array) {
  const gradient = new Float64Array(objective.size);
  const hessian = new Float64Array(objective.size ** 2);
  const loss = objective.evaluate(beta, gradient, hessian);
  expect(objective.evaluate(beta)).toBe(loss);
  return { loss, gradient, hessian };
}

describe("the kernel's objective", () => {
  for (const [rows, cols, weighted, fitIntercept] of [
    [1, 1, false, true],
    [127, 2, true, true],
    [128, 3, false, false],
    [1000, 4, true, false],
    [5003, 7, false, true],
  ] as const)
    test(`is the plain one's: ${rows} × ${cols}${weighted ? ", weights" : ""}${fitIntercept ? "" : ", no intercept"}`, () => {
      const { x, y, weight } = sample(rows, cols, rows);
      if (cols > 3) for (let i = 0; i < rows; i++) x.data[i * cols + 2] = 7.3;
      const options = { standardise: true, fitIntercept, hessian: true };
      const w = weighted ? weight : undefined;
      const plain = new PlainObjective(x, y, w, options);
      const kernel = new KernelObjective(Team.alone("logistic"), x, y, w, options);
      expect(Array.from(kernel.used)).toEqual(Array.from(plain.used));
      for (const [j, mean] of plain.mean.entries()) expect(kernel.mean[j]).toBeCloseTo(mean, 9);
      for (const [j, scale] of plain.scale.entries()) expect(kernel.scale[j]! / scale).toBeCloseTo(1, 9);
      for (const size of [0.1, 3, 200]) {
        const beta = Float64Array.from({ length: plain.size }, (_, j) => size * Math.cos(j));
        const expected = derivatives(plain, beta);
        const found = derivatives(kernel, beta);
        expect(Math.abs(found.loss - expected.loss)).toBeLessThan(1e-6 * Math.max(1, expected.loss));
        const largest = Math.max(...expected.hessian.map(Math.abs), 1e-3);
        for (const [j, g] of expected.gradient.entries()) expect(found.gradient[j]).toBeCloseTo(g, 6);
        for (const [at, h] of expected.hessian.entries())
          expect(Math.abs(found.hessian[at]! - h)).toBeLessThan(1e-5 * largest);
      }
    });

  test("far margins neither overflow nor lose their loss", () => {
    const x = zeros(128, 1);
    x.data.fill(1, 0, 64);
    const y = Float64Array.from({ length: 128 }, (_, i) => i % 2);
    const options = { standardise: false, fitIntercept: false, hessian: true };
    const kernel = new KernelObjective(Team.alone("logistic"), x, y, undefined, options);
    const plain = new PlainObjective(x, y, undefined, options);
    for (const far of [-2000, -700, 36, 800, 1e6]) {
      const [expected, found] = [
        derivatives(plain, Float64Array.of(0, far)),
        derivatives(kernel, Float64Array.of(0, far)),
      ];
      expect(found.loss / expected.loss).toBeCloseTo(1, 12);
      expect(found.gradient[1]).toBeCloseTo(expected.gradient[1]!, 12);
    }
  });
});

describe("logistic on many rows", () => {
  const columns = numberColumns(["a", "b", "c", "d"]);
  const { x, y, weight } = sample(6000, 4, 3);

  test("by the kernel finds what the plain loops find", async () => {
    const few = { x: { ...x, rows: 4000 }, y: y.slice(0, 4000), columns };
    const doubled = zeros(8000, 4);
    doubled.data.set(x.data.subarray(0, 16_000));
    doubled.data.set(x.data.subarray(0, 16_000), 16_000);
    const twice = { x: doubled, y: Float64Array.from({ length: 8000 }, (_, i) => y[i % 4000]!), columns };
    const plain = await logistic.fit(few, logistic.check({ c: 2 }), { seed: 1 });
    const kernel = await logistic.fit(twice, logistic.check({ c: 1 }), { seed: 1 });
    for (const [j, c] of plain.coefficients.entries()) expect(kernel.coefficients[j]).toBeCloseTo(c, 6);
    for (const [j, e] of plain.standardErrors!.entries())
      expect((kernel.standardErrors![j]! * Math.SQRT2) / e).toBeCloseTo(1, 4);
  });

  for (const penalty of ["l2", "l1", "elastic-net", "none"] as const)
    test(`the same bytes with 1, 2 and 3 threads, ${penalty}`, async () => {
      const many = sample(60_000, 40, 4);
      const data = { ...many, columns: numberColumns(Array.from({ length: 40 }, (_, j) => `c${j}`)) };
      const p = logistic.check({ penalty, c: 0.01 });
      const one = (await logistic.fit(data, p, { seed: 1, threads: 1 })).save();
      expect((await logistic.fit(data, p, { seed: 1, threads: 2 })).save()).toEqual(one);
      expect((await logistic.fit(data, p, { seed: 1, threads: 3 })).save()).toEqual(one);
      expect(one.converged).toBe(true);
    });

  test("a value that is not finite is named", async () => {
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const bad = { rows: 6000, cols: 4, data: x.data.slice() };
      bad.data[4 * 5000 + 1] = wrong;
      await expect(
        logistic.fit({ x: bad, y, weight, columns }, logistic.defaults, { seed: 1 }),
      ).rejects.toMatchObject({ code: "bad-value", data: { column: "b", row: 5001 } });
    }
  });
});
