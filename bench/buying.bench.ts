import { Shared } from "./data.ts";
import { measure, type Result } from "./measure.ts";
import { buyingContests } from "./models/buying.ts";
import { Peer } from "./peer.ts";
import type { BenchOptions } from "./run.ts";
import { resultLine, writeTable } from "./table.ts";

/** `npm run bench -- buying`: BG/NBD beside lifetimes. */
export async function bench({ pairs, only, allowBusy, write }: BenchOptions): Promise<void> {
  const peer = Peer.start("buying");
  if (!peer) return;
  const shared = new Shared();
  const results: Result[] = [];
  try {
    const { wall, cpu, ...versions } = await peer.ask("versions");
    for (const contest of buyingContests(peer, shared)) {
      if (only && !contest.name.includes(only)) continue;
      const result = await measure(contest, pairs);
      process.stdout.write(`${resultLine(result, allowBusy)}\n`);
      results.push(result);
    }
    if (write) writeTable("buying", results, pairs, versions as Record<string, string>, []);
  } finally {
    peer.close();
    shared.remove();
  }
}
