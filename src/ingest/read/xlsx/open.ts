import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { KindredError } from "../../../core/errors.ts";
import type { Sentence } from "../../../core/sentence.ts";
import type { Limits } from "../../limits.ts";
import { CanonicalWriter } from "../canonical.ts";
import { FieldRows } from "../field-rows.ts";
import { FillDownSink } from "../fill-down.ts";
import type { OpenFile, OpenOptions } from "../open.ts";
import { rawView } from "../raw-view.ts";
import type { Source } from "../source.ts";
import { downwardMerges, type Merge, type SheetCounts, type SheetRow, sheetRows } from "./sheet.ts";
import { findTable } from "./table.ts";
import { readWorkbook, type SheetPlace, type Workbook } from "./workbook.ts";
import { readZip } from "./zip.ts";

const SAMPLE_ROWS = 2000;

interface SheetStart {
  readonly sheet: SheetPlace;
  /** Its first rows with values. */
  readonly rows: readonly SheetRow[];
  readonly merges: readonly Merge[];
}

/**
 * Reads one sheet of a workbook: the one `options.sheet` names, else the first that shows a table.
 * @throws sheet-unknown, file-no-rows, file-too-wide, and the errors of `readWorkbook`
 */
export async function openXlsx(c: DuckDBConnection, source: Source, options: OpenOptions): Promise<OpenFile> {
  const { limits } = options;
  const file = source.path;
  const book = await readWorkbook(readZip(file), limits);
  const { sheet, rows, merges } = await chooseSheet(book, options);
  const table = findTable(rows, options.known);
  const width = table.columns.length;
  if (width > limits.columns)
    throw new KindredError("file-too-wide", { file, columns: width, limit: limits.columns });

  const counts: SheetCounts = { hidden: 0, unvalued: 0, merged: 0 };
  const rowsFile = join(options.folder, "rows.txt");
  const rejectsFile = join(options.folder, "broken-rows.txt");
  const writer = new CanonicalWriter(rowsFile, rejectsFile, width, table.before, table.header);
  const fill = options.fillDown(table.names);
  const out = new FieldRows(fill ? new FillDownSink(writer, fill, limits) : writer, limits);
  const own = new Set(table.columns);
  let beside = 0;
  let empty = 0;
  let last = 0;
  try {
    const of = source.bytes * 8;
    let done = 0;
    const onBytes = (bytes: number) => {
      done += bytes;
      options.onProgress?.(Math.min(done, of), of);
    };
    for await (const { line, cells } of sheetRows(book, sheet, merges, limits, counts, onBytes)) {
      if (last > 0) empty += Math.max(0, line - last - 1);
      last = line;
      for (let j = 0; j < cells.length; j++) if (cells[j] && !own.has(j)) beside++;
      const fields = table.columns.map((j) => cells[j] ?? "");
      if (fields.some((f) => f !== "")) out.row(fields, line);
      else empty++;
    }
  } finally {
    writer.close();
  }
  if (writer.received === 0) throw new KindredError("file-no-rows", { file });
  await rawView(c, rowsFile, table.names, limits);
  return {
    hash: source.hash,
    names: table.names,
    received: writer.received,
    rejected: writer.rejected,
    rejectsFile: writer.rejected > 0 ? rejectsFile : null,
    format: { type: "xlsx", sheet: sheet.name, header: table.header },
    notes: [...sheetNotes(book, sheet), ...countNotes({ ...counts, beside, empty })],
  };
}

async function chooseSheet(book: Workbook, { sheet: asked, limits }: OpenOptions): Promise<SheetStart> {
  const file = book.zip.path;
  if (asked !== undefined) {
    const wanted = asked.trim().toLowerCase();
    const sheet =
      book.sheets.find((s) => s.name === asked) ??
      book.sheets.find((s) => s.name.trim().toLowerCase() === wanted);
    if (!sheet) throw new KindredError("sheet-unknown", { file, sheet: asked, sheets: namesOf(book.sheets) });
    const start = await startOf(book, sheet, limits);
    if (start.rows.length === 0) throw new KindredError("file-no-rows", { file });
    return start;
  }
  const visible = book.sheets.filter((s) => !s.hidden);
  let filled: SheetStart | null = null;
  for (const sheet of [...visible, ...book.sheets.filter((s) => s.hidden)]) {
    if (filled && sheet.hidden) break;
    const start = await startOf(book, sheet, limits);
    if (start.rows.length === 0) continue;
    // Two rows with two values each: a table, not a cover page.
    if (start.rows.filter((r) => r.cells.filter(Boolean).length >= 2).length >= 2) return start;
    filled ??= start;
  }
  if (!filled) throw new KindredError("file-no-rows", { file });
  return filled;
}

async function startOf(book: Workbook, sheet: SheetPlace, limits: Limits): Promise<SheetStart> {
  const rows: SheetRow[] = [];
  const merges = await downwardMerges(book, sheet, limits);
  for await (const row of sheetRows(book, sheet, merges, limits, { hidden: 0, unvalued: 0, merged: 0 })) {
    rows.push(row);
    if (rows.length === SAMPLE_ROWS) break;
  }
  return { sheet, rows, merges };
}

function namesOf(sheets: readonly SheetPlace[]): string {
  return sheets.map((s) => s.name).join(", ");
}

function sheetNotes({ sheets }: Workbook, read: SheetPlace): Sentence[] {
  const others = sheets.filter((s) => s !== read);
  const shown = others.filter((s) => !s.hidden);
  const hidden = others.filter((s) => s.hidden);
  const notes: Sentence[] = [];
  if (shown.length > 0)
    notes.push({ code: "ingest.notes.otherSheets", data: { sheet: read.name, others: namesOf(shown) } });
  if (hidden.length > 0) notes.push({ code: "ingest.notes.hiddenSheets", data: { sheets: namesOf(hidden) } });
  return notes;
}

function countNotes(counts: SheetCounts & { beside: number; empty: number }): Sentence[] {
  const codes = {
    empty: "emptyRows",
    hidden: "hiddenRows",
    merged: "mergedCells",
    unvalued: "formulasWithoutValue",
    beside: "cellsBeside",
  } as const;
  return Object.entries(codes).flatMap(([key, code]) => {
    const count = counts[key as keyof typeof codes];
    return count > 0 ? [{ code: `ingest.notes.${code}`, data: { count } }] : [];
  });
}
