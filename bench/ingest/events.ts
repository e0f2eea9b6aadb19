import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { systemClock } from "../../src/core/clock.ts";
import { refresh } from "../../src/flows/refresh.ts";
import { addHttpSource } from "../../src/ingest/events/write-keys.ts";
import { startServer } from "../../src/serve/server.ts";
import { Store } from "../../src/store/store.ts";
import { loadShop, makeShop } from "../../test/shop/shop.ts";

/** What the load generator saw. */
interface Load {
  readonly accepted: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly statuses: Readonly<Record<string, number>>;
}

/** One way to send, and what must be reached. */
interface Section {
  readonly name: string;
  readonly perCall: number;
  readonly connections: number;
  readonly floorPerSecond: number;
  readonly ceilingP99: number;
  /** A refresh of a made-up shop runs over and over beside it, in the same process. */
  readonly refreshing?: true;
}

const sections: readonly Section[] = [
  { name: "/v1/batch, 100 a call", perCall: 100, connections: 16, floorPerSecond: 30_000, ceilingP99: 1000 },
  { name: "/v1/track, one a call", perCall: 1, connections: 128, floorPerSecond: 4000, ceilingP99: 150 },
  {
    name: "/v1/track while a refresh runs",
    perCall: 1,
    connections: 32,
    floorPerSecond: 0,
    ceilingP99: 150,
    refreshing: true,
  },
];

/** Events a second, durable, the generator in a process of its own; each line as a row of a table. */
export async function benchEvents(seconds: number): Promise<string[]> {
  const lines: string[] = [];
  for (const section of sections) {
    const folder = mkdtempSync(join(tmpdir(), "kindred-bench-"));
    const store = await Store.open({ workspace: folder });
    const key = await addHttpSource(store, { name: "bench", origins: [] }, new Date());
    const server = await startServer({ store, port: 0, host: "127.0.0.1" });
    const stop = new AbortController();
    const refreshing = section.refreshing ? refreshUntil(store, stop.signal) : Promise.resolve(0);
    try {
      const { perSecond, p50, p99, accepted, statuses } = await load(server.url, key, section, seconds);
      stop.abort();
      const refreshes = await refreshing;
      const { there } = await store.one<{ there: number }>(
        "SELECT (SELECT count(*) FROM event_inbox) + (SELECT count(*) FROM events) AS there",
      );
      if (there !== accepted) throw new Error(`${accepted} events were acknowledged, ${there} are there`);
      const reached = perSecond >= section.floorPerSecond && p99 <= section.ceilingP99;
      lines.push(
        [
          section.name,
          `${Math.round(perSecond)}/s`,
          `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`,
          `≥ ${section.floorPerSecond}/s, p99 ≤ ${section.ceilingP99} ms`,
          reached ? "reached" : "SHORT",
          `${JSON.stringify(statuses)}${section.refreshing ? `, ${refreshes} refreshes` : ""}`,
        ].join(" | "),
      );
    } finally {
      await server.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return lines;
}

/** Refreshes until told to stop; how often it was done. */
async function refreshUntil(store: Store, signal: AbortSignal): Promise<number> {
  await loadShop(store, makeShop({ customers: 3000, days: 800, seed: 7 }));
  let done = 0;
  const options = { threads: 2, seed: 1, clock: systemClock, work: { signal } };
  try {
    for (; !signal.aborted; done++) await refresh(store, options);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return done;
}

function load(url: string, key: string, section: Section, seconds: number): Promise<Load> {
  const script = join(import.meta.dirname, "load.ts");
  const args = [url, key, section.perCall, seconds, section.connections].map(String);
  const child = spawn(process.execPath, [script, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (text) => {
      said += text;
    });
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0
        ? resolve(JSON.parse(said) as Load)
        : reject(new Error(`the load generator ended with ${code}`)),
    );
  });
}
