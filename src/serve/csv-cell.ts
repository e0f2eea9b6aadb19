/** A CSV cell no spreadsheet takes for a formula: text that would start one gets an apostrophe before it. */
export function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe =
    /^[\s\p{Cc}]*[=+\-@＝＋－＠]/u.test(value) && !/^-?\d+([.,]\d+)?$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
