import { looksLikeDate, mayBeDate } from "./dates.ts";
import { looksLikeMoney, looksLikeNumber } from "./numbers.ts";

/** What a sample of a column's values looks like; shares of its filled values. */
export interface ColumnProfile {
  readonly index: number;
  readonly name: string;
  /** The name by which its meaning is looked for. */
  readonly called: string;
  /** Filled values of the sample, in file order. */
  readonly values: readonly string[];
  /** Values by row; "" where empty. */
  readonly cells: readonly string[];
  readonly distinct: number;
  readonly dates: number;
  readonly maybeDates: number;
  readonly numbers: number;
  readonly money: number;
  readonly wholes: number;
  readonly emails: number;
  readonly meanLength: number;
}

const EMPTY = new Set(["", "null", "nan", "none", "n/a", "#n/a", "nil", "\\n", "<na>"]);

export function profileColumns(
  names: readonly string[],
  rows: readonly (readonly (string | null)[])[],
  called: (name: string) => string = (name) => name,
): ColumnProfile[] {
  return names.map((name, index) => {
    const cells = rows.map((r) => {
      const v = (r[index] ?? "").trim();
      return EMPTY.has(v.toLowerCase()) ? "" : v;
    });
    const values = cells.filter((v) => v !== "");
    const share = (is: (v: string) => boolean) =>
      values.length === 0 ? 0 : values.filter(is).length / values.length;
    return {
      index,
      name,
      called: called(name),
      values,
      cells,
      distinct: new Set(values).size,
      dates: share(looksLikeDate),
      maybeDates: share(mayBeDate),
      numbers: share(looksLikeNumber),
      money: share(looksLikeMoney),
      wholes: share((v) => /^-?\d{1,18}$/.test(v)),
      emails: share((v) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(v)),
      meanLength: values.reduce((s, v) => s + v.length, 0) / Math.max(1, values.length),
    };
  });
}
