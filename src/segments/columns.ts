import { type Matrix, zeros } from "../core/matrix.ts";

/** The columns `index` of `x`, in that order, as a new matrix. */
export function takeColumns(x: Matrix, index: readonly number[]): Matrix {
  const out = zeros(x.rows, index.length);
  for (let i = 0, at = 0, from = 0; i < x.rows; i++, from += x.cols) {
    for (const j of index) out.data[at++] = x.data[from + j]!;
  }
  return out;
}
