import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { numberColumns, zeros } from "../../src/core/matrix.ts";
import { dbscan } from "../../src/models/dbscan/dbscan.ts";
import { hdbscan } from "../../src/models/hdbscan/hdbscan.ts";
import { ward } from "../../src/models/ward/ward.ts";

interface Golden {
  readonly name: string;
  readonly cols: number;
  readonly x: number[];
  readonly dbscan: { eps: number; minSamples: number; labels: number[] };
  readonly hdbscan: {
    minClusterSize: number;
    minSamples: number;
    labels: number[];
    probabilities: number[];
    leaf: number[];
    epsilon: { value: number; labels: number[] };
  };
  readonly ward: { heights: number[] };
}

const file = join(import.meta.dirname, "golden", "clusters.json");
const { sets } = JSON.parse(readFileSync(file, "utf8")) as { sets: Golden[] };
const ctx = { seed: 1 };

function design({ x: values, cols }: Golden) {
  const x = zeros(values.length / cols, cols);
  x.data.set(values);
  return { x, columns: numberColumns(Array.from({ length: cols }, (_, j) => `c${j}`)) };
}

/** Labels renumbered by first row, noise kept: two partitions are equal where these are. */
function canonical(labels: ArrayLike<number>): number[] {
  const number = new Map<number, number>();
  return Array.from(labels, (l) => {
    if (l < 0) return -1;
    if (!number.has(l)) number.set(l, number.size);
    return number.get(l)!;
  });
}

/** Share of all pairs of rows that both put together or both put apart (Rand 1971); noise is a group of its own. */
function agreement(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let same = 0;
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < i; j++) if ((a[i] === a[j]) === (b[i] === b[j])) same++;
  return same / ((a.length * (a.length - 1)) / 2);
}

describe.each(sets.map((set) => [set.name, set] as const))("%s", (_, set) => {
  test("DBSCAN gives scikit-learn's labels, number for number", async () => {
    const { eps, minSamples, labels } = set.dbscan;
    const model = await dbscan.fit(design(set), { eps, minSamples }, ctx);
    expect([...model.labels]).toEqual(labels);
    const core = await dbscan.load(model.save()).assign(design(set));
    labels.forEach((l, i) => {
      expect(core[i]! < 0).toBe(l < 0);
    });
  });

  test("HDBSCAN gives scikit-learn's groups and how surely each row belongs", async () => {
    const { minClusterSize, minSamples, labels, probabilities, leaf, epsilon } = set.hdbscan;
    const p = hdbscan.check({ minClusterSize, minSamples });
    const model = await hdbscan.fit(design(set), p, ctx);
    expect(canonical(model.labels)).toEqual(canonical(labels));
    probabilities.forEach((want, i) => {
      expect(model.membership[i]!).toBeCloseTo(want, 6);
    });
    // Equal reachabilities merge in another order there, and the finest groups may differ by the rows at such a merge.
    const finest = await hdbscan.fit(design(set), { ...p, clusterSelectionMethod: "leaf" }, ctx);
    expect(agreement(finest.labels, leaf)).toBeGreaterThan(0.98);
    const merged = await hdbscan.fit(design(set), { ...p, clusterSelectionEpsilon: epsilon.value }, ctx);
    expect(canonical(merged.labels)).toEqual(canonical(epsilon.labels));
  });

  test("HDBSCAN assigns the rows it was fitted on as it labelled them", async () => {
    const { minClusterSize, minSamples } = set.hdbscan;
    const model = await hdbscan.fit(design(set), hdbscan.check({ minClusterSize, minSamples }), ctx);
    expect(hdbscan.load(model.save()).assign(design(set))).toEqual(model.labels);
  });

  test("Ward joins at scipy's heights to 1e-9", async () => {
    const model = await ward.fit(design(set), ward.defaults, ctx);
    set.ward.heights.forEach((want, i) => {
      expect(Math.abs(model.linkage.distance[i]! - want) / want).toBeLessThan(1e-9);
    });
  });
});
