import { type ErrorCode, type ErrorData, KindredError } from "../core/errors.ts";
import type { Store } from "../store/store.ts";
import { DayMonthOrder } from "./day-month-order.ts";
import { findFiles } from "./find-files.ts";
import { DateOrderUnsure, type ImportOptions, importFile, type ReadOptions } from "./import.ts";
import type { ImportReport } from "./report.ts";

/** A file that could not be imported, and why. */
interface FailedFile {
  readonly file: string;
  readonly code: ErrorCode;
  readonly data: ErrorData;
}

/** What came of many files, in rows of all that could be read: received = stored + duplicates + rejected. */
export interface FilesReport {
  readonly table: string;
  readonly received: number;
  readonly stored: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** A report for each file that was read, those that were known before among them. */
  readonly imports: readonly ImportReport[];
  /** Files that were stored before: nothing of them is stored twice. */
  readonly known: readonly string[];
  readonly failed: readonly FailedFile[];
  /** Files of kinds that hold no table. */
  readonly skipped: readonly string[];
}

/**
 * Imports the files of a folder or a pattern, each as an import of its own. Files that were stored before are told, not
 * stored again; a file that cannot be read does not stop the others. With `replace` the first file that can be read
 * takes the place of what is stored.
 * @throws no-files, bad-option, and errors that are not a file's: a full disk, an interruption
 */
export async function importFiles(store: Store, path: string, options: ImportOptions): Promise<FilesReport> {
  const { files, skipped } = findFiles(path);
  const imports: ImportReport[] = [];
  const failed: FailedFile[] = [];
  const order = new DayMonthOrder(
    store,
    files.map((f) => f.path),
    options,
  );
  for (const [i, { path: file, name }] of files.entries()) {
    options.work?.signal?.throwIfAborted();
    const mode = imports.length === 0 ? options.mode : "append";
    const read = (dayMonth: ReadOptions["dayMonth"]) =>
      importFile(store, file, { ...options, ...(dayMonth ? { dayMonth } : {}), mode, name });
    try {
      const report = await read(order.known).catch(async (error) => {
        if (!(error instanceof DateOrderUnsure)) throw error;
        return read(await order.lookAhead(i + 1));
      });
      order.learn(report);
      imports.push(report);
    } catch (error) {
      if (!(error instanceof KindredError) || !isOfFile(error.code)) throw error;
      failed.push({ file: name, code: error.code, data: error.data });
    }
  }
  const sum = (of: (report: ImportReport) => number) => imports.reduce((n, r) => n + of(r), 0);
  return {
    table: options.table,
    received: sum((r) => r.received),
    stored: sum((r) => r.stored),
    duplicates: sum((r) => r.duplicates),
    rejected: sum((r) => r.rejected),
    imports,
    known: imports.filter((r) => r.known).map((r) => r.file),
    failed,
    skipped,
  };
}

/** Whether an error is about the one file that was read. */
function isOfFile(code: ErrorCode): boolean {
  return (
    /^(file|json|map)-/.test(code) ||
    ["sheet-unknown", "field-unmapped", "no-date-column", "date-unreadable"].includes(code)
  );
}
