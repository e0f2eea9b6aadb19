import { type Matrix, numberColumns, zeros } from "../../src/core/matrix.ts";
import { Random } from "../../src/core/random.ts";
import { dbscan } from "../../src/models/dbscan/dbscan.ts";
import { type HdbscanModel, hdbscan } from "../../src/models/hdbscan/hdbscan.ts";
import { type WardModel, ward } from "../../src/models/ward/ward.ts";
import type { Shared } from "../data.ts";
import type { Contest } from "../measure.ts";
import type { Peer } from "../peer.ts";

const context = { seed: 1, threads: 2 };
const ROWS = 100_000;

/** Twelve round kinds of customers of unit spread, their centres up to 10 from the middle in every column. */
function blobs(rows: number, cols: number, seed: number): Matrix {
  const random = new Random(seed);
  const kinds = 12;
  const centres = Float64Array.from({ length: kinds * cols }, () => 20 * random.next() - 10);
  const x = zeros(rows, cols);
  for (let i = 0; i < rows; i++) {
    const kind = random.int(kinds);
    for (let j = 0; j < cols; j++) x.data[i * cols + j] = centres[kind * cols + j]! + random.normal();
  }
  return x;
}

function design(x: Matrix) {
  return { x, columns: numberColumns(Array.from({ length: x.cols }, (_, c) => `c${c}`)) };
}

function head(x: Matrix, rows: number): Matrix {
  return { rows, cols: x.cols, data: x.data.subarray(0, rows * x.cols) };
}

/** Labels for the peer to compare. */
function writeLabels(shared: Shared, name: string, labels: Int32Array): string {
  return shared.write(name, Float32Array.from(labels));
}

export function hdbscanContest(
  cols: number,
  floor: number,
  want: number,
  peer: Peer,
  shared: Shared,
): Contest {
  const x = blobs(ROWS, cols, 3);
  const asked = { x: shared.write("blobs", x.data), cols, minClusterSize: 500, minSamples: 10 };
  const p = hdbscan.check({ minClusterSize: asked.minClusterSize, minSamples: asked.minSamples });
  const few = 20_000;
  let model: HdbscanModel | undefined;
  return {
    name: `HDBSCAN 100k × ${cols}`,
    peer: "fast_hdbscan, warm",
    floor,
    want,
    ours: async () => {
      model = await hdbscan.fit(design(x), p, context);
    },
    theirs: () => peer.ask("fast-hdbscan", { ...asked, rows: ROWS }),
    quality: async () => {
      const fast = await peer.ask("rand-index", { labels: writeLabels(shared, "labels", model!.labels) });
      const small = await hdbscan.fit(design(head(x, few)), p, context);
      const exact = await peer.ask("hdbscan-exact", {
        ...asked,
        rows: few,
        labels: writeLabels(shared, "few", small.labels),
      });
      return `ARI ${Number(fast.ari).toFixed(4)} with fast_hdbscan, ${Number(exact.ari).toFixed(4)} with scikit-learn's HDBSCAN (20k rows)`;
    },
  };
}

export function dbscanContest(peer: Peer, shared: Shared): Contest {
  const cols = 5;
  const x = blobs(ROWS, cols, 3);
  const asked = { x: shared.write("blobs", x.data), cols, rows: ROWS, eps: 0.7, minSamples: 10 };
  const p = dbscan.check({ eps: asked.eps, minSamples: asked.minSamples });
  let labels: Int32Array = new Int32Array();
  return {
    name: `DBSCAN 100k × ${cols}`,
    peer: "scikit-learn",
    floor: 2,
    want: 4,
    ours: async () => {
      labels = (await dbscan.fit(design(x), p, context)).labels;
    },
    theirs: () => peer.ask("dbscan", asked),
    quality: async () => {
      const { same } = await peer.ask("same-labels", { labels: writeLabels(shared, "labels", labels) });
      return `${same} of ${ROWS} labels the same`;
    },
  };
}

/** Ward's tree of 20,000 rows beside the two usual ways to it. */
export function wardContests(peer: Peer, shared: Shared): Contest[] {
  const [rows, cols] = [20_000, 12];
  const x = blobs(rows, cols, 5);
  const asked = { x: shared.write("blobs", x.data), cols, rows };
  const p = ward.check({});
  let model: WardModel | undefined;
  const contest = (name: string, task: string, floor: number): Contest => ({
    name: `Ward ${rows / 1000}k × ${cols}`,
    peer: name,
    floor,
    want: task === "fastcluster" ? 2 : floor,
    ours: async () => {
      model = await ward.fit(design(x), p, context);
    },
    theirs: () => peer.ask(task, { ...asked, to: shared.path("heights") }),
    quality: async () => {
      const { heights } = await peer.ask("heights");
      const theirs = heights as number[];
      const own = model!.linkage.distance.toSorted();
      const apart = own.reduce((most, v, i) => Math.max(most, Math.abs(v - theirs[i]!) / theirs[i]!), 0);
      return `heights apart by ${apart.toExponential(1)}`;
    },
  });
  return [contest("fastcluster linkage_vector", "fastcluster", 1.2), contest("scipy", "scipy-ward", 8)];
}
