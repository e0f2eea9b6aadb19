export interface Column<T> {
  readonly name: string;
  readonly value: (row: T) => string | number | null;
}

/** Rows as CSV for a spreadsheet: text that would start a formula is quoted by an apostrophe. */
export function csvOf<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  const line = (cells: readonly (string | number | null)[]) => cells.map(cell).join(",");
  return `\uFEFF${[line(columns.map((c) => c.name)), ...rows.map((r) => line(columns.map((c) => c.value(r))))].join("\r\n")}\r\n`;
}

function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
