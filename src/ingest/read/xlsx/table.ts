import { isHeader, numbered, unique } from "../header.ts";
import type { SheetRow } from "./sheet.ts";

/** Where the table of a sheet stands. */
export interface SheetTable {
  /** Columns of the sheet (from 0) that belong to it. */
  readonly columns: readonly number[];
  readonly names: readonly string[];
  readonly header: boolean;
  /** Filled rows above the header. */
  readonly before: number;
}

/** Rows a header is looked for in. */
const TOP_ROWS = 30;

/**
 * Finds the table by the first rows of a sheet: titles above it have few cells; of the rows from there on the one with
 * the most known names is the header, else the first if it looks like one. Columns without name and value are left out, and so is what stands apart beside the table.
 */
export function findTable(rows: readonly SheetRow[], known: (name: string) => boolean): SheetTable {
  const filled = (row: SheetRow) => row.cells.reduce((n, c) => n + (c ? 1 : 0), 0);
  const counts = rows.map(filled).sort((a, b) => a - b);
  const usual = counts[Math.floor(counts.length / 2)] ?? 0;
  const wide = rows.slice(0, TOP_ROWS).map((row) => filled(row) >= Math.max(1, 0.5 * usual));
  const start = Math.max(0, wide.indexOf(true));
  const used = usedColumns(rows);
  const texts = (row: SheetRow) => used.map((j) => row.cells[j] ?? "");
  const knownNames = rows
    .slice(0, TOP_ROWS)
    .map((row, i) => (i >= start && wide[i] ? row.cells.filter((c) => c && known(c)).length : 0));
  const most = Math.max(...knownNames);
  const at = most >= 2 ? knownNames.indexOf(most) : start;
  const below = rows.slice(at + 1).map((row) => ({ line: row.line, fields: texts(row) }));
  const first = texts(rows[at]!);
  const header = most >= 2 || isHeader(first, below, known);
  const data = header ? below : [{ fields: first }, ...below];
  const shares = used.map((_, k) => data.filter((r) => r.fields[k] !== "").length / Math.max(1, data.length));
  const isSure = (k: number) => (header ? first[k] !== "" : shares[k]! >= 0.5);
  const own = used.flatMap((_, k) => ((isSure(k) || shares[k]! > 0) && belongs(k, used, isSure) ? [k] : []));
  // Where no column is filled in half of the rows, all of them are the table.
  const kept = own.length > 0 ? own : used.map((_, k) => k);
  return {
    columns: kept.map((k) => used[k]!),
    names: header ? unique(kept.map((k) => first[k]!)) : numbered(kept.length),
    header,
    before: header ? at : 0,
  };
}

/** The columns with a value in any of the rows. */
function usedColumns(rows: readonly SheetRow[]): number[] {
  const used = new Set<number>();
  for (const { cells } of rows) for (let j = 0; j < cells.length; j++) if (cells[j]) used.add(j);
  return [...used].sort((a, b) => a - b);
}

/** Whether a column is surely of the table, or stands without an empty column between beside one that is. */
function belongs(at: number, used: readonly number[], isSure: (k: number) => boolean): boolean {
  const reaches = (step: 1 | -1) => {
    for (let k = at; ; k += step) {
      if (isSure(k)) return true;
      if (used[k + step] !== used[k]! + step) return false;
    }
  };
  return reaches(1) || reaches(-1);
}
