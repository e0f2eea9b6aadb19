import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "../core/clock.ts";
import { KindredError } from "../core/errors.ts";
import type { Work } from "../core/progress.ts";
import type { Sentence } from "../core/sentence.ts";
import type { Store } from "../store/store.ts";
import { Tracking } from "./events/tracking.ts";
import { staging } from "./import.ts";
import { defaultLimits } from "./limits.ts";
import { commitReplay } from "./load/commit-replay.ts";
import { rejectsPath, type StoredRecipe } from "./load/rejects.ts";
import { inTurn } from "./load/turn.ts";
import type { ImportReplay, ImportReport } from "./report.ts";
import { stageInChild } from "./run-child.ts";
import { unknownSource } from "./sources/stored.ts";
import { literal } from "./sql.ts";
import type { Staged } from "./stage/request.ts";

export interface ReplayRejectsOptions {
  /** Only rows of this import. */
  readonly importId?: number;
  /** Only what this source brought: rows of its syncs, or its refused events. */
  readonly source?: string;
  /** field → column, where the mapping of the import was wrong. */
  readonly map?: Readonly<Record<string, string>>;
  /** How dates are written that could not be read: a strptime format, or letters such as `DD.MM.YYYY`. */
  readonly dateFormat?: string;
  /** Take refused events as history: of any age, known when they happened. */
  readonly historical?: boolean;
  readonly clock: Clock;
  readonly work?: Work;
  /** Words the hints in the file of rejected rows; without it their codes stand there. */
  readonly tell?: (sentence: Sentence) => string;
}

/** What came of the rejected rows of one import. */
interface ReplayedImport extends ImportReplay {
  readonly importId: number;
  readonly table: string;
  readonly file: string;
  /** The import's account, as it is now. */
  readonly report: ImportReport;
}

/** What came of the refused events of one source. */
interface ReplayedEvents {
  readonly source: string;
  readonly tried: number;
  readonly stored: number;
  readonly duplicates: number;
  readonly stillRejected: number;
}

/** What came of all rows that were tried: tried = stored + duplicates + stillRejected. */
export interface ReplayReport {
  readonly tried: number;
  readonly stored: number;
  readonly duplicates: number;
  readonly stillRejected: number;
  readonly imports: readonly ReplayedImport[];
  /** Refused events, by source. */
  readonly events: readonly ReplayedEvents[];
}

interface Waiting {
  readonly import_id: number;
  readonly table_name: string;
  readonly file_name: string;
  readonly recipe: string | null;
  /** Rows that can be read again, and that cannot, since they were never split into columns. */
  readonly rows: number;
  readonly unsplit: number;
  /** Settings of the source the rows came from. */
  readonly config: string | null;
}

/**
 * Reads rejected rows again, as their import was read but for what is said otherwise, and stores those that are good now
 * by the same loaders: each once, in one transaction for each import. What a later import told of the same things stands.
 * @throws import-unknown, source-unknown, map-unknown-column, map-unknown-field, bad-option, and what the store throws
 */
export async function replayRejects(store: Store, options: ReplayRejectsOptions): Promise<ReplayReport> {
  const { importId, source, clock } = options;
  if (importId !== undefined) await requireImport(store, importId);
  if (source !== undefined) await requireSource(store, source);
  const imports: ReplayedImport[] = [];
  const waiting = await waitingImports(store, options);
  for (const [i, one] of waiting.entries()) {
    options.work?.signal?.throwIfAborted();
    options.work?.onProgress?.("replay", i, waiting.length);
    imports.push(await replayImport(store, one, options));
  }
  const events: ReplayedEvents[] = [];
  for (const name of importId === undefined ? await refusingSources(store, source) : []) {
    const tracking = Tracking.of(store, { clock });
    const historical = options.historical === true;
    const { stillRefused, ...rest } = await tracking.replay({ source: name, historical });
    events.push({ source: name, ...rest, stillRejected: stillRefused });
  }
  const sum = (of: (r: Omit<ReplayedEvents, "source">) => number) =>
    [...imports, ...events].reduce((n, r) => n + of(r), 0);
  return {
    tried: sum((r) => r.tried),
    stored: sum((r) => r.stored),
    duplicates: sum((r) => r.duplicates),
    stillRejected: sum((r) => r.stillRejected),
    imports,
    events,
  };
}

async function requireImport(store: Store, importId: number): Promise<void> {
  const [there] = await store.rows("SELECT 1 FROM imports WHERE import_id = $1", [importId]);
  if (!there) throw new KindredError("import-unknown", { import: importId });
}

async function requireSource(store: Store, source: string): Promise<void> {
  const [there] = await store.rows("SELECT 1 FROM sources WHERE name = $1", [source]);
  if (!there) throw await unknownSource(store, source);
}

