import { Shared } from "./data.ts";
import { type Contest, measure, type Result } from "./measure.ts";
import { fitContest, treeContests } from "./models/boosting.ts";
import { buyingContests } from "./models/buying.ts";
import { kMeansContest } from "./models/k-means.ts";
import { logisticContest } from "./models/logistic.ts";
import { matrixContest } from "./models/matrix.ts";
import { Peer } from "./peer.ts";
import type { BenchOptions } from "./run.ts";
import { resultLine, writeTable } from "./table.ts";

type Made = Contest & { close?(): Promise<void> };

/** A group of rows: the peer's script (bench/peers), and how their data are made. */
interface Group {
  readonly name: string;
  readonly script: string;
  make(peer: Peer, shared: Shared): Promise<readonly Made[]> | readonly Made[];
}

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
  "matrix, if short: a call of the driver a chunk instead of one a column; the page faults of 48 MB are a fifth of it.",
];

/** `npm run bench -- models`: every model beside its peer. */
export async function bench({ pairs, only, allowBusy, write }: BenchOptions): Promise<void> {
  const results: Result[] = [];
  const versions: Record<string, string> = {};
  for (const { name, script, make } of groups) {
    if (only && !name.includes(only)) continue;
    // A peer of its own a group, and data forgotten after it, so that nothing of one stands in the way of the next.
    const peer = Peer.start(script);
    if (!peer) return;
    const shared = new Shared();
    try {
      const { wall, cpu, ...found } = await peer.ask("versions");
      Object.assign(versions, found);
      for (const contest of await make(peer, shared)) {
        const result = await measure(contest, pairs);
        process.stdout.write(`${resultLine(result, allowBusy)}\n`);
        results.push(result);
        await contest.close?.();
      }
    } finally {
      peer.close();
      shared.remove();
    }
  }
  if (write) writeTable("models", results, pairs, versions, notes);
}
