import { readFileSync } from "node:fs";
import { type Matrix, numberColumns } from "../../src/core/matrix.ts";
import { type BoostingModel, boosting } from "../../src/models/boosting/boosting.ts";
import { marginThreads } from "../../src/models/boosting/score.ts";
import { treeShap } from "../../src/models/boosting/shap.ts";
import { auc, rankByScore } from "../../src/validate/ranking.ts";
import { type ReferenceNode, referenceTrees } from "../../test/parity/reference-trees.ts";
import { outcomes, type Shared } from "../data.ts";
import type { Contest } from "../measure.ts";
import type { Peer } from "../peer.ts";

const THREADS = 2;
const COLS = 30;

const named = (x: Matrix) => numberColumns(Array.from({ length: x.cols }, (_, c) => `c${c}`));
const head = ({ cols, data }: Matrix, rows: number): Matrix => ({
  rows,
  cols,
  data: data.subarray(0, rows * cols),
});
const tail = ({ rows, cols, data }: Matrix, from: number): Matrix => ({
  rows: rows - from,
  cols,
  data: data.subarray(from * cols),
});

function put(shared: Shared, name: string, x: Matrix, y: Float64Array) {
  return {
    x: shared.write(`${name}.x`, x.data),
    y: shared.write(`${name}.y`, Float32Array.from(y)),
    cols: x.cols,
  };
}

/** Fitting `rows` × 30: 100 rounds, 31 leaves, 255 bins, learning rate .1; the AUC is on a fifth as many new rows. */
export function fitContest(rows: number, floor: number, want: number, peer: Peer, shared: Shared): Contest {
  const { x, y } = outcomes(rows * 1.2, rows);
  const files = { ...put(shared, `fit${rows}`, x, y), rows, rounds: 100 };
  const data = { x: head(x, rows), y: y.subarray(0, rows), columns: named(x) };
  const later = tail(x, rows);
  let model: BoostingModel | undefined;
  return {
    name: `boosting ${rows / 1000}k × ${COLS}, 100 rounds, 31 leaves, 255 bins`,
    peer: "LightGBM",
    floor,
    want,
    ours: async () => {
      model = await boosting.fit(data, boosting.check({}), { seed: 1, threads: THREADS });
    },
    theirs: () => peer.ask("boosting-fit", files),
    quality: async () => {
      const own = auc(rankByScore(model!.margin({ x: later, columns: data.columns })), y.subarray(rows));
      const { auc: other } = await peer.ask("boosting-auc", files);
      return `AUC ${own.toFixed(4)}, LightGBM ${Number(other).toFixed(4)}`;
    },
  };
}

/** LightGBM's own trees, taken over by us: scored, and explained. */
export async function treeContests(peer: Peer, shared: Shared): Promise<Contest[]> {
  const [scored, explained] = [1_000_000, 20_000];
  const { x, y } = outcomes(scored, 7, 33);
  const files = { ...put(shared, "trees", x, y), to: shared.path("answer") };
  await peer.ask("boosting-fit", { ...files, rows: 200_000, rounds: 100 });
  await peer.ask("boosting-nodes", { to: shared.path("nodes.json") });
  const trees = referenceTrees(
    JSON.parse(readFileSync(shared.path("nodes.json"), "utf8")) as ReferenceNode[][],
  );
  let margins: Float64Array = new Float64Array();
  let effects: Float64Array = new Float64Array();
  const few = head(x, explained);
  return [
    {
      name: "scoring 1M × 33, LightGBM's 100 trees",
      peer: "LightGBM",
      floor: 5,
      want: 8,
      ours: async () => {
        margins = await marginThreads(trees, 0, x, THREADS);
      },
      theirs: () => peer.ask("boosting-score", { ...files, rows: scored }),
      quality: async () => `largest difference ${largest(margins, readDoubles(files.to)).toExponential(1)}`,
    },
    {
      name: `TreeSHAP of ${explained / 1000}k rows, LightGBM's 100 trees of 31 leaves, 33 features`,
      peer: "LightGBM pred_contrib",
      floor: 3,
      want: 10,
      ours: async () => {
        effects = (await treeShap(trees, 0, few, { threads: THREADS })).effects;
      },
      theirs: () => peer.ask("boosting-shap", { ...files, rows: explained }),
      quality: async () => {
        // Theirs has the base value as one more column.
        const theirs = readDoubles(files.to).filter((_, i) => i % (x.cols + 1) !== x.cols);
        return `largest difference ${largest(effects, theirs).toExponential(1)}`;
      },
    },
  ];
}

function readDoubles(file: string): Float64Array {
  const bytes = readFileSync(file);
  return new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);
}

function largest(a: Float64Array, b: Float64Array): number {
  if (a.length !== b.length) throw new Error(`${a.length} values beside ${b.length}`);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}
