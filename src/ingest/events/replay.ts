import type { Clock } from "../../core/clock.ts";
import type { Store } from "../../store/store.ts";
import { checkEvent } from "./check-event.ts";
import type { EventInbox } from "./inbox.ts";
import type { TrackedEvent } from "./tracked-event.ts";
import type { Withdrawn } from "./withdrawn.ts";

export interface ReplayOptions {
  readonly source: string;
  /** Take them as history: of any age, known when they happened. */
  readonly historical: boolean;
}

/** What became of refused events that were tried again. */
export interface Replayed {
  readonly tried: number;
  readonly stored: number;
  readonly duplicates: number;
  readonly stillRefused: number;
}

interface Refused {
  readonly received_ms: number;
  readonly raw: string;
  /** MD5 of the two: the row has no other name. */
  readonly id: string;
}

const rowId = "md5(received_ms || ' ' || raw)";

/** Events tried in one commit. */
const AT_ONCE = 5000;

/**
 * Tries the refused events of a source again, as they came: those that pass now leave the refused ones and are known from
 * now on. Whose consent is withdrawn stays refused. None is stored twice, however often it is tried.
 */
export async function replayRefused(
  store: Store,
  inbox: EventInbox,
  withdrawn: Withdrawn,
  clock: Clock,
  { source, historical }: ReplayOptions,
): Promise<Replayed> {
  const total = { tried: 0, stored: 0, duplicates: 0, stillRefused: 0 };
  for (let after = { ms: -1, id: "" }; ; ) {
    const rows = await store.rows<Refused>(
      `SELECT received_ms, raw, ${rowId} AS id FROM event_rejects
       WHERE source = $1 AND rule <> 'consent-withdrawn'
         AND (received_ms > $2 OR (received_ms = $2 AND ${rowId} > $3)) ORDER BY received_ms, id LIMIT ${AT_ONCE}`,
      [source, after.ms, after.id],
    );
    const last = rows.at(-1);
    if (!last) return total;
    after = { ms: last.received_ms, id: last.id };
    const now = clock.now().getTime();
    const passed = rows.flatMap((refused) => {
      const event = again(refused, now, historical);
      return event && !withdrawn.covers(event) ? [{ refused, event }] : [];
    });
    const results = await inbox.receive(
      source,
      passed.map(({ event }) => ({ event })),
      now,
    );
    await forget(
      store,
      source,
      passed.map(({ refused }) => refused.id),
    );
    total.tried += rows.length;
    total.stored += results.filter((r) => r.status === "stored").length;
    total.duplicates += results.filter((r) => r.status === "duplicate").length;
    total.stillRefused += rows.length - passed.length;
  }
}

/** The event of a refused row, if it passes now. */
function again(
  { raw, received_ms, id }: Refused,
  now: number,
  historical: boolean,
): TrackedEvent | undefined {
  let item: unknown;
  try {
    item = JSON.parse(raw);
  } catch {
    // Only its beginning was kept.
    return undefined;
  }
  const checked = checkEvent(item, { receivedMs: received_ms, historical, newId: () => `replay-${id}` });
  if (!("event" in checked)) return undefined;
  return historical ? checked.event : { ...checked.event, knownMs: now };
}

/** Takes what passed out of the refused ones, and out of their account: it is in that of today now. */
async function forget(store: Store, source: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const these = `source = $1 AND ${rowId} IN (SELECT unnest(string_split($2, ',')))`;
  const params = [source, ids.join(",")];
  await store.write(async (w) => {
    await w.run(
      `INSERT INTO event_receipts SELECT source, received_ms, -count(*), 0, 0, -count(*) FROM event_rejects
       WHERE ${these} GROUP BY source, received_ms`,
      params,
    );
    await w.run(`DELETE FROM event_rejects WHERE ${these}`, params);
  });
}
