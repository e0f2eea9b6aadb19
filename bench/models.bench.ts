import { type Group, runGroups } from "./contests.ts";
import { fitContest, treeContests } from "./models/boosting.ts";
import { buyingContests } from "./models/buying.ts";
import { kMeansContest } from "./models/k-means.ts";
import { logisticContest } from "./models/logistic.ts";
import { matrixContest } from "./models/matrix.ts";
import type { BenchOptions } from "./run.ts";

const groups: readonly Group[] = [
  {
    name: "boosting 1M",
    script: "models",
    make: (peer, shared) => [fitContest(1_000_000, 1.4, 2.2, peer, shared)],
  },
  {
    name: "boosting 100k",
    script: "models",
    make: (peer, shared) => [fitContest(100_000, 1, 1.5, peer, shared)],
  },
  { name: "scoring, shap", script: "models", make: treeContests },
  { name: "k-means", script: "models", make: (peer, shared) => [kMeansContest(peer, shared)] },
  { name: "logistic", script: "models", make: (peer, shared) => [logisticContest(peer, shared)] },
  { name: "bg-nbd", script: "buying", make: buyingContests },
  { name: "matrix", script: "models", make: async (peer, shared) => [await matrixContest(peer, shared)] },
];

/** What to try next where a row is short of what is wanted. */
const notes: readonly string[] = [
  "boosting, if short: joint histograms of columns with few bins (fewer additions a row), 16-bit sums in small leaves.",
  "k-means, if short: bounds on distances (Hamerly 2010) that spare whole blocks; the loop itself is at the limit of 128-bit vectors.",
  "logistic, if short: margins in float32 for the first steps; fewer passes by a warmer start.",
  "matrix, if short: fewer calls of the driver for each 2,048 rows (it copies a chunk a call, on a thread of its own); rows laid in WebAssembly.",
];

/** `npm run bench -- models`: every model beside its peer. */
export function bench(options: BenchOptions): Promise<void> {
  return runGroups("models", groups, notes, options);
}
