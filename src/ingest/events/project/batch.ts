import { join } from "node:path";
import type { Writer } from "../../../store/writer.ts";
import type { Loading } from "../../load/loading.ts";
import { literal } from "../../sql.ts";
import { anonymousProfileSql } from "../profile.ts";

/** Events that become facts in one transaction, in temp table `arrived`, in the order they came. */
export interface Batch {
  readonly w: Writer;
  /** Minus the number of this run. */
  readonly importId: number;
  /** Folder for staged rows; this batch's alone. */
  readonly folder: string;
  readonly now: Date;
  readonly events: number;
  readonly firstEvent: number;
  readonly lastEvent: number;
  /** Types of calls, and names of track calls in lower case. */
  readonly labels: ReadonlySet<string>;
}

/** Most events of one transaction, and most characters of their JSON: reading it takes ten times the room. */
export const BATCH_EVENTS = 50_000;
const BATCH_CHARACTERS = 8_000_000;

const at = (ms: string) => `make_timestamp(${ms} * 1000)`;

/** Takes the oldest events of the inbox, at most `most`; undefined where it is empty. */
export async function takeBatch(
  w: Writer,
  folder: string,
  now: Date,
  most: number,
): Promise<Batch | undefined> {
  // Whose the event is: a user's, else a visitor's; nobody's where the sender says that the buyer is not known.
  await w.run(`CREATE OR REPLACE TEMP TABLE arrived AS
    SELECT event_id, source, message_id, type, name, lower(trim(name)) AS label, user_id, anonymous_id, previous_id,
      ${at("occurred_ms")} AS occurred_at, ${at("known_ms")} AS known_at, ${at("received_ms")} AS received_at, properties, context,
      CASE WHEN contains(context, '"unidentified"') AND json_extract_string(context, '$.unidentified') = 'true' THEN NULL
        WHEN user_id IS NOT NULL THEN user_id ELSE ${anonymousProfileSql("anonymous_id")} END AS profile
    FROM (
      SELECT *, sum(coalesce(length(properties), 0) + coalesce(length(context), 0)) OVER (ORDER BY event_id) AS characters
      FROM (FROM event_inbox ORDER BY event_id LIMIT ${most}))
    WHERE characters <= ${BATCH_CHARACTERS} OR event_id = (SELECT min(event_id) FROM event_inbox)`);
  const { events, first, last } = await w.one<{ events: number; first: number; last: number }>(
    "SELECT count(*) AS events, coalesce(min(event_id), 0) AS first, coalesce(max(event_id), 0) AS last FROM arrived",
  );
  if (events === 0) return undefined;
  const { run } = await w.one<{ run: number }>(
    "SELECT coalesce(max(projection_id), 0) + 1 AS run FROM projections",
  );
  const labels = await w.rows<{ label: string }>(
    "SELECT DISTINCT CASE WHEN type = 'track' THEN label ELSE type END AS label FROM arrived",
  );
  return {
    w,
    importId: -run,
    folder,
    now,
    events,
    firstEvent: first,
    lastEvent: last,
    labels: new Set(labels.map((l) => l.label)),
  };
}

export interface StageOptions {
  /** SQL of the rows, as the table's loader reads them. */
  readonly rows: string;
  readonly fields: readonly string[];
  /** SQL of what is in no field, in long form. */
  readonly rest?: string;
  /** Orders come with all their lines. */
  readonly whole?: boolean;
  readonly equalRowsAreDuplicates?: boolean;
}

/** Writes rows as the loaders of files read them; undefined where there are none. */
export async function stage(
  batch: Batch,
  table: string,
  options: StageOptions,
): Promise<Loading | undefined> {
  const { w, importId, folder, now } = batch;
  const rowsFile = join(folder, `${table}.parquet`);
  await w.run(`COPY (${options.rows}) TO ${literal(rowsFile)} (FORMAT parquet, COMPRESSION snappy)`);
  const { good } = await w.one<{ good: number }>(
    `SELECT count(*) AS good FROM read_parquet(${literal(rowsFile)})`,
  );
  if (good === 0) return undefined;
  const restFiles: string[] = [];
  if (options.rest) {
    restFiles.push(join(folder, `${table}-rest.parquet`));
    await w.run(`COPY (${options.rest}) TO ${literal(restFiles[0]!)} (FORMAT parquet, COMPRESSION snappy)`);
  }
  return {
    w,
    importId,
    table,
    fields: new Set(options.fields),
    startedAt: now,
    whole: options.whole === true,
    staged: {
      format: { type: "parquet" },
      mapping: [],
      unmapped: [],
      notes: [],
      currency: null,
      fingerprint: "",
      received: good,
      good,
      rejected: 0,
      rowsFile,
      rejectsFile: null,
      restFiles,
      equalRowsAreDuplicates: options.equalRowsAreDuplicates === true,
      readSeconds: 0,
    },
  };
}
