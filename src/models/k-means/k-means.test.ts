import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromRows, type Matrix, numberColumns, takeRows, zeros } from "../../core/matrix.ts";
import { Random } from "../../core/random.ts";
import { columnMoments } from "../linear-algebra/column-moments.ts";
import { Team } from "../threads/team.ts";
import { kMeans } from "./k-means.ts";
import { centresOf, lloyd } from "./lloyd.ts";
import type { KMeansParameters } from "./parameters.ts";
import { Points } from "./points.ts";
import { referenceStep } from "./reference.ts";
import { plusPlus } from "./seeding.ts";

const named = (x: Matrix) => ({
  x,
  columns: numberColumns(Array.from({ length: x.cols }, (_, j) => `c${j}`)),
});
const learn = (x: Matrix, p: Partial<KMeansParameters>, seed = 1, threads = 1) =>
  kMeans.fit(named(x), kMeans.check(p), { seed, threads });

/** `groups` round clouds of `each` rows, their centres `apart` standard deviations from one another. */
function clouds(groups: number, each: number, cols: number, apart: number, seed: number): Matrix {
  const random = new Random(seed);
  const x = zeros(groups * each, cols);
  for (let i = 0; i < x.rows; i++)
    for (let j = 0; j < cols; j++)
      x.data[i * cols + j] = random.normal() + (j % groups === i % groups ? apart : 0);
  return x;
}

function noise(rows: number, cols: number, seed: number): Matrix {
  const random = new Random(seed);
  const x = zeros(rows, cols);
  for (let i = 0; i < x.data.length; i++) x.data[i] = random.normal();
  return x;
}

describe("a step of the kernel", () => {
  test("sends rows where the plain reference does and sums the same, for odd widths and numbers of groups", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1100 }),
        fc.integer({ min: 1, max: 13 }),
        fc.integer({ min: 1, max: 19 }),
        fc.integer({ min: 1, max: 1e6 }),
        (rows, cols, wanted, seed) => {
          const groups = Math.min(wanted, rows);
          const points = new Points(Team.alone("k-means"), rows, cols, groups);
          const x = noise(rows, cols, seed);
          points.load(x, new Float64Array(cols));
          let centres = plusPlus(points, new Random(seed));
          for (let iter = 0; iter < 3; iter++) {
            const found = points.step(centres);
            const plain = referenceStep(x, centres, groups);
            expect(Array.from(points.labels)).toEqual(Array.from(plain.labels));
            expect(found.counts).toEqual(plain.counts);
            if (iter === 0) expect(found.changed).toBe(rows);
            for (const [c, sum] of plain.sums.entries()) expect(found.sums[c]).toBeCloseTo(sum, 9);
            expect(points.inertia(centres)).toBeCloseTo(plain.inertia, 9);
            centres = centresOf(points, found, centres);
          }
        },
      ),
      { numRuns: 25, seed: 2 },
    );
  });
});

test("means and deviations of the columns, whatever does not fill a block", () => {
  for (const rows of [1, 7, 8, 9, 1003]) {
    const x = noise(rows, 3, rows);
    const points = new Points(Team.alone("k-means"), rows, 3, 1);
    const found = points.load(x);
    const plain = columnMoments(x);
    for (let j = 0; j < 3; j++) {
      expect(found.mean[j]).toBeCloseTo(plain.mean[j]!, 12);
      expect(found.deviation[j]).toBeCloseTo(plain.deviation[j]!, 12);
      expect(points.value(rows - 1, j)).toBeCloseTo(x.data[(rows - 1) * 3 + j]! - plain.mean[j]!, 6);
    }
  }
});

