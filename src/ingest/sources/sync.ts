import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { environment } from "../../config.ts";
import type { Clock } from "../../core/clock.ts";
import { KindredError } from "../../core/errors.ts";
import type { Work } from "../../core/progress.ts";
import type { Sentence } from "../../core/sentence.ts";
import type { Store } from "../../store/store.ts";
import type { ImportReport } from "../report.ts";
import { groupOf, openSource, outerColumns } from "./open.ts";
import { pulledParquet } from "./pulled-parquet.ts";
import { PulledRows } from "./pulled-rows.ts";
import { removeGone } from "./removals.ts";
import { storePulled } from "./store-pulled.ts";
import { moveCursor, type PulledConfig, readSource, recordRun, type StoredSource } from "./stored.ts";

export interface SyncOptions {
  readonly clock: Clock;
  readonly work?: Work;
  /** Words the hints in the file of rejected rows; without it their codes stand there. */
  readonly tell?: (sentence: Sentence) => string;
  /** Go on although more than half of the rows are gone. */
  readonly acceptRemovals?: boolean;
  /** Where passwords are looked up; the process's environment where not told. */
  readonly variable?: (name: string) => string | undefined;
  /** Pauses before tries that follow a failure, in milliseconds; each kind of source has its own. */
  readonly pauses?: readonly number[];
}

/** What a sync did; in rows of the source: received = stored + duplicates + rejected. */
export interface SyncReport {
  readonly source: string;
  readonly received: number;
  readonly stored: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** Orders or rows that are gone there, and so here from now on. */
  readonly removed: number;
  /** null where no row came. */
  readonly import: ImportReport | null;
  readonly seconds: number;
}

/**
 * Pulls what is new in a source and stores it; rows, deletions and the place to go on from are committed together, so
 * that a sync that is killed at any moment leaves nothing out and nothing twice.
 * @throws source-…, and what `importFile` throws for what the rows hold
 */
export async function syncSource(store: Store, name: string, options: SyncOptions): Promise<SyncReport> {
  const { clock, work = {} } = options;
  const from = performance.now();
  const startedAt = clock.now();
  const source = await readSource(store, name);
  const folder = join(store.workspace, "stage", randomUUID());
  const into = new PulledRows(join(folder, "tmp"));
  try {
    return await pullAndStore(store, source, into, folder, { ...options, work, startedAt, from });
  } catch (error) {
    const stopped = work.signal?.aborted === true;
    await noteFailure(store, name, error, stopped, startedAt, clock.now()).catch(() => {});
    throw error;
  } finally {
    into.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Started extends SyncOptions {
  readonly work: Work;
  readonly startedAt: Date;
  readonly from: number;
}

async function pullAndStore(
  store: Store,
  source: StoredSource,
  into: PulledRows,
  folder: string,
  options: Started,
): Promise<SyncReport> {
  const { clock, work, startedAt, from, pauses } = options;
  const { name, config } = source;
  const puller = openSource(name, config, options.variable ?? environment, folder);
  const { cursor, complete } = await puller.pull({
    cursor: source.cursor,
    into,
    now: startedAt,
    work,
    ...(pauses ? { pauses } : {}),
  });
  work.signal?.throwIfAborted();
  const pulled = await pulledParquet(store, into.close());
  const group = groupOf(config);
  let removed = 0;
  const report = await storePulled(
    {
      store,
      source: name,
      config,
      group,
      outer: outerColumns(config, into.columns),
      everything: config.kind === "postgres" && config.cursor === undefined,
      folder,
      startedAt,
      from,
      clock,
      tell: options.tell ?? ((s) => s.code),
      work,
    },
    pulled,
    async (w, importId, { received, stored, duplicates, rejected, mapping, notes }) => {
      removed = await removeGone(w, pulled, complete, {
        source: name,
        table: config.as,
        importId,
        now: startedAt,
        accept: options.acceptRemovals === true,
      });
      const changed = received > 0 || removed > 0;
      const understood = Object.fromEntries(mapping.map((m) => [m.field, m.column]));
      const total = notes.find((n) => n.code === "ingest.notes.amountIsTotal")?.data.column;
      const next: PulledConfig = {
        ...config,
        map: { ...config.map, ...understood },
        ...(typeof total === "string" ? { repeated: [total] } : {}),
      };
      await moveCursor(w, source, next, cursor, clock.now());
      const run = { startedAt, status: "done" as const, received, stored, duplicates, rejected, removed };
      await recordRun(w, name, { ...run, importId: changed ? importId : null, error: null }, clock.now());
      return changed;
    },
  );
  const { received, stored, duplicates, rejected } = report;
  return {
    source: name,
    received,
    stored,
    duplicates,
    rejected,
    removed,
    import: received > 0 ? report : null,
    seconds: Math.round(performance.now() - from) / 1000,
  };
}

async function noteFailure(
  store: Store,
  name: string,
  error: unknown,
  stopped: boolean,
  startedAt: Date,
  now: Date,
): Promise<void> {
  if (error instanceof KindredError && error.code === "source-busy") return;
  const told =
    error instanceof KindredError
      ? { code: error.code, data: error.data }
      : { code: "internal", data: { detail: error instanceof Error ? error.name : "" } };
  const nothing = { received: 0, stored: 0, duplicates: 0, rejected: 0, removed: 0 };
  const status = stopped ? "stopped" : "failed";
  await store.write((w) =>
    recordRun(
      w,
      name,
      { ...nothing, importId: null, startedAt, status, error: stopped ? null : JSON.stringify(told) },
      now,
    ),
  );
}
