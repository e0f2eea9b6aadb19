import type { Design } from "../core/matrix.ts";

/** Groups of a number column. */
const PARTS = 20;

/** The level of a missing value. */
export const MISSING = -1;

/**
 * How rows fall into the levels of column `j`, found by name: the codes of a category, the values of a number with at
 * most 20 of them, else its twentieths in `design`. Missing is a level of its own.
 */
export function levelling(design: Design, j: number): (of: Design) => Int32Array {
  const { name, kind } = design.columns[j]!;
  const edges = kind === "category" ? new Float64Array() : edgesOf(columnOf(design, name));
  return (of) =>
    Int32Array.from(columnOf(of, name), (v) => {
      if (Number.isNaN(v)) return MISSING;
      if (kind === "category") return v;
      let [low, high] = [0, edges.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (v >= edges[middle]!) low = middle + 1;
        else high = middle;
      }
      return low;
    });
}

function edgesOf(values: Float64Array): Float64Array {
  const sorted = values.filter((v) => !Number.isNaN(v)).sort();
  const distinct = sorted.filter((v, i) => i === 0 || v !== sorted[i - 1]);
  if (distinct.length <= PARTS) return distinct;
  const at = (k: number) => sorted[Math.floor(((k + 1) * sorted.length) / PARTS)]!;
  return Float64Array.from(new Set(Array.from({ length: PARTS - 1 }, (_, k) => at(k))));
}

function columnOf({ x, columns }: Design, name: string): Float64Array {
  const j = columns.findIndex((c) => c.name === name);
  if (j < 0) throw new RangeError(`there is no column ${name}`);
  return Float64Array.from({ length: x.rows }, (_, i) => x.data[i * x.cols + j]!);
}