describe("k-means", () => {
  test("the cost never rises from step to step", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), fc.integer({ min: 1, max: 1e6 }), (groups, seed) => {
        const points = new Points(Team.alone("k-means"), 700, 5, groups);
        points.load(noise(700, 5, seed));
        let centres = plusPlus(points, new Random(seed));
        let cost = Number.POSITIVE_INFINITY;
        for (let iter = 0; iter < 25; iter++) {
          const found = points.step(centres);
          const now = points.inertia(centres);
          expect(now).toBeLessThanOrEqual(cost * (1 + 1e-6));
          cost = now;
          centres = centresOf(points, found, centres);
        }
      }),
      { numRuns: 12, seed: 3 },
    );
  });

  test("finds clouds that are there, largest first, and sends new rows to them", async () => {
    const x = clouds(4, 500, 8, 7, 5);
    const uneven = takeRows(
      x,
      Array.from({ length: x.rows }, (_, i) => i).filter((i) => i % 4 !== 2 || i < 800),
    );
    const model = await learn(uneven, { nClusters: 4 });
    expect(model.converged).toBe(true);
    expect(Array.from(model.sizes)).toEqual([500, 500, 500, 200]);
    const labels = model.assign(named(uneven));
    const truth = Array.from({ length: x.rows }, (_, i) => i).filter((i) => i % 4 !== 2 || i < 800);
    const pairs = new Set(truth.map((i, row) => `${i % 4} ${labels[row]}`));
    expect(pairs.size).toBe(4);
    expect(model.assign(named(fromRows([[7, 0, 0, 0, 7, 0, 0, 0]])))[0]).toBe(labels[truth.indexOf(0)]);
    for (let j = 0; j < 8; j++) expect([0, 7]).toContain(Math.round(model.centres[3 * 8 + j]!));
  });

  test("columns far from zero keep their digits", async () => {
    const x = clouds(3, 200, 6, 6, 6);
    const model = await learn(x, { nClusters: 3 });
    const moved = zeros(x.rows, x.cols);
    x.data.forEach((value, i) => {
      moved.data[i] = Math.round(value * 64) / 64 + 65_536;
    });
    const far = await learn(moved, { nClusters: 3 });
    expect(far.assign(named(moved))).toEqual(model.assign(named(x)));
  });

  test("all rows, a start on a sample, and batches find the same clouds", async () => {
    const x = clouds(4, 2000, 8, 7, 7);
    const whole = await learn(x, { nClusters: 4 });
    const sampled = await learn(x, { nClusters: 4, startRows: 500 });
    const batched = await learn(x, { nClusters: 4, startRows: 500, miniBatchAbove: 4000, batchSize: 512 });
    expect(sampled.inertia / whole.inertia).toBeCloseTo(1, 6);
    expect(batched.inertia / whole.inertia).toBeLessThan(1.01);
    expect(batched.sizes.reduce((a, b) => a + b, 0)).toBe(x.rows);
  });

  test("is the same to the byte with 1, 2 and 3 threads", async () => {
    const x = noise(300_000, 7, 8);
    const p = { nClusters: 5, nInit: 2, maxIter: 15 };
    const one = await learn(x, p, 4, 1);
    expect((await learn(x, p, 4, 2)).save()).toEqual(one.save());
    expect((await learn(x, p, 4, 3)).save()).toEqual(one.save());
  });

  test("more starts are never worse", async () => {
    const x = noise(600, 4, 9);
    const costs = [];
    for (const nInit of [1, 3, 10]) costs.push((await learn(x, { nClusters: 9, nInit }, 2)).inertia);
    expect(costs[1]).toBeLessThanOrEqual(costs[0]!);
    expect(costs[2]).toBeLessThanOrEqual(costs[1]!);
  });

  test("row order does not matter where the groups are clear", async () => {
    const x = clouds(3, 300, 6, 8, 10);
    const order = new Random(3).shuffle(Int32Array.from({ length: x.rows }, (_, i) => i));
    const a = await learn(x, { nClusters: 3 });
    const b = await learn(takeRows(x, order), { nClusters: 3 });
    expect(b.inertia / a.inertia).toBeCloseTo(1, 6);
  });
});

describe("bad input to k-means", () => {
  test.each([
    [{ nClusters: 0 }, "nClusters"],
    [{ nClusters: 2.5 }, "nClusters"],
    [{ nInit: 0 }, "nInit"],
    [{ tol: -1 }, "tol"],
    [{ clusters: 3 } as Partial<KMeansParameters>, "clusters"],
  ])("%j is refused by name", (given, name) => {
    expect(() => kMeans.check(given)).toThrow(
      expect.objectContaining({ code: "bad-parameter", data: expect.objectContaining({ name }) }),
    );
  });

  test("more groups than rows are refused, with the rows named", async () => {
    await expect(learn(noise(3, 2, 1), { nClusters: 4 })).rejects.toMatchObject({
      code: "bad-parameter",
      data: { name: "nClusters", allowed: expect.stringContaining("3") },
    });
  });

  test("fewer different rows than groups: some groups stay empty, nothing is NaN", async () => {
    const x = fromRows(Array.from({ length: 40 }, (_, i) => [i % 2, 5]));
    const model = await learn(x, { nClusters: 5 });
    expect(model.inertia).toBe(0);
    expect(Array.from(model.sizes)).toEqual([20, 20, 0, 0, 0]);
    expect(model.centres.every(Number.isFinite)).toBe(true);
    expect(new Set(model.assign(named(x))).size).toBe(2);
  });

  test("a group that loses all its rows takes the farthest row", async () => {
    const points = new Points(Team.alone("k-means"), 5, 1, 2);
    points.load(fromRows([[0], [1], [2], [3], [50]]), new Float64Array(1));
    const found = await lloyd(points, Float64Array.of(1, 900), { maxIter: 50, still: 0 }, {});
    expect(Array.from(found.counts)).toEqual([4, 1]);
    expect(found.centres[1]).toBe(50);
  });
});
