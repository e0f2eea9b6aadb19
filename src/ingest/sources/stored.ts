import { KindredError } from "../../core/errors.ts";
import type { Store } from "../../store/store.ts";
import type { Writer } from "../../store/writer.ts";
import type { HttpPullConfig } from "./http-pull/config.ts";
import type { PostgresConfig } from "./postgres/config.ts";
import type { Json } from "./source.ts";

export type PulledConfig = PostgresConfig | HttpPullConfig;

/** The kinds of sources that are pulled as tables; sources of events come through `src/ingest/events`. */
export const pulledKinds: readonly string[] = ["postgres", "http-pull"] satisfies PulledConfig["kind"][];

/** A source as the store has it. */
export interface StoredSource {
  readonly name: string;
  readonly config: PulledConfig;
  readonly cursor: Json;
}

/** @throws source-unknown, source-not-pulled (its data come by themselves) */
export async function readSource(store: Store, name: string): Promise<StoredSource> {
  const [row] = await store.rows<{ kind: string; config: string; cursor: string | null }>(
    "SELECT kind, config, cursor FROM sources WHERE name = $1",
    [name],
  );
  if (!row) throw await unknownSource(store, name);
  if (!pulledKinds.includes(row.kind))
    throw new KindredError("source-not-pulled", { source: name, kind: row.kind });
  return {
    name,
    config: JSON.parse(row.config) as PulledConfig,
    cursor: row.cursor === null ? null : (JSON.parse(row.cursor) as Json),
  };
}

/** The error that there is no such source, with those there are. */
export async function unknownSource(store: Store, name: string): Promise<KindredError> {
  const all = await store.rows<{ name: string }>("SELECT name FROM sources ORDER BY name");
  return new KindredError("source-unknown", {
    source: name,
    sources: all.map((s) => s.name).join(", ") || "–",
  });
}

/** Stores where the next sync goes on, unless another sync has done so meanwhile. @throws source-busy */
export async function moveCursor(
  w: Writer,
  source: StoredSource,
  config: PulledConfig,
  cursor: Json,
  now: Date,
): Promise<void> {
  const moved = await w.run(
    `UPDATE sources SET cursor = $3, config = $4, updated_at = $5
     WHERE name = $1 AND cursor IS NOT DISTINCT FROM $2`,
    [
      source.name,
      source.cursor === null ? null : JSON.stringify(source.cursor),
      cursor === null ? null : JSON.stringify(cursor),
      JSON.stringify(config),
      now,
    ],
  );
  if (moved === 0) throw new KindredError("source-busy", { source: source.name });
}

/** One run of a source, for its account. */
export interface SourceRun {
  readonly importId: number | null;
  readonly startedAt: Date;
  readonly status: "done" | "failed" | "stopped";
  readonly received: number;
  readonly stored: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly removed: number;
  /** JSON: code and data. */
  readonly error: string | null;
}

export async function recordRun(w: Writer, source: string, run: SourceRun, finishedAt: Date): Promise<void> {
  await w.run("INSERT INTO source_runs VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)", [
    source,
    run.importId,
    run.startedAt,
    finishedAt,
    run.status,
    run.received,
    run.stored,
    run.duplicates,
    run.rejected,
    run.removed,
    run.error,
  ]);
  await w.run("UPDATE sources SET last_run_at = $2, last_status = $3, last_error = $4 WHERE name = $1", [
    source,
    run.startedAt,
    run.status,
    run.error,
  ]);
}
