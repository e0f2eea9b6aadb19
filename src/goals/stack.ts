import { type Design, numberColumns, takeRows, zeros } from "../core/matrix.ts";
import { DRIFT_LIMIT, populationStability } from "../validate/drift.ts";
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

/**
 * The columns whose values at the moment of the prediction lie where the stack's did, and the names of the others. A
 * short history makes such others: what counts from the first order on grows with the calendar, and no model can know
 * what values mean that it has not seen. Reads features only, never an outcome.
 */
export function splitByDrift(
  stack: Stack,
  now: Design,
): { readonly kept: Design; readonly drifted: string[] } {
  const names = stack.design.columns.map((c) => c.name);
  const drifted = names.filter(
    (name) => populationStability(column(stack.design, name), column(now, name)) > DRIFT_LIMIT,
  );
  // A population that is new in everything is a matter for the proof, not for an empty model.
  if (drifted.length > names.length / 2) return { kept: stack.design, drifted: [] };
  return {
    kept: pickColumns(
      stack.design,
      names.filter((name) => !drifted.includes(name)),
    ),
    drifted,
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
