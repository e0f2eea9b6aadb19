import { describe, expect, test } from "vitest";
import { type Matrix, numberColumns } from "../../core/matrix.ts";
import { awkwardKinds, awkwardPoints } from "../neighbours/awkward-points.ts";
import { referenceDbscan, referenceNearest } from "../neighbours/reference.ts";
import { dbscan } from "./dbscan.ts";

const named = (x: Matrix) => ({
  x,
  columns: numberColumns(Array.from({ length: x.cols }, (_, j) => `c${j}`)),
});

describe.each(awkwardKinds)("labels of DBSCAN: %s", (kind) => {
  test.each([
    [1, 1],
    [17, 1],
    [120, 5],
    [333, 2],
    [500, 3],
  ])("%i × %i are the plain reference's", async (rows, cols) => {
    const x = awkwardPoints(kind, rows, cols, 7 * rows + cols);
    const { squared } = referenceNearest(x, rows);
    // Radii that are distances between rows: equality decides.
    const radii = new Set([0.02, 0.1, 0.5].map((share) => Math.sqrt(squared[Math.floor(share * rows)]!)));
    for (const radius of radii)
      for (const minSamples of [1, 4, 12]) {
        const eps = radius > 0 ? radius : 1e-3;
        const model = await dbscan.fit(named(x), { eps, minSamples }, { seed: 1 });
        const want = referenceDbscan(x, eps, minSamples);
        expect(model.labels).toEqual(want);
        expect(model.nClusters).toBe(want.reduce((most, label) => Math.max(most, label + 1), 0));
      }
  });
});

test("a fit is the same to the byte with 1, 2 and 3 threads", async () => {
  const data = named(awkwardPoints("a round cloud", 20_000, 4, 1));
  const p = { eps: 0.25, minSamples: 8 };
  const one = await dbscan.fit(data, p, { seed: 1, threads: 1 });
  expect(one.nClusters).toBeGreaterThan(1);
  for (const threads of [2, 3])
    expect((await dbscan.fit(data, p, { seed: 1, threads })).save()).toEqual(one.save());
});

test("an abort in the midst of a fit ends it; progress goes up to all points", async () => {
  const data = named(awkwardPoints("a round cloud", 20_000, 4, 2));
  const stop = new AbortController();
  const p = { eps: 0.3, minSamples: 5 };
  setImmediate(() => stop.abort(new Error("enough")));
  await expect(dbscan.fit(data, p, { seed: 1, threads: 2, signal: stop.signal })).rejects.toThrow("enough");
  const seen: number[] = [];
  await dbscan.fit(data, p, { seed: 1, onProgress: (done, of) => seen.push(done / of) });
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(-1)).toBe(1);
});
