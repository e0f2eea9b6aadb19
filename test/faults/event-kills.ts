import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { Random } from "../../src/core/random.ts";
import { addHttpSource } from "../../src/ingest/events/write-keys.ts";
import { Store } from "../../src/store/store.ts";
import { clock } from "./facts.ts";
import type { KillReport } from "./kills.ts";

const victim = join(import.meta.dirname, "event-victim.ts");
/** So long a server lives after its first answer. */
const LIFE_MS = 700;
const CLIENTS = 4;
const PER_CALL = 25;

/** What the clients know: calls without an answer are sent again to the next server, with the same ids. */
interface Clients {
  readonly acknowledged: Set<string>;
  readonly open: object[][];
  made: number;
}

/**
 * Kills the server of a workspace `times` times while clients send it events and it makes orders of them, and after each
 * kill compares what is on disk with what the clients were told.
 */
export async function killServers(times: number, seed: number, folder: string): Promise<KillReport> {
  const random = new Random(seed);
  const workspace = join(folder, "workspace");
  const store = await Store.open({ workspace, minFreeDiskMb: 0 });
  const key = await addHttpSource(store, { name: "shop", origins: [] }, clock.now());
  await store.close();
  const clients: Clients = { acknowledged: new Set(), open: [], made: 0 };
  const told = { events: 0, imports: 0, refreshed: 0 };
  const report: KillReport = { kind: "events", kills: 0, untold: 0, told, lost: [], half: [], unopened: [] };
  for (let i = 0; i < times; i++) {
    await live(workspace, key, random.next() * LIFE_MS, clients);
    report.kills++;
    told.events = clients.acknowledged.size;
    try {
      await look(workspace, clients, report);
    } catch (error) {
      report.unopened.push(String(error));
    }
  }
  return report;
}

/** A server's life: from its start to its kill, so long after its first answer. */
async function live(workspace: string, key: string, lifeMs: number, clients: Clients): Promise<void> {
  const child = spawn(process.execPath, [victim, workspace]);
  let trouble = "";
  child.stderr.on("data", (text) => {
    trouble += text;
  });
  const ended = once(child, "close") as Promise<[number | null, NodeJS.Signals | null]>;
  const url = await Promise.race([firstLine(child), ended.then(() => "")]);
  if (url === "") throw new Error(`the server ended by itself: ${trouble}`);
  const answered = Promise.withResolvers<void>();
  const sending = Promise.all(
    Array.from({ length: CLIENTS }, () => client(url, key, clients, answered.resolve)),
  );
  await Promise.race([answered.promise, ended]);
  await Promise.race([sleep(lifeMs), ended]);
  child.kill("SIGKILL");
  const [, signal] = await ended;
  await sending;
  if (signal !== "SIGKILL") throw new Error(`the server ended by itself: ${trouble}`);
}

function firstLine(child: ChildProcess): Promise<string> {
  const lines = createInterface({ input: child.stdout! });
  return new Promise((resolve) => lines.once("line", resolve));
}

/** Sends calls until nobody answers any more. */
async function client(url: string, key: string, clients: Clients, onAnswer: () => void): Promise<void> {
  const authorization = `Basic ${Buffer.from(`${key}:`).toString("base64")}`;
  for (;;) {
    const batch = clients.open.shift() ?? Array.from({ length: PER_CALL }, () => event(clients.made++));
    try {
      const answer = await fetch(`${url}/v1/batch`, {
        method: "POST",
        headers: { authorization, "content-type": "application/json" },
        body: JSON.stringify({ batch }),
      });
      const { results } = (await answer.json()) as { results: { messageId: string; status: string }[] };
      for (const { messageId, status } of results)
        if (status === "stored" || status === "duplicate") clients.acknowledged.add(messageId);
      onAnswer();
    } catch {
      clients.open.push(batch);
      return;
    }
  }
}

/** Every third event is an order, of two lines. */
function event(n: number): object {
  const base = { type: "track", messageId: `e${n}`, userId: `u${n % 50}` };
  if (n % 3 > 0) return { ...base, event: "Product Viewed", properties: { product_id: `P${n % 20}` } };
  const products = [1, 2].map((i) => ({ product_id: `P${(n + i) % 20}`, price: i + 0.5, quantity: i }));
  return { ...base, event: "Order Completed", properties: { order_id: `o${n}`, currency: "EUR", products } };
}

const everywhere = "(SELECT message_id FROM event_inbox UNION ALL SELECT message_id FROM events)";

async function look(workspace: string, clients: Clients, report: KillReport): Promise<void> {
  const store = await Store.open({ workspace, minFreeDiskMb: 0 });
  try {
    const { lost, half } = report;
    const there = new Set(
      (await store.columns(`SELECT DISTINCT message_id FROM ${everywhere}`)).message_id as string[],
    );
    for (const id of clients.acknowledged) if (!there.has(id)) lost.push(`event ${id} was acknowledged`);
    if (there.size > clients.acknowledged.size) report.untold++;
    const counts = await store.one<Record<string, number>>(
      `SELECT (SELECT count(*) FROM ${everywhere}) AS events,
         (SELECT coalesce(sum(stored), 0)::BIGINT FROM event_receipts) AS receipts,
         (SELECT count(*) FROM events WHERE name = 'Order Completed') AS told, (SELECT count(*) FROM orders) AS orders,
         (SELECT count(DISTINCT order_id) FROM orders) AS different, (SELECT count(*) FROM order_lines) AS lines`,
    );
    const { events, receipts, told, orders, different, lines } = counts;
    if (events !== there.size) half.push(`${events} events of ${there.size} ids`);
    if (events !== receipts) half.push(`${events} events, ${receipts} in the receipts`);
    if (told !== orders || orders !== different || lines !== 2 * orders!)
      half.push(`${told} orders told, ${orders} orders, ${different} different ones, ${lines} lines`);
  } finally {
    await store.close();
  }
}
