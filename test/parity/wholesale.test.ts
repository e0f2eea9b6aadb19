import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { fromRows, type Matrix, numberColumns } from "../../src/core/matrix.ts";
import { dbscan } from "../../src/models/dbscan/dbscan.ts";
import { hdbscan } from "../../src/models/hdbscan/hdbscan.ts";
import { kMeans } from "../../src/models/k-means/k-means.ts";
import { ward } from "../../src/models/ward/ward.ts";
import { silhouettes } from "../../src/segments/silhouette.ts";
import { adjustedRand } from "../journey/rand-index.ts";
import { dataFile } from "../parts.ts";

const file = dataFile("wholesale", "wholesale.csv.gz");

interface Judged {
  readonly groups: number;
  readonly sizes: readonly number[];
  /** Adjusted Rand index with Channel, all rows, noise being a group of its own. */
  readonly rand: number;
  readonly silhouette: number | null;
}

const golden = JSON.parse(readFileSync(join(import.meta.dirname, "golden", "wholesale.json"), "utf8")) as {
  readonly ward: Readonly<Record<string, Judged>>;
  readonly kMeans: Readonly<Record<string, Judged>>;
  readonly dbscan: Judged;
  readonly hdbscan: Judged;
};

const spendings = ["Fresh", "Milk", "Grocery", "Frozen", "Detergents_Paper", "Delicassen"];

/** As the script does it: log(1 + x), mean 0, standard deviation 1. */
function read(path: string): { x: Matrix; channel: string[] } {
  const [head, ...lines] = gunzipSync(readFileSync(path)).toString().trim().split(/\r?\n/);
  const names = head!.replace("\uFEFF", "").split(",");
  const rows = lines.map((line) => line.split(","));
  const columns = spendings.map((name) => {
    const values = rows.map((row) => Math.log1p(Number(row[names.indexOf(name)])));
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const sd = Math.sqrt(values.reduce((s, v) => s + (v - mean) ** 2, 0) / values.length);
    return values.map((v) => (v - mean) / sd);
  });
  return {
    x: fromRows(rows.map((_, i) => columns.map((c) => c[i]!))),
    channel: rows.map((row) => row[names.indexOf("Channel")]!),
  };
}

function judged(x: Matrix, channel: readonly string[], labels: Int32Array): Judged {
  const groups = labels.reduce((most, g) => Math.max(most, g + 1), 0);
  const all = Int32Array.from(labels.keys());
  return {
    groups,
    sizes: Array.from({ length: groups }, (_, g) => labels.filter((l) => l === g).length).sort(
      (a, b) => b - a,
    ),
    rand: adjustedRand(channel, labels),
    silhouette: groups > 1 ? silhouettes(x, all, [{ labels, groups }])[0]! : null,
  };
}

/** The same partition up to what float32 may move; the silhouette says so most finely. */
function expectSame(own: Judged, peer: Judged, name: string): void {
  expect(own.groups, name).toBe(peer.groups);
  expect(own.sizes, name).toEqual(peer.sizes);
  expect(own.rand, name).toBeCloseTo(peer.rand, 9);
  if (peer.silhouette !== null) expect(own.silhouette!, name).toBeCloseTo(peer.silhouette, 5);
}

test.skipIf(!file)("wholesale: groups by spending against Channel, as scikit-learn finds them", async () => {
  const { x, channel } = read(file!);
  expect(x.rows).toBe(440);
  const design = { x, columns: numberColumns(spendings) };
  const ctx = { seed: 1 };
  const tree = await ward.fit(design, ward.check({}), ctx);
  for (const [k, peer] of Object.entries(golden.ward))
    expectSame(judged(x, channel, tree.cut(Number(k))), peer, `ward ${k}`);
  for (const [k, peer] of Object.entries(golden.kMeans)) {
    const model = await kMeans.fit(design, kMeans.check({ nClusters: Number(k), nInit: 10 }), ctx);
    const own = judged(x, channel, model.assign(design));
    // Another start may end in another local optimum; not in a worse cut.
    expect(own.silhouette!, `k-means ${k}`).toBeGreaterThan(peer.silhouette! - 0.005);
    expect(own.rand, `k-means ${k}`).toBeGreaterThan(peer.rand - 0.02);
  }
  const near = await dbscan.fit(design, dbscan.check({ eps: 1.4, minSamples: 12 }), ctx);
  expectSame(judged(x, channel, near.labels), golden.dbscan, "dbscan");
  const dense = await hdbscan.fit(design, hdbscan.check({ minClusterSize: 22, minSamples: 12 }), ctx);
  expectSame(judged(x, channel, dense.labels), golden.hdbscan, "hdbscan");
});
