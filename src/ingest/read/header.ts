import { looksLikeDate } from "../understand/dates.ts";
import { looksLikeNumber } from "../understand/numbers.ts";
import { commonWidth, type SampleRecord } from "./dialect.ts";

/** Names of the columns, and how many rows at the top are no data. */
export interface Header {
  readonly names: readonly string[];
  readonly found: boolean;
  /** Rows before the header (a title, an empty form): each is rejected, with this reason. */
  readonly before: number;
}

/**
 * Tells the header from data: below a header columns hold numbers or dates where it has words. Without such columns
 * it is one when a name is known (`known`), or when its values are all different and none comes back below.
 */
export function findHeader(records: readonly SampleRecord[], known: (name: string) => boolean): Header {
  const width = commonWidth(records);
  const before = Math.max(0, titleRows(records, width));
  const first = records[before]?.fields ?? [];
  const below = records.slice(before + 1).filter((r) => r.fields.length >= first.length);
  if (!isHeader(first, below, known)) return { names: numbered(Math.max(width, 1)), found: false, before: 0 };
  // One name less than fields: the first column, row names, has none.
  const named = first.length === width - 1 ? ["", ...first] : first;
  return { names: unique(named), found: true, before };
}

/** Column names where the file has none: `#1`, `#2`, … */
export function numbered(width: number): string[] {
  return Array.from({ length: width }, (_, i) => `#${i + 1}`);
}

/** Names made different from each other; empty ones by position. */
export function unique(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((raw, i) => {
    const name = raw.replace(/\s+/g, " ").trim() || `#${i + 1}`;
    const n = (seen.get(name) ?? 0) + 1;
    seen.set(name, n);
    return n === 1 ? name : `${name} (${n})`;
  });
}

/** Rows at the top that have far fewer fields than the others. */
function titleRows(records: readonly SampleRecord[], width: number): number {
  if (width < 3) return 0;
  const at = records.slice(0, 20).findIndex((r) => r.fields.filter(Boolean).length >= width - 1);
  const wide = records.filter((r) => r.fields.length === width).length;
  return at > 0 && wide >= 0.8 * (records.length - at) ? at : 0;
}

const typed = (v: string) => looksLikeNumber(v) || looksLikeDate(v);

/** Whether a row is the header of those below it; `known` says which names the table knows. */
export function isHeader(
  first: readonly string[],
  below: readonly SampleRecord[],
  known: (name: string) => boolean,
): boolean {
  if (first.length === 0) return false;
  const names = first.filter((f) => f !== "");
  if (names.length === 0 || names.every(typed)) return false;
  let votes = 0;
  first.forEach((name, j) => {
    const values = below
      .slice(0, 200)
      .map((r) => r.fields[j] ?? "")
      .filter((v) => v !== "");
    if (values.length === 0 || values.filter(typed).length < 0.8 * values.length) return;
    votes += typed(name) ? -1 : name === "" ? 0 : 1;
  });
  if (votes !== 0) return votes > 0;
  const knownNames = names.filter(known).length;
  if (knownNames > 0 && 2 * knownNames >= Math.min(names.length, 4)) return true;
  if (new Set(names).size < names.length || names.some((f) => f.length > 80)) return false;
  if (below.length === 0) return knownNames > 0;
  return first.every((name, j) => !below.some((r) => r.fields[j] === name));
}
