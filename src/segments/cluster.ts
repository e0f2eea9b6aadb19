import type { Matrix } from "../core/matrix.ts";

/** Cuts the rows of `x` into `groups` groups, 0 … groups − 1; same rows, number and seed → same labels. */
export type Cluster = (x: Matrix, groups: number, seed: number) => Promise<Int32Array>;

/** Members of each group. */
export function groupSizes(labels: ArrayLike<number>, groups: number): Int32Array {
  const sizes = new Int32Array(groups);
  for (let i = 0; i < labels.length; i++) if (labels[i]! >= 0) sizes[labels[i]!]!++;
  return sizes;
}
