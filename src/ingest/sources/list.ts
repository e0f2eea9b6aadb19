import type { ErrorCode, ErrorData } from "../../core/errors.ts";
import type { Store } from "../../store/store.ts";

/** What a run, a day or all runs of a source did, in its rows: received = stored + duplicates + rejected. */
interface Account {
  readonly received: number;
  readonly stored: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** Orders or rows that are gone there, and so here. */
  readonly removed: number;
}

/** A source and how it is doing. */
export interface SourceState extends Account {
  readonly name: string;
  readonly kind: string;
  /** The table it fills; null for a source of events. */
  readonly table: string | null;
  readonly everySeconds: number | null;
  readonly lastRunAt: Date | null;
  readonly lastStatus: string | null;
  readonly lastError: { readonly code: ErrorCode; readonly data: ErrorData } | null;
  /** When the data here were last as there, or the last event came; null before. */
  readonly asOf: Date | null;
  readonly runs: number;
}

const sums = ["received", "stored", "duplicates", "rejected", "removed"]
  .map((name) => `coalesce(sum(${name}), 0)::BIGINT AS ${name}`)
  .join(", ");

/** Runs of sources that are pulled, and receipts of events that were sent. */
const runs = `(SELECT source, started_at, status, received, stored, duplicates, rejected, removed FROM source_runs
  UNION ALL SELECT source, make_timestamp(received_ms * 1000), 'done', received, stored, duplicates, rejected, 0 FROM event_receipts)`;

/** Every source, by name. */
export async function listSources(store: Store): Promise<SourceState[]> {
  const rows = await store.rows<
    Account & {
      name: string;
      kind: string;
      config: string | null;
      last_run_at: Date | null;
      last_status: string | null;
      last_error: string | null;
      as_of: Date | null;
      runs: number;
    }
  >(
    `SELECT s.name, s.kind, s.config, s.last_run_at, s.last_status, s.last_error,
       r.as_of, coalesce(r.runs, 0) AS runs, coalesce(r.received, 0) AS received, coalesce(r.stored, 0) AS stored,
       coalesce(r.duplicates, 0) AS duplicates, coalesce(r.rejected, 0) AS rejected, coalesce(r.removed, 0) AS removed
     FROM sources s LEFT JOIN (
       SELECT source, count(*) AS runs, max(started_at) FILTER (status = 'done') AS as_of, ${sums} FROM ${runs} GROUP BY source) r
       ON r.source = s.name
     ORDER BY s.name`,
  );
  return rows.map(({ config, last_run_at, last_status, last_error, as_of, ...row }) => {
    const told = JSON.parse(config ?? "{}") as { as?: string; everySeconds?: number };
    return {
      ...row,
      table: told.as ?? null,
      everySeconds: told.everySeconds ?? null,
      lastRunAt: last_run_at,
      lastStatus: last_status,
      lastError: last_error === null ? null : (JSON.parse(last_error) as SourceState["lastError"]),
      asOf: as_of,
    };
  });
}

/** One run of a source, the newest first. */
export interface SourceBatch extends Account {
  readonly importId: number | null;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly status: string;
}

export interface SourceDay extends Account {
  /** Midnight UTC. */
  readonly day: Date;
  readonly runs: number;
}

/** The account of a source: its last runs, and day by day. */
export async function sourceAccount(
  store: Store,
  name: string,
  most: number,
): Promise<{ batches: SourceBatch[]; days: SourceDay[] }> {
  const batches = await store.rows<SourceBatch>(
    `SELECT import_id AS "importId", started_at AS "startedAt", finished_at AS "finishedAt", status, received, stored, duplicates,
       rejected, removed FROM source_runs WHERE source = $1 ORDER BY started_at DESC LIMIT $2`,
    [name, most],
  );
  const days = await store.rows<SourceDay>(
    `SELECT date_trunc('day', started_at)::TIMESTAMP AS day, count(*) AS runs, ${sums} FROM ${runs}
     WHERE source = $1 GROUP BY 1 ORDER BY 1 DESC LIMIT $2`,
    [name, most],
  );
  return { batches, days };
}
