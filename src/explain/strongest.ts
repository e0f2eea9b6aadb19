import type { ColumnInfo } from "../core/matrix.ts";
import type { Reason } from "./reason.ts";

export interface ReasonOptions {
  /** How many reasons; 3 when absent. */
  readonly most?: number;
  /** What each column is about, one name a column: columns about the same thing give one reason. See topics.ts. */
  readonly topics?: readonly string[];
}

/**
 * The strongest reasons of one row, by absolute effect, at most one a topic. A topic's effect is the sum of its columns'
 * effects, so that base + all reasons = margin; it is told by the column that pushes hardest the same way.
 * `effects` and `values` are the row's, one a column (values: NaN = missing, categories as codes). Topics without
 * any effect are left out.
 */
export function strongestReasons(
  effects: ArrayLike<number>,
  values: ArrayLike<number>,
  columns: readonly ColumnInfo[],
  { most = 3, topics }: ReasonOptions = {},
): Reason[] {
  return allReasons(effects, values, columns, topics).slice(0, most);
}

/** Every reason of one row, strongest first: their effects add up to margin − base. */
export function allReasons(
  effects: ArrayLike<number>,
  values: ArrayLike<number>,
  columns: readonly ColumnInfo[],
  topics: readonly string[] = columns.map(({ name }) => name),
): Reason[] {
  const members = new Map<string, number[]>();
  topics.forEach((topic, column) => {
    if (effects[column] === 0) return;
    const list = members.get(topic);
    if (list) list.push(column);
    else members.set(topic, [column]);
  });
  const reasons = Array.from(members.values(), (group) => {
    const effect = group.reduce((sum, column) => sum + effects[column]!, 0);
    const sign = Math.sign(effect);
    const teller = group.reduce((a, b) => (effects[b]! * sign > effects[a]! * sign ? b : a));
    return reasonOf(columns[teller]!, values[teller]!, effect);
  });
  // Equal effects keep the order of the columns: the sort is stable.
  return reasons.sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
}

function reasonOf(column: ColumnInfo, raw: number, effect: number): Reason {
  const value = shown(column, raw);
  const push = effect < 0 ? "down" : "up";
  const missing = effect < 0 ? "missingDown" : "missingUp";
  const code = `reasons.${column.name}.${value === null ? missing : push}`;
  return { feature: column.name, value, effect, code, data: { value } };
}

/** The value as people know it: null = missing, a category by its name. */
function shown(column: ColumnInfo, raw: number): number | string | null {
  if (Number.isNaN(raw)) return null;
  return column.kind === "category" ? (column.categories?.[raw] ?? null) : raw;
}
