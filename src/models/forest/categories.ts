import { type Design, type Matrix, zeros } from "../../core/matrix.ts";

/** Codes told apart in each category column, by bin; null for numbers. */
export type CategoryCodes = readonly (readonly number[] | null)[];

/**
 * The matrix with each category code replaced by its bin, unknown codes by missing: so a node's set of categories is at most
 * 255 bits, however large the codes. The matrix itself where it has no category column.
 */
export function recode({ x }: Design, codes: CategoryCodes): Matrix {
  if (codes.every((code) => code === null)) return x;
  const out = zeros(x.rows, x.cols);
  out.data.set(x.data.subarray(0, x.rows * x.cols));
  codes.forEach((code, c) => {
    if (!code) return;
    const binOf = new Map(code.map((value, bin) => [value, bin]));
    for (let at = c; at < out.data.length; at += x.cols) out.data[at] = binOf.get(x.data[at]!) ?? Number.NaN;
  });
  return out;
}
