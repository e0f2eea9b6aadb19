import { type Design, numberColumns, takeRows, zeros } from "../core/matrix.ts";
import type { Completed } from "./history.ts";

/** Rows of several completed cut-offs, newest first, in the columns that all of them have. */
export interface Stack {
  readonly design: Design;
  /** Customer key of each row. */
  readonly customers: Float64Array;
  /** Outcomes by name, one a row. */
  readonly outcomes: Readonly<Record<string, Float64Array>>;
  /** Rows of the newest cut-off: the first so many. */
  readonly newest: number;
  readonly cutOffs: readonly Date[];
  /** Columns that a cut-off lacked (a window longer than its history). */
  readonly dropped: readonly string[];
}

/** `parts` newest first; `columns` is the most that may be used. */
export function stackRows(parts: readonly Completed[], columns?: readonly string[]): Stack {
  const first = parts[0];
  if (!first) throw new RangeError("nothing to stack");
  const everywhere = (name: string) => parts.every((p) => p.table.features.some((f) => f.name === name));
  const all = new Set(parts.flatMap((p) => [...p.table.features.map((f) => f.name), ...p.table.dropped]));
  const offered = [...all].filter((name) => columns?.includes(name) ?? true);
  const names = offered.filter(everywhere);
  const rows = parts.reduce((sum, p) => sum + p.table.customers.length, 0);
  const x = zeros(rows, names.length);
  let at = 0;
  for (const { table } of parts) {
    const part = pickColumns(table.design, names);
    x.data.set(part.x.data, at * names.length);
    at += part.x.rows;
  }
  const outcomes: Record<string, Float64Array> = {};
  for (const name of Object.keys(first.outcomes))
    outcomes[name] = concat(parts.map((p) => p.outcomes[name]!));
  return {
    design: { x, columns: numberColumns(names) },
    customers: concat(parts.map((p) => p.table.customers)),
    outcomes,
    newest: first.table.customers.length,
    cutOffs: parts.map((p) => p.cutOff),
    dropped: offered.filter((n) => !names.includes(n)),
  };
}

/** The named columns, in that order. Throws RangeError for one that is not there. */
export function pickColumns(design: Design, names: readonly string[]): Design {
  const { x, columns } = design;
  if (names.length === columns.length && names.every((n, j) => columns[j]!.name === n)) return design;
  const from = names.map((name) => {
    const j = columns.findIndex((c) => c.name === name);
    if (j < 0) throw new RangeError(`there is no column ${name}`);
    return j;
  });
  const out = zeros(x.rows, names.length);
  for (let i = 0; i < x.rows; i++)
    for (let j = 0; j < from.length; j++) out.data[i * from.length + j] = x.data[i * x.cols + from[j]!]!;
  return { x: out, columns: from.map((j) => columns[j]!) };
}

/** The rows `index` of a design. */
export function pickRows({ x, columns }: Design, index: ArrayLike<number>): Design {
  return { x: takeRows(x, index), columns };
}

export function pick(values: Float64Array, index: ArrayLike<number>): Float64Array {
  return Float64Array.from(index, (i) => values[i]!);
}

function concat(parts: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** One column as numbers. Throws RangeError where it is not there. */
export function column({ x, columns }: Design, name: string): Float64Array {
  const j = columns.findIndex((c) => c.name === name);
  if (j < 0) throw new RangeError(`there is no column ${name}`);
  return Float64Array.from({ length: x.rows }, (_, i) => x.data[i * x.cols + j]!);
}
