import { describe, expect, test } from "vitest";
import { type Matrix, zeros } from "../../src/core/matrix.ts";
import { Random } from "../../src/core/random.ts";
import { adviseEps, kneeOf } from "../../src/segments/advise-eps.ts";
import { principalAxes } from "../../src/segments/axes.ts";
import { dbscanMethod, hdbscanMethod } from "../../src/segments/dense-methods.ts";
import { findDenseGroups } from "../../src/segments/find-dense-groups.ts";
import { learnStraightening, straighten } from "../../src/segments/straighten.ts";
import { cloudOf, withGroups, withoutGroups } from "./clouds.ts";

/** Seeds of each shape; `KINDRED_SEEDS=20` for the full count. */
const SEEDS = Number(process.env.KINDRED_SEEDS ?? 2);
const TIMEOUT = 30_000 * SEEDS;
const seeds = Array.from({ length: SEEDS }, (_, i) => i + 1);
const ENOUGH = Math.ceil(0.95 * SEEDS);

const methods = { dbscan: dbscanMethod, hdbscan: hdbscanMethod };

function found(
  x: Matrix,
  seed: number,
  method: keyof typeof methods,
  options: Parameters<typeof dbscanMethod>[0] = {},
) {
  return findDenseGroups(x, principalAxes(x).scores, methods[method](options), { seed });
}

function scaled(raw: Matrix): Matrix {
  return straighten(raw, learnStraightening(raw));
}

/** Two half moons that no straight line parts, and a few customers between them. */
function moons(rows: number, seed: number): Matrix {
  const r = new Random(seed);
  const x = zeros(rows, 2);
  for (let i = 0; i < rows; i++) {
    const angle = Math.PI * r.next();
    const [dx, dy, side] = i % 2 === 0 ? [0, 0, 1] : [1, 0.35, -1];
    x.data.set(
      [dx + side * Math.cos(angle) + 0.05 * r.normal(), dy + side * Math.sin(angle) + 0.05 * r.normal()],
      2 * i,
    );
  }
  return x;
}

describe("groups where customers lie close together", () => {
  test.each(
    Object.entries(withoutGroups).flatMap(([shape, draw]) =>
      (["dbscan", "hdbscan"] as const).map((method) => ({ shape, method, draw })),
    ),
  )("$shape, $method: none is called real", { timeout: TIMEOUT }, async ({ method, draw }) => {
    const results = await Promise.all(
      seeds.map((seed) => found(scaled(cloudOf(draw, 800, seed)), seed, method)),
    );
    expect(results.filter((r) => r.doubt !== null).length).toBeGreaterThanOrEqual(ENOUGH);
  });

  test.each(["dbscan", "hdbscan"] as const)(
    "%s: three blobs of unequal size and width are found and real",
    { timeout: TIMEOUT },
    async (method) => {
      const results = await Promise.all(
        seeds.map((seed) =>
          found(scaled(cloudOf(withGroups["three unequal blobs"]!, 1500, seed)), seed, method),
        ),
      );
      const right = results.filter((r) => r.groups === 3 && r.doubt === null && r.stability > 0.9);
      expect(right.length).toBeGreaterThanOrEqual(ENOUGH);
      const sizes = [0, 1, 2].map((g) => results[0]!.labels.filter((l) => l === g).length);
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    },
  );

  test("two moons: both methods find them as they are, though no centre parts them", async () => {
    const x = moons(1000, 1);
    for (const method of ["dbscan", "hdbscan"] as const) {
      const { labels, groups, doubt, silhouette } = await found(x, 1, method);
      expect(groups, method).toBe(2);
      expect(doubt, method).toBeNull();
      const same = labels.filter((l, i) => l === labels[i % 2]).length;
      expect(same, method).toBeGreaterThan(950);
      expect(silhouette, method).toBeLessThan(0.6);
    }
  });

  test("one group cut by the steps of a whole number is not real, and that is the reason given", async () => {
    const r = new Random(4);
    const x = zeros(1200, 2);
    // One smooth hump, but counted in whole numbers, few of them.
    for (let i = 0; i < 1200; i++) x.data.set([Math.round(r.normal()) * 1.5, r.normal()], 2 * i);
    const result = await found(x, 1, "dbscan", { eps: 0.4 });
    expect(result.groups).toBeGreaterThan(1);
    expect(result.doubt).toBe("steps");
  });

  test("the same seed gives the same; what the user gives is kept, splinters are no group", async () => {
    const x = scaled(cloudOf(withGroups["three unequal blobs"]!, 600, 3));
    const one = await found(x, 1, "dbscan", { eps: 0.5, minSamples: 4 });
    expect(await found(x, 1, "dbscan", { eps: 0.5, minSamples: 4 })).toEqual(one);
    expect(one.density).toEqual({ eps: 0.5, minSamples: 4 });
    for (let g = 0; g < one.groups; g++)
      expect(one.labels.filter((l) => l === g).length).toBeGreaterThanOrEqual(12);
    const few = await found(x, 1, "hdbscan", { minClusterSize: 200 });
    expect(few.density.minClusterSize).toBe(200);
    expect(few.groups).toBeLessThan(3);
  });
});

describe("the advised distance", () => {
  test("lies at the bend of the curve", () => {
    const bent = Float64Array.from({ length: 101 }, (_, i) => (i < 90 ? 1 + i / 100 : 1.9 + (i - 90) * 2));
    expect(kneeOf(bent)).toBeCloseTo(1.89, 1);
    expect(kneeOf(Float64Array.of(2, 2, 2))).toBe(2);
    expect(kneeOf(Float64Array.of(0, 0, 0))).toBeGreaterThan(0);
    expect(kneeOf(Float64Array.of(0, 0, 0, 5))).toBe(5);
  });

  test("is a distance to the asked neighbour that most rows have", () => {
    const x = moons(400, 2);
    const eps = adviseEps(x, 5);
    expect(eps).toBeGreaterThan(0.03);
    expect(eps).toBeLessThan(0.25);
  });
});