/** Imports with rejected rows, oldest first: what was told last is stored last. */
function waitingImports(store: Store, { importId, source }: ReplayRejectsOptions): Promise<Waiting[]> {
  const from =
    "SELECT import_id, any_value(source) AS source FROM source_runs WHERE import_id IS NOT NULL GROUP BY 1";
  return store.rows<Waiting>(
    `SELECT i.import_id, i.table_name, i.file_name, any_value(p.recipe) AS recipe, any_value(s.config) AS config,
       count(r.cells) AS rows, count(*) - count(r.cells) AS unsplit
     FROM imports i JOIN rejects r USING (import_id) LEFT JOIN import_recipes p USING (import_id)
     LEFT JOIN (${from}) f USING (import_id) LEFT JOIN sources s ON s.name = f.source
     WHERE ($1::BIGINT IS NULL OR i.import_id = $1) AND ($2::VARCHAR IS NULL OR f.source = $2)
     GROUP BY 1, 2, 3 ORDER BY 1`,
    [importId ?? null, source ?? null],
  );
}

/** Sources with refused events. */
async function refusingSources(store: Store, source: string | undefined): Promise<string[]> {
  const rows = await store.rows<{ source: string }>(
    "SELECT DISTINCT source FROM event_rejects WHERE $1::VARCHAR IS NULL OR source = $1 ORDER BY source",
    [source ?? null],
  );
  return rows.map((r) => r.source);
}

async function replayImport(
  store: Store,
  waiting: Waiting,
  options: ReplayRejectsOptions,
): Promise<ReplayedImport> {
  const { import_id: importId, table_name: table, file_name: file } = waiting;
  const told = { importId, table, file };
  if (waiting.recipe === null || waiting.rows === 0) {
    const report = await reportOf(store, importId);
    const tried = waiting.rows + waiting.unsplit;
    const at = options.clock.now().toISOString();
    return { ...told, at, tried, stored: 0, duplicates: 0, stillRejected: tried, report };
  }
  const recipe = JSON.parse(waiting.recipe) as StoredRecipe;
  return staging(store.workspace, async (folder) => {
    const staged = await stageRejects(store, waiting, recipe, folder, options);
    options.work?.signal?.throwIfAborted();
    const list = rejectsPath(store.workspace, importId, table);
    const listTo = `${list}.next`;
    let done: Awaited<ReturnType<typeof commitReplay>> | undefined;
    const { whole } = recipe;
    const tell = options.tell ?? ((s: Sentence) => s.code);
    const now = options.clock.now();
    try {
      await inTurn(store.workspace, () =>
        store.publish([], async (w) => {
          done = await commitReplay(w, { importId, table, whole, folder, now, tell, listTo }, staged);
          options.work?.signal?.throwIfAborted();
        }),
      );
      const { replay, report } = done!;
      if (report.rejectsFile) renameSync(listTo, list);
      else rmSync(list, { force: true });
      const { tried, stillRejected } = replay;
      const { unsplit } = waiting;
      return { ...told, ...replay, tried: tried + unsplit, stillRejected: stillRejected + unsplit, report };
    } finally {
      rmSync(listTo, { force: true });
    }
  });
}

/** The rejected rows of an import, typed and checked again in a child process. */
async function stageRejects(
  store: Store,
  { import_id, table_name, file_name, config }: Waiting,
  recipe: StoredRecipe,
  folder: string,
  { map, dateFormat, work }: ReplayRejectsOptions,
): Promise<Staged> {
  const file = join(folder, "again.parquet");
  await store.build((w) =>
    w.run(`COPY (SELECT row_number AS "row", line, cells, total_lines, total_place FROM rejects
      WHERE import_id = ${import_id} AND cells IS NOT NULL ORDER BY row_number) TO ${literal(file)} (FORMAT parquet)`),
  );
  const now = config === null ? {} : (JSON.parse(config) as SourceReading);
  const known = Object.entries(now.map ?? {}).filter(([, column]) => recipe.names.includes(column));
  const format = dateFormat ?? now.dateFormat;
  try {
    const answer = await stageInChild(
      {
        file,
        table: table_name,
        map: { ...Object.fromEntries(known), ...map },
        ...(format ? { dateFormat: format } : {}),
        ...(now.currency ? { currency: now.currency } : {}),
        partitions: {},
        folder,
        limits: defaultLimits,
        threads: 2,
        preview: false,
        known: [],
        recipe,
      },
      () => {},
      work?.signal,
    );
    if (answer.kind !== "staged") throw new Error("the child did not stage the rejected rows");
    return answer.staged;
  } catch (error) {
    if (!(error instanceof KindredError) || error.data.file !== file) throw error;
    throw new KindredError(error.code, { ...error.data, file: file_name }, { cause: error });
  }
}

/** How a source's rows are read now. */
interface SourceReading {
  readonly map?: Readonly<Record<string, string>>;
  readonly dateFormat?: string;
  readonly currency?: string;
}

async function reportOf(store: Store, importId: number): Promise<ImportReport> {
  const { report } = await store.one<{ report: string }>("SELECT report FROM imports WHERE import_id = $1", [
    importId,
  ]);
  return JSON.parse(report) as ImportReport;
}
