import { Shared } from "./data.ts";
import { type Contest, measure, type Result } from "./measure.ts";
import { Peer } from "./peer.ts";
import type { BenchOptions } from "./run.ts";
import { resultLine, writeTable } from "./table.ts";

type Made = Contest & { close?(): Promise<void> };

/** A group of rows: the peer's script (bench/peers), and how their data are made. */
export interface Group {
  readonly name: string;
  readonly script: string;
  make(peer: Peer, shared: Shared): Promise<readonly Made[]> | readonly Made[];
}

/** Runs the groups one after the other, prints each row, and writes bench/results/<subject>.md when asked. */
export async function runGroups(
  subject: string,
  groups: readonly Group[],
  notes: readonly string[],
  { pairs, only, allowBusy, write }: BenchOptions,
): Promise<void> {
  const results: Result[] = [];
  const versions: Record<string, string> = {};
  for (const { name, script, make } of groups) {
    if (only && !name.startsWith(only)) continue;
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
  if (write) writeTable(subject, results, pairs, versions, notes);
}
