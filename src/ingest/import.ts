import { randomUUID } from "node:crypto";
import { accessSync, constants, mkdirSync, rmSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { Clock } from "../core/clock.ts";
import { KindredError } from "../core/errors.ts";
import type { Work } from "../core/progress.ts";
import type { Sentence } from "../core/sentence.ts";
import type { Store } from "../store/store.ts";
import { partitionsOf } from "./find-files.ts";
import { defaultLimits, type Limits } from "./limits.ts";
import { commitImport, commitKnown, knownReadings } from "./load/commit.ts";
import type { ImportReport } from "./report.ts";
import { stageInChild } from "./run-child.ts";
import { tableSpec } from "./schema/tables.ts";
import type { Preview, StageAnswer, StageRequest } from "./stage/request.ts";

export interface ReadOptions {
  /** One of the tables of `schema/tables.ts`. */
  readonly table: string;
  /** field → column, where names and content are not to decide. */
  readonly map?: Readonly<Record<string, string>>;
  /** A strptime format, or letters such as `DD.MM.YYYY`. */
  readonly dateFormat?: string;
  /** Day or month first, where the file does not tell; `ask` throws DateOrderUnsure there instead of guessing. */
  readonly dayMonth?: "day" | "month" | "ask";
  /** ISO 4217 code of amounts without a currency of their own. */
  readonly currency?: string;
  /** The sheet of a workbook; the first that shows a table where none is named. */
  readonly sheet?: string;
  /** The export the file is (see `understand/presets`), where its columns are not to tell. */
  readonly preset?: string;
  readonly work?: Work;
  readonly limits?: Partial<Limits>;
}

export interface ImportOptions extends ReadOptions {
  /** `append` adds to what is stored; `replace` takes out what imports of this table stored before. */
  readonly mode: "append" | "replace";
  /** What the file is called in the report; the last part of its path where nothing is said. */
  readonly name?: string;
  readonly clock: Clock;
  /** Words the hints in the file of rejected rows; without it their codes stand there. */
  readonly tell?: (sentence: Sentence) => string;
}

/** Nothing in the file tells day from month, and the caller asked not to guess. */
export class DateOrderUnsure extends Error {}

/** Share of an import's progress, in per cent, that is reading the file. */
const READING = 60;

/**
 * Stores a file as a table: read in a child process within limits, then loaded in one transaction. Where it throws, or
 * is stopped, the store is as before.
 * @throws file-… (the file cannot be read), map-… (the mapping names what is not there), field-unmapped,
 *   no-date-column, date-unreadable, bad-option
 */
export async function importFile(store: Store, file: string, options: ImportOptions): Promise<ImportReport> {
  const from = performance.now();
  const startedAt = options.clock.now();
  const { mode, table, work } = options;
  const spec = tableSpec(table);
  const known = mode === "append" ? await knownReadings(store, table) : [];
  return staging(store.workspace, async (folder) => {
    const answer = await read(file, folder, options, { preview: false, known }, READING);
    work?.signal?.throwIfAborted();
    const context = {
      store,
      spec,
      file: options.name ?? basename(file),
      mode,
      startedAt,
      clock: options.clock,
      from,
      tell: options.tell ?? ((s: Sentence) => s.code),
      ...(work ? { work } : {}),
      progressFrom: READING,
    };
    if (answer.kind === "known") return commitKnown(context, answer.understood);
    if (answer.kind === "unsure") throw new DateOrderUnsure();
    if (answer.kind === "staged") return commitImport(context, answer.staged);
    throw new Error("the child previewed an import");
  });
}

/** How a file would be read, and its first rows; nothing is stored. `workspace` is where it may put its files. */
export async function previewFile(workspace: string, file: string, options: ReadOptions): Promise<Preview> {
  tableSpec(options.table);
  return staging(workspace, async (folder) => {
    const answer = await read(file, folder, options, { preview: true, known: [] }, 100);
    if (answer.kind !== "preview") throw new Error("the child did not preview");
    return answer.preview;
  });
}

async function read(
  file: string,
  folder: string,
  options: ReadOptions,
  asked: Pick<StageRequest, "preview" | "known">,
  share: number,
): Promise<StageAnswer> {
  requireFile(file);
  const { work, table, map, dateFormat, currency, sheet, preset, dayMonth } = options;
  work?.onProgress?.("import", 0, 100);
  return stageInChild(
    {
      file: resolve(file),
      table,
      map: map ?? {},
      ...(dateFormat ? { dateFormat } : {}),
      ...(currency ? { currency } : {}),
      ...(sheet ? { sheet } : {}),
      ...(dayMonth ? { dayMonth } : {}),
      ...(preset ? { preset } : {}),
      partitions: partitionsOf(resolve(file)),
      folder,
      limits: { ...defaultLimits, ...options.limits },
      threads: 2,
      ...asked,
    },
    (percent) => work?.onProgress?.("import", Math.round((percent * share) / 100), 100),
    work?.signal,
  );
}

function requireFile(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) throw new KindredError("file-missing", { file });
  if (found.isDirectory()) throw new KindredError("file-is-folder", { file });
  try {
    if (!found.isFile()) throw new Error("not a regular file");
    accessSync(file, constants.R_OK);
  } catch (cause) {
    throw new KindredError("file-unreadable", { file }, { cause });
  }
}

/** A folder of its own in the workspace's stage, gone afterwards. */
export async function staging<T>(workspace: string, fn: (folder: string) => Promise<T>): Promise<T> {
  const folder = join(workspace, "stage", randomUUID());
  mkdirSync(join(folder, "tmp"), { recursive: true });
  try {
    return await fn(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
