import { join } from "node:path";
import type { Clock } from "../../core/clock.ts";
import { KindredError } from "../../core/errors.ts";
import type { Work } from "../../core/progress.ts";
import type { Sentence } from "../../core/sentence.ts";
import type { Store } from "../../store/store.ts";
import type { Writer } from "../../store/writer.ts";
import { defaultLimits } from "../limits.ts";
import { type CommitContext, commitImport, insertImport } from "../load/commit.ts";
import { nextKey } from "../load/loading.ts";
import { inTurn } from "../load/turn.ts";
import type { ImportReport } from "../report.ts";
import { stageInChild } from "../run-child.ts";
import { tableSpec } from "../schema/tables.ts";
import { literal } from "../sql.ts";
import type { Staged } from "../stage/request.ts";
import type { PulledTable } from "./pulled-parquet.ts";
import type { TableConfig } from "./source.ts";

export interface StoreContext {
  readonly store: Store;
  readonly source: string;
  readonly config: TableConfig;
  /** The column that groups rows, where the source has one: orders of that column come whole. */
  readonly group: string | null;
  /** Columns of what was unfolded into several rows: they say the same in each. */
  readonly outer: readonly string[];
  /** Every sync reads everything. */
  readonly everything: boolean;
  /** Folder of the sync in the stage. */
  readonly folder: string;
  readonly startedAt: Date;
  readonly from: number;
  readonly clock: Clock;
  readonly tell: (sentence: Sentence) => string;
  readonly work: Work;
}

/** Runs in the transaction that stores the rows; says whether there is anything worth an import of its own. */
export type AlsoStore = (w: Writer, importId: number, report: ImportReport) => Promise<boolean>;

/** Share of a sync's progress, in per cent, that is pulling and typing the rows. */
const READ = 60;

/** Stores pulled rows by the same pipeline as a file, with what `also` stores, in one transaction. */
export async function storePulled(
  context: StoreContext,
  pulled: PulledTable,
  also: AlsoStore,
): Promise<ImportReport> {
  const { store, config, source } = context;
  const spec = tableSpec(config.as);
  const commit: CommitContext = {
    store,
    spec,
    file: source,
    mode: "append",
    startedAt: context.startedAt,
    clock: context.clock,
    from: context.from,
    tell: context.tell,
    work: context.work,
    progressFrom: READ,
  };
  if (!pulled.rows && !pulled.refused) return storeNothing(commit, config, also);
  const read = pulled.rows ? await stageRows(context, pulled.rows) : nothingStaged(config);
  const staged = pulled.refused ? await withRefused(store, read, pulled, context.folder) : read;
  const order = staged.mapping.find((m) => m.field === "order")?.column;
  const whole =
    config.as === "orders" && (context.everything || (order !== undefined && order === context.group));
  return commitImport(
    {
      ...commit,
      whole,
      async also(w, report) {
        await also(w, report.importId, report);
      },
    },
    staged,
  );
}

async function stageRows(context: StoreContext, file: string): Promise<Staged> {
  const { config, source, work, folder } = context;
  try {
    const answer = await stageInChild(
      {
        file,
        table: config.as,
        map: config.map ?? {},
        ...(config.dateFormat ? { dateFormat: config.dateFormat } : {}),
        ...(config.currency ? { currency: config.currency } : {}),
        folder,
        limits: defaultLimits,
        threads: 2,
        preview: false,
        known: [],
        partitions: {},
        repeated: [...(config.repeated ?? []), ...context.outer],
      },
      (percent) => work.onProgress?.("import", Math.round((percent * READ) / 100), 100),
      work.signal,
    );
    if (answer.kind !== "staged") throw new Error("the child did not stage the rows");
    return answer.staged;
  } catch (error) {
    if (!(error instanceof KindredError) || error.data.file !== file) throw error;
    throw new KindredError(error.code, { ...error.data, file: source }, { cause: error });
  }
}

/** The rows that were refused on the way beside those that the pipeline rejects. */
async function withRefused(
  store: Store,
  staged: Staged,
  pulled: PulledTable,
  folder: string,
): Promise<Staged> {
  const path = join(folder, "all-rejects.parquet");
  const files = [staged.rejectsFile, pulled.refused].flatMap((f) => (f ? [literal(f)] : []));
  await store.build((w) =>
    w.run(
      `COPY (FROM read_parquet([${files.join(", ")}], union_by_name = true)
        ORDER BY row_number) TO ${literal(path)} (FORMAT parquet)`,
    ),
  );
  return {
    ...staged,
    received: staged.received + pulled.refusedCount,
    rejected: staged.rejected + pulled.refusedCount,
    rejectsFile: path,
  };
}

function nothingStaged(config: TableConfig): Staged {
  return {
    format: { type: "parquet", header: true },
    mapping: [],
    unmapped: [],
    notes: [],
    currency: config.currency ?? null,
    fingerprint: "",
    received: 0,
    good: 0,
    rejected: 0,
    rowsFile: "",
    rejectsFile: null,
    restFiles: [],
    equalRowsAreDuplicates: false,
    readSeconds: 0,
  };
}

/** No row came: what `also` finds is stored, and noted as an import where there is something. */
async function storeNothing(
  commit: CommitContext,
  config: TableConfig,
  also: AlsoStore,
): Promise<ImportReport> {
  let report: ImportReport | undefined;
  const { store } = commit;
  const load = async (w: Writer) => {
    const importId = await nextKey(w, "imports", "import_id");
    const { received, rejected, mapping, unmapped, format, notes, currency } = nothingStaged(config);
    report = {
      importId,
      table: config.as,
      file: commit.file,
      received,
      stored: 0,
      duplicates: 0,
      rejected,
      rejectsFile: null,
      mapping,
      unmapped,
      format,
      dispositions: [],
      notes,
      currency,
      seconds: Math.round(performance.now() - commit.from) / 1000,
    };
    if (await also(w, importId, report)) await insertImport(w, commit, report, "");
  };
  await inTurn(store.workspace, () => store.publish([], load));
  return report as unknown as ImportReport;
}
