import { describe, expect, test } from "vitest";
import { fromRows, numberColumns } from "../../src/core/matrix.ts";
import { kMeans } from "../../src/models/k-means/k-means.ts";
import golden from "./golden/k-means.json" with { type: "json" };

const x = fromRows(golden.x);
const columns = numberColumns(["a", "b", "c", "d", "e"]);

describe(`k-means beside ${golden.package} ${golden.version}, from the same start`, () => {
  for (const { name, maxIter, tol, inertia, sizes, centres, nIter } of golden.cases)
    test(`${name}: inertia within 1e-6, the same sizes and centres`, async () => {
      const p = kMeans.check({ nClusters: 6, init: golden.start, maxIter, tol });
      const model = await kMeans.fit({ x, columns }, p, { seed: 1 });
      expect(Math.abs(model.inertia / inertia - 1)).toBeLessThan(1e-6);
      expect(Array.from(model.sizes)).toEqual(sizes);
      expect(Math.abs(model.nIter - nIter)).toBeLessThanOrEqual(1);
      for (const centre of centres) {
        const near = Array.from({ length: 6 }, (_, g) =>
          Math.max(...centre.map((value, j) => Math.abs(value - model.centres[g * 5 + j]!))),
        );
        expect(Math.min(...near)).toBeLessThan(1e-5);
      }
    });

  test("own starts find an inertia at least as good", async () => {
    const model = await kMeans.fit({ x, columns }, kMeans.check({ nClusters: 6 }), { seed: 1 });
    expect(model.inertia).toBeLessThanOrEqual(golden.cases[1]!.inertia * (1 + 1e-6));
  });
});
