import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Clock, DAY_MS } from "../../../core/clock.ts";
import { KindredError } from "../../../core/errors.ts";
import type { Store } from "../../../store/store.ts";
import type { Writer } from "../../../store/writer.ts";
import { inTurn } from "../../load/turn.ts";
import { BATCH_EVENTS, takeBatch } from "./batch.ts";
import { storeCatalogue } from "./catalogue-events.ts";
import { storeMerges } from "./merge-events.ts";
import { storeOrders } from "./order-events.ts";
import { storeEvents, storeProfiles } from "./profiles.ts";
import { storeSingleFacts } from "./single-facts.ts";
import { storeTraits } from "./traits.ts";

/** What became of events that have left the inbox, in rows. */
export interface Projected {
  readonly events: number;
  readonly orderLines: number;
  readonly takenBack: number;
  readonly merged: number;
  readonly mergesRefused: number;
  /** Rows by table: products, customers, messages, reviews, payments, loyalty. */
  readonly facts: Readonly<Record<string, number>>;
}

const NOTHING: Projected = { events: 0, orderLines: 0, takenBack: 0, merged: 0, mergesRefused: 0, facts: {} };

/** Refused events are kept for this long. */
const REFUSED_DAYS = 90;
/** Runs that are remembered. */
const RUNS = 1000;

/**
 * Makes facts of all events in the inbox: customers, orders, lines, products, reversals, reviews, messages, payments,
 * loyalty points, merges, by the loaders that files are stored by. Some thousand events at a time, in one transaction
 * that also takes them out of the inbox: each exactly once, whatever happens in between. `goOn` is asked before each.
 */
export async function projectEvents(
  store: Store,
  clock: Clock,
  goOn: () => boolean = () => true,
): Promise<Projected> {
  let total = NOTHING;
  let most = BATCH_EVENTS;
  for (;;) {
    if (!goOn()) return total;
    const { waiting } = await store.one<{ waiting: boolean }>(
      "SELECT count(*) > 0 AS waiting FROM (FROM event_inbox LIMIT 1)",
    );
    if (!waiting) return total;
    try {
      const done = await inTurn(store.workspace, () => projectSome(store, clock, most));
      total = sum(total, done);
      most = Math.min(BATCH_EVENTS, 2 * most);
    } catch (error) {
      // Events that together need more memory than there is may fit one part at a time.
      const large = error instanceof KindredError && error.code === "memory-exceeded";
      if (!large || most === 1) throw error;
      most = Math.ceil(most / 10);
    }
  }
}

async function projectSome(store: Store, clock: Clock, most: number): Promise<Projected> {
  const folder = join(store.workspace, "stage", randomUUID());
  mkdirSync(folder, { recursive: true });
  try {
    return await store.draft((draft) => draft.tx((w) => projectBatch(w, folder, clock.now(), most)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function projectBatch(w: Writer, folder: string, now: Date, most: number): Promise<Projected> {
  const batch = await takeBatch(w, folder, now, most);
  if (!batch) return NOTHING;
  await storeProfiles(batch);
  await storeEvents(batch);
  const orders = await storeOrders(batch);
  const products = await storeCatalogue(batch);
  const customers = await storeTraits(batch);
  const singles = await storeSingleFacts(batch);
  const merges = await storeMerges(batch);
  for (const table of ["arrived", "previous"]) await w.run(`DROP TABLE ${table}`);
  const done: Projected = {
    events: batch.events,
    orderLines: orders.told,
    takenBack: orders.undone,
    merged: merges.merged,
    mergesRefused: merges.refused,
    facts: { products, customers, ...singles },
  };
  await w.run("DELETE FROM event_inbox WHERE event_id <= $1", [batch.lastEvent]);
  await w.run("INSERT INTO projections VALUES ($1, $2, $3, $4, $5)", [
    -batch.importId,
    now,
    batch.firstEvent,
    batch.lastEvent,
    JSON.stringify(done),
  ]);
  await w.run("DELETE FROM projections WHERE projection_id <= $1", [-batch.importId - RUNS]);
  await sumReceipts(w);
  await w.run("DELETE FROM event_rejects WHERE received_ms < $1", [now.getTime() - REFUSED_DAYS * DAY_MS]);
  return done;
}

/** One receipt a source and day instead of one a commit. */
async function sumReceipts(w: Writer): Promise<void> {
  await w.run(`CREATE OR REPLACE TEMP TABLE day_receipts AS
    SELECT source, received_ms - received_ms % ${DAY_MS} AS received_ms, sum(received)::BIGINT AS received, sum(stored)::BIGINT AS stored,
      sum(duplicates)::BIGINT AS duplicates, sum(rejected)::BIGINT AS rejected FROM event_receipts GROUP BY ALL`);
  await w.run("DELETE FROM event_receipts");
  await w.run("INSERT INTO event_receipts SELECT * FROM day_receipts ORDER BY received_ms, source");
  await w.run("DROP TABLE day_receipts");
}

function sum(a: Projected, b: Projected): Projected {
  const facts: Record<string, number> = { ...a.facts };
  for (const [table, rows] of Object.entries(b.facts)) facts[table] = (facts[table] ?? 0) + rows;
  return {
    events: a.events + b.events,
    orderLines: a.orderLines + b.orderLines,
    takenBack: a.takenBack + b.takenBack,
    merged: a.merged + b.merged,
    mergesRefused: a.mergesRefused + b.mergesRefused,
    facts,
  };
}
