import type { SparseRows } from "./sparse-rows.ts";

/** Log-odds of every row: its values times the weights of their columns, plus the intercept (the last weight). */
export function sparseMargins(x: SparseRows, weights: Float64Array): Float64Array {
  const { rows, cols, start, column, value } = x;
  const out = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let sum = weights[cols]!;
    for (let k = start[i]!, end = start[i + 1]!; k < end; k++) sum += weights[column[k]!]! * value[k]!;
    out[i] = sum;
  }
  return out;
}
