import { rmSync } from "node:fs";
import type { Clock } from "../../core/clock.ts";
import type { Work } from "../../core/progress.ts";
import type { Sentence } from "../../core/sentence.ts";
import type { Store } from "../../store/store.ts";
import type { Writer } from "../../store/writer.ts";
import type { ImportReport } from "../report.ts";
import type { TableSpec } from "../schema/field.ts";
import type { Staged, Understood } from "../stage/request.ts";
import { loaders } from "./loaders.ts";
import { disposition, type Loaded, type Loading, nextKey } from "./loading.ts";
import { countRejects, rejectsPath, storeRejects, writeRejects } from "./rejects.ts";
import { removeFacts } from "./replace.ts";
import { inTurn } from "./turn.ts";

export interface CommitContext {
  readonly store: Store;
  readonly spec: TableSpec;
  /** The file's name, without its folder. */
  readonly file: string;
  readonly mode: "append" | "replace";
  readonly startedAt: Date;
  readonly clock: Clock;
  /** `performance.now()` at the start. */
  readonly from: number;
  readonly tell: (sentence: Sentence) => string;
  readonly work?: Work;
  readonly progressFrom: number;
  /** Rows of a source, told as it stands: orders come whole. */
  readonly whole?: boolean;
  /** Runs in the same transaction, after the rows are stored. */
  also?(w: Writer, report: ImportReport): Promise<void>;
}

const nothing: Loaded = { stored: 0, duplicates: 0, dispositions: [] };

/** Fingerprints of the files stored as this table. */
export async function knownReadings(store: Store, table: string): Promise<string[]> {
  const rows = await store.rows<{ content_hash: string }>(
    "SELECT DISTINCT content_hash FROM imports WHERE table_name = $1",
    [table],
  );
  return rows.map((r) => r.content_hash);
}

/** Loads staged rows in one transaction, with their import and rejects; the file of rejects is written before. */
export async function commitImport(context: CommitContext, staged: Staged): Promise<ImportReport> {
  const { store, spec, mode, work, progressFrom } = context;
  const progress = (share: number) =>
    work?.onProgress?.("import", Math.round(progressFrom + share * (100 - progressFrom)), 100);
  let report: ImportReport | undefined;
  let gone: number[] = [];
  const load = async (w: Writer) => {
    gone = mode === "replace" ? await removeFacts(w, spec.table) : [];
    const importId = await nextKey(w, "imports", "import_id");
    const loading: Loading = {
      w,
      importId,
      table: spec.table,
      staged,
      fields: new Set(staged.mapping.map((m) => m.field)),
      startedAt: context.startedAt,
      whole: context.whole === true,
    };
    const loaded = staged.good > 0 ? await loaders[spec.table]!(loading) : nothing;
    work?.signal?.throwIfAborted();
    progress(0.8);
    await storeRejects(w, importId, staged, context.whole === true);
    const rejects = await countRejects(w, importId);
    const rejectsFile = staged.rejectsFile ? rejectsPath(store.workspace, importId, spec.table) : null;
    if (rejectsFile) await writeRejects(w, importId, rejectsFile, context.tell);
    report = reportOf(context, staged, importId, loaded, rejects, rejectsFile);
    await insertImport(w, context, report, staged.fingerprint);
    await context.also?.(w, report);
    work?.signal?.throwIfAborted();
  };
  await inTurn(store.workspace, () => store.publish([], load));
  const done = report as unknown as ImportReport;
  for (const id of gone) {
    const old = rejectsPath(store.workspace, id, spec.table);
    if (old !== done.rejectsFile) rmSync(old, { force: true });
  }
  progress(1);
  return done;
}

/** The same file read the same way again: nothing is stored twice, and that is said. */
export async function commitKnown(context: CommitContext, understood: Understood): Promise<ImportReport> {
  const { store, spec } = context;
  const [before] = await store.rows<{ received: number; rejected: number; report: string }>(
    "SELECT received, rejected, report FROM imports WHERE table_name = $1 AND content_hash = $2 ORDER BY import_id LIMIT 1",
    [spec.table, understood.fingerprint],
  );
  const { received, rejected, report: told } = before!;
  const earlier = JSON.parse(told) as ImportReport;
  const duplicates = received - rejected;
  let report: ImportReport | undefined;
  await store.publish([], async (w) => {
    report = {
      importId: await nextKey(w, "imports", "import_id"),
      table: spec.table,
      file: context.file,
      received,
      stored: 0,
      duplicates,
      rejected,
      rejectsFile: earlier.rejectsFile,
      mapping: understood.mapping,
      unmapped: understood.unmapped,
      format: earlier.format,
      dispositions: [
        disposition("sameFile", duplicates, undefined, { file: earlier.file }),
        ...earlier.dispositions.filter((d) => d.what.code.startsWith("ingest.rejected.")),
      ],
      notes: understood.notes,
      currency: understood.currency,
      seconds: secondsSince(context.from),
      known: true,
    };
    await insertImport(w, context, report, understood.fingerprint);
  });
  context.work?.onProgress?.("import", 100, 100);
  return report as unknown as ImportReport;
}

function reportOf(
  context: CommitContext,
  staged: Staged,
  importId: number,
  loaded: Loaded,
  rejects: ImportReport["dispositions"],
  rejectsFile: string | null,
): ImportReport {
  return {
    importId,
    table: context.spec.table,
    file: context.file,
    received: staged.received,
    stored: loaded.stored,
    duplicates: loaded.duplicates,
    rejected: staged.rejected,
    rejectsFile,
    mapping: staged.mapping,
    unmapped: staged.unmapped,
    format: staged.format,
    dispositions: [...loaded.dispositions, ...rejects],
    notes: staged.notes,
    currency: staged.currency,
    seconds: secondsSince(context.from),
  };
}

/** Notes an import in the account. */
export async function insertImport(
  w: Writer,
  context: CommitContext,
  report: ImportReport,
  fingerprint: string,
): Promise<void> {
  await w.run("INSERT INTO imports VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)", [
    report.importId,
    report.table,
    report.file,
    fingerprint,
    context.startedAt,
    context.clock.now(),
    report.received,
    report.stored,
    report.duplicates,
    report.rejected,
    JSON.stringify(report),
  ]);
}

function secondsSince(from: number): number {
  return Math.round(performance.now() - from) / 1000;
}
