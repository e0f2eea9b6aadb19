import { type Group, runGroups } from "./contests.ts";
import { alsContest } from "./family/als.ts";
import { dbscanContest, hdbscanContest, wardContests } from "./family/clustering.ts";
import { forestContest } from "./family/forest.ts";
import { neuralNetContest } from "./family/neural-net.ts";
import { reviewsContest } from "./family/reviews.ts";
import type { BenchOptions } from "./run.ts";

const script = "family";
const groups: readonly Group[] = [
  { name: "hdbscan 5", script, make: (peer, shared) => [hdbscanContest(5, 2, 4, peer, shared)] },
  { name: "hdbscan 12", script, make: (peer, shared) => [hdbscanContest(12, 1, 2, peer, shared)] },
  { name: "dbscan", script, make: (peer, shared) => [dbscanContest(peer, shared)] },
  { name: "ward", script, make: wardContests },
  { name: "forest", script, make: (peer, shared) => [forestContest(peer, shared)] },
  { name: "neural-net", script, make: (peer, shared) => [neuralNetContest(peer, shared)] },
  { name: "als", script, make: (peer, shared) => [alsContest(peer, shared)] },
  { name: "reviews", script, make: (peer, shared) => reviewsContest(peer, shared) },
];

/** What to try next where a row is short of what is wanted. */
const notes: readonly string[] = [
  "hdbscan, if short: a tree sorted by component for the last rounds between far clouds.",
  "ward, if short: distances of four candidates at once in the chain's scan, and bounds by the norms of the centres.",
  "als, if short: sorting the entries runs on one thread; items in order of popularity would keep more of their factors in the cache.",
  "reviews, if short: the splitting into words, which runs on one thread.",
];

/** `npm run bench -- family`: the rest of the models beside their peers. */
export function bench(options: BenchOptions): Promise<void> {
  return runGroups("family", groups, notes, options);
}
