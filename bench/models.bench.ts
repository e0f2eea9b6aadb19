import { Shared } from "./data.ts";
import { type Contest, measure, type Result } from "./measure.ts";
import { fitContest, treeContests } from "./models/boosting.ts";
import { kMeansContest } from "./models/k-means.ts";
import { logisticContest } from "./models/logistic.ts";
import { Peer } from "./peer.ts";
import type { BenchOptions } from "./run.ts";
import { resultLine, writeTable } from "./table.ts";

type Made = Contest & { close?(): Promise<void> };

/** What to try next where a row is short of what is wanted. */
const notes: readonly string[] = [];

/** Each row's data are made when its turn comes, and forgotten after it. */
const makers: Record<string, (peer: Peer, shared: Shared) => Promise<Made[]> | Made[]> = {
  "boosting 1M": (peer, shared) => [fitContest(1_000_000, 1.4, 2.2, peer, shared)],
  "boosting 100k": (peer, shared) => [fitContest(100_000, 1, 1.5, peer, shared)],
  "scoring, shap": treeContests,
  "k-means": (peer, shared) => [kMeansContest(peer, shared)],
  logistic: (peer, shared) => [logisticContest(peer, shared)],
  matrix: async (peer, shared) => [await (await import("./models/matrix.ts")).matrixContest(peer, shared)],
};

/** `npm run bench -- models`: every model beside its peer. */
export async function bench({ pairs, only, allowBusy, write }: BenchOptions): Promise<void> {
  const results: Result[] = [];
  let versions: Record<string, string> = {};
  for (const [name, make] of Object.entries(makers)) {
    if (only && !name.includes(only)) continue;
    // A peer of its own a row, so that nothing of one row stands in the way of the next.
    const peer = Peer.start("models");
    if (!peer) return;
    const shared = new Shared();
    try {
      const { wall, cpu, ...found } = await peer.ask("versions");
      versions = found as Record<string, string>;
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
