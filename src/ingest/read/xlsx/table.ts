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
  const width = Math.max(...rows.map((r) => r.cells.length));
  const texts = (row: SheetRow) => Array.from({ length: width }, (_, j) => row.cells[j] ?? "");
  const knownNames = rows
    .slice(0, TOP_ROWS)
    .map((row, i) => (i >= start && wide[i] ? row.cells.filter((c) => c && known(c)).length : 0));
  const most = Math.max(...knownNames);
  const at = most >= 2 ? knownNames.indexOf(most) : start;
  const below = rows.slice(at + 1).map((row) => ({ line: row.line, fields: texts(row) }));
  const first = texts(rows[at]!);
  const header = most >= 2 || isHeader(first, below, known);
  const data = header ? below : [{ line: 0, fields: first }, ...below];
  const isNamed = (j: number) => header && first[j] !== "";
  const used = first.map((_, j) => isNamed(j) || data.some((r) => r.fields[j] !== ""));
  const columns = used.flatMap((u, j) => (u && belongs(j, used, isNamed) ? [j] : []));
  return {
    columns,
    names: header ? unique(columns.map((j) => first[j]!)) : numbered(columns.length),
    header,
    before: header ? at : 0,
  };
}

/** Whether a column has a name, or stands without an empty column between beside one that has (or beside none, where none has). */
function belongs(at: number, used: readonly boolean[], isNamed: (j: number) => boolean): boolean {
  const reaches = (step: number) => {
    for (let j = at; used[j]; j += step) if (isNamed(j)) return true;
    return false;
  };
  const anyNamed = used.some((_, j) => isNamed(j));
  return !anyNamed || reaches(1) || reaches(-1);
}
