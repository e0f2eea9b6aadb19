import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromRows, numberColumns } from "../../core/matrix.ts";
import { pca } from "./pca.ts";

const ctx = { seed: 1 };
const design = (rows: readonly (readonly number[])[]) => ({
  x: fromRows(rows),
  columns: numberColumns(rows[0]!.map((_, j) => `c${j}`)),
});
const value = fc.integer({ min: -1000, max: 1000 }).map((v) => v / 8);
const tables = fc.array(fc.tuple(value, value, value, value), { minLength: 2, maxLength: 30 });

describe("principal axes", () => {
  test("of a stretched cross are its arms", async () => {
    const model = await pca.fit(
      design([
        [3, 3],
        [-3, -3],
        [1, -1],
        [-1, 1],
      ]),
      pca.defaults,
      ctx,
    );
    const half = Math.SQRT1_2;
    for (const [i, expected] of [half, half, half, -half].entries())
      expect(model.components[i]).toBeCloseTo(expected, 12);
    expect(model.explainedVariance[0]).toBeCloseTo(12, 12);
    expect(model.explainedVariance[1]).toBeCloseTo(4 / 3, 12);
    expect(model.explainedVarianceRatio[0]).toBeCloseTo(0.9, 12);
  });

  test("are orthonormal, keep all variance and all distances", async () => {
    await fc.assert(
      fc.asyncProperty(tables, async (rows) => {
        const data = design(rows);
        const model = await pca.fit(data, pca.defaults, ctx);
        const axis = (k: number) => model.components.subarray(k * 4, k * 4 + 4);
        for (let a = 0; a < 4; a++)
          for (let b = 0; b <= a; b++) {
            const product = axis(a).reduce((sum, v, j) => sum + v * axis(b)[j]!, 0);
            expect(product).toBeCloseTo(a === b ? 1 : 0, 10);
          }
        const ratios = model.explainedVarianceRatio.reduce((sum, v) => sum + v, 0);
        expect([0, 1]).toContain(Math.round(ratios * 1e9) / 1e9);
        const { x } = model.transform(data);
        const distance = (values: Float32Array, i: number) =>
          Math.hypot(...[0, 1, 2, 3].map((j) => values[i * 4 + j]! - values[j]!));
        for (let i = 1; i < rows.length; i++) {
          const before = distance(data.x.data, i);
          expect(Math.abs(distance(x.data, i) - before)).toBeLessThan(1e-4 * Math.max(1, before));
        }
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  test("whitened scores have variance 1, and a direction without variance stays at 0", async () => {
    const rows = Array.from({ length: 50 }, (_, i) => [i, 2 * i, (i * 7) % 11]);
    const data = design(rows);
    const { x } = (await pca.fit(data, pca.check({ whiten: true, nComponents: 3 }), ctx)).transform(data);
    for (const axis of [0, 1]) {
      const scores = Array.from({ length: 50 }, (_, i) => x.data[i * 3 + axis]!);
      expect(scores.reduce((sum, s) => sum + s * s, 0) / 49).toBeCloseTo(1, 4);
    }
    for (let i = 0; i < 50; i++) expect(Math.abs(x.data[i * 3 + 2]!)).toBeLessThan(1e-6);
  });

  test("more axes than columns are refused", async () => {
    await expect(
      pca.fit(
        design([
          [1, 2],
          [3, 5],
        ]),
        pca.check({ nComponents: 3 }),
        ctx,
      ),
    ).rejects.toMatchObject({ code: "bad-parameter", data: { name: "nComponents" } });
    for (const nComponents of [0, -1, 1.5])
      expect(() => pca.check({ nComponents })).toThrow(expect.objectContaining({ code: "bad-parameter" }));
  });
});
