import { join } from "node:path";
import type { Sentence } from "../../core/sentence.ts";
import type { Writer } from "../../store/writer.ts";
import type { Disposition, ImportReplay, ImportReport } from "../report.ts";
import { literal } from "../sql.ts";
import type { Staged } from "../stage/request.ts";
import { loaders } from "./loaders.ts";
import type { Loaded } from "./loading.ts";
import { countRejects, writeRejects } from "./rejects.ts";

export interface ReplayContext {
  readonly importId: number;
  readonly table: string;
  /** The import told orders whole. */
  readonly whole: boolean;
  /** Folder for a file of this commit. */
  readonly folder: string;
  readonly now: Date;
  readonly tell: (sentence: Sentence) => string;
  /** Where the new list of rejected rows is written, to be moved when the commit is on disk. */
  readonly listTo: string;
}

const nothing: Loaded = { stored: 0, duplicates: 0, dispositions: [] };

/**
 * Inside a transaction: stores the rows of an import that were rejected and are good now, takes them out of the rejected
 * ones, and brings the import's account up to date. Rows that somebody else stored meanwhile are left out.
 */
export async function commitReplay(
  w: Writer,
  context: ReplayContext,
  staged: Staged,
): Promise<{ readonly replay: ImportReplay; readonly report: ImportReport }> {
  const { importId, table, now } = context;
  const standing = join(context.folder, "standing.parquet");
  await w.run(`COPY (SELECT r.* FROM read_parquet(${literal(staged.rowsFile)}) r
    SEMI JOIN (SELECT row_number FROM rejects WHERE import_id = ${importId}) USING (row_number)
    ORDER BY row_number) TO ${literal(standing)} (FORMAT parquet)`);
  const { good } = await w.one<{ good: number }>(
    `SELECT count(*) AS good FROM read_parquet(${literal(standing)})`,
  );
  const loaded =
    good === 0
      ? nothing
      : await loaders[table]!({
          w,
          importId,
          table,
          staged: { ...staged, good, rowsFile: standing },
          fields: new Set(staged.mapping.map((m) => m.field)),
          startedAt: now,
          whole: false,
          again: { whole: context.whole },
        });
  await w.run(
    `DELETE FROM rejects WHERE import_id = $1 AND row_number IN (SELECT row_number FROM read_parquet(${literal(standing)}))`,
    [importId],
  );
  if (staged.rejectsFile)
    await w.run(
      `UPDATE rejects SET column_name = r.column_name, value = r.value, rule = r.rule
       FROM read_parquet(${literal(staged.rejectsFile)}) r WHERE rejects.import_id = $1 AND rejects.row_number = r.row_number`,
      [importId],
    );
  const rejects = await countRejects(w, importId);
  const { report: told } = await w.one<{ report: string }>(
    "SELECT report FROM imports WHERE import_id = $1",
    [importId],
  );
  const replay = {
    at: now.toISOString(),
    tried: good + staged.rejected,
    stored: loaded.stored,
    duplicates: loaded.duplicates,
    stillRejected: staged.rejected,
  };
  const report = account(JSON.parse(told) as ImportReport, replay, loaded, rejects);
  if (good > 0) await settle(w, report, replay);
  if (rejects.length > 0) await writeRejects(w, importId, context.listTo, context.tell);
  return { replay, report };
}

/** The report with what was stored now: rejected goes down by what stored and duplicates go up. */
function account(
  before: ImportReport,
  replay: ImportReplay,
  loaded: Loaded,
  rejects: readonly Disposition[],
): ImportReport {
  const taken = before.dispositions.filter((d) => !d.what.code.startsWith("ingest.rejected."));
  return {
    ...before,
    stored: before.stored + replay.stored,
    duplicates: before.duplicates + replay.duplicates,
    rejected: before.rejected - replay.stored - replay.duplicates,
    rejectsFile: rejects.length > 0 ? before.rejectsFile : null,
    dispositions: [...added(taken, loaded.dispositions), ...rejects],
    replays: [...(before.replays ?? []), replay],
  };
}

/** Dispositions of the same kind as one. */
function added(before: readonly Disposition[], more: readonly Disposition[]): Disposition[] {
  const out = new Map(before.map((d) => [d.what.code, d]));
  for (const d of more) {
    const old = out.get(d.what.code);
    if (!old) {
      out.set(d.what.code, d);
      continue;
    }
    const rows = old.rows + d.rows;
    const hasAmount = old.amountMinor !== undefined || d.amountMinor !== undefined;
    const amount = (old.amountMinor ?? 0) + (d.amountMinor ?? 0);
    const data = { ...d.what.data, rows, ...(hasAmount ? { amount } : {}) };
    out.set(d.what.code, {
      what: { code: d.what.code, data },
      rows,
      ...(hasAmount ? { amountMinor: amount } : {}),
    });
  }
  return [...out.values()];
}

async function settle(w: Writer, report: ImportReport, { stored, duplicates }: ImportReplay): Promise<void> {
  await w.run(
    "UPDATE imports SET stored = $2, duplicates = $3, rejected = $4, report = $5 WHERE import_id = $1",
    [report.importId, report.stored, report.duplicates, report.rejected, JSON.stringify(report)],
  );
  await w.run(
    `UPDATE source_runs SET stored = stored + $2, duplicates = duplicates + $3, rejected = rejected - $4
     WHERE import_id = $1`,
    [report.importId, stored, duplicates, stored + duplicates],
  );
  if (report.rejected === 0)
    await w.run("DELETE FROM import_recipes WHERE import_id = $1", [report.importId]);
}
