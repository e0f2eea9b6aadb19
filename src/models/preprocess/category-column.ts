import type { Matrix } from "../../core/matrix.ts";

/** The codes of a category column that get a 0/1 column each, ascending. Any other code gives 0 in all of them. */
export interface CategoryColumn {
  readonly kind: "category";
  readonly codes: readonly number[];
  readonly hasMissing: boolean;
}

/** Learns column `j` of `x`: the most frequent codes, ties to the lower code. Anything but a whole number ≥ 0 counts as missing. */
export function learnCategory(
  x: Matrix,
  j: number,
  { maxCategories, minCategoryRows }: { readonly maxCategories: number; readonly minCategoryRows: number },
): CategoryColumn {
  const counts = new Map<number, number>();
  let hasMissing = false;
  for (let i = 0; i < x.rows; i++) {
    const code = x.data[i * x.cols + j]!;
    if (isCode(code)) counts.set(code, (counts.get(code) ?? 0) + 1);
    else hasMissing = true;
  }
  const codes = [...counts]
    .filter(([, count]) => count >= minCategoryRows)
    .sort(([a, countA], [b, countB]) => countB - countA || a - b)
    .slice(0, maxCategories)
    .map(([code]) => code)
    .sort((a, b) => a - b);
  return { kind: "category", codes, hasMissing };
}

export function isCode(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}
