import { expect, test } from "vitest";
import { type Matrix, numberColumns } from "../../core/matrix.ts";
import { awkwardPoints } from "../neighbours/awkward-points.ts";
import { hdbscan } from "./hdbscan.ts";

const named = (x: Matrix) => ({
  x,
  columns: numberColumns(Array.from({ length: x.cols }, (_, j) => `c${j}`)),
});

test("a fit is the same to the byte with 1, 2 and 3 threads", async () => {
  const data = named(awkwardPoints("two clouds far from zero", 12_000, 5, 1));
  const p = hdbscan.check({ minClusterSize: 60, minSamples: 8 });
  const one = await hdbscan.fit(data, p, { seed: 1, threads: 1 });
  expect(one.nClusters).toBe(2);
  for (const threads of [2, 3])
    expect((await hdbscan.fit(data, p, { seed: 1, threads })).save()).toEqual(one.save());
});

test("an abort in the midst of a fit ends it; progress goes up to all edges", async () => {
  const data = named(awkwardPoints("a round cloud", 20_000, 4, 2));
  const p = hdbscan.check({ minClusterSize: 50 });
  const stop = new AbortController();
  setImmediate(() => stop.abort(new Error("enough")));
  await expect(hdbscan.fit(data, p, { seed: 1, threads: 2, signal: stop.signal })).rejects.toThrow("enough");
  const seen: number[] = [];
  await hdbscan.fit(data, p, { seed: 1, onProgress: (done, of) => seen.push(done / of) });
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(-1)).toBe(1);
});

test("core distances that reach more rows than there are, are refused", async () => {
  const data = named(awkwardPoints("a round cloud", 9, 2, 3));
  await expect(
    hdbscan.fit(data, hdbscan.check({ minClusterSize: 3, minSamples: 10 }), { seed: 1 }),
  ).rejects.toMatchObject({ code: "bad-parameter", data: { name: "minSamples", value: "10" } });
});
