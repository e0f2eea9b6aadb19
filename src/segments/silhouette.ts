import type { Matrix } from "../core/matrix.ts";

/**
 * Mean silhouette (Rousseeuw 1987) of several labellings of the same rows, Euclidean, over the rows `of`.
 * The distances are worked out once for all labellings. Labels are 0 … k − 1; a row labelled −1 is left out.
 * A row alone in its group counts 0, as in scikit-learn. NaN where fewer than two groups have members.
 */
export function silhouettes(
  x: Matrix,
  of: ArrayLike<number>,
  labellings: readonly { readonly labels: ArrayLike<number>; readonly groups: number }[],
): number[] {
  const n = of.length;
  const d = x.cols;
  const points = new Float64Array(n * d);
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) points[i * d + j] = x.data[of[i]! * d + j]!;
  const taken = labellings.map(({ labels, groups }) => {
    const own = new Int32Array(n);
    const sizes = new Int32Array(groups);
    for (let i = 0; i < n; i++) {
      own[i] = labels[of[i]!]!;
      if (own[i]! >= 0) sizes[own[i]!]!++;
    }
    return { own, sizes, groups, sums: new Float64Array(n * groups) };
  });
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      let squared = 0;
      for (let a = i * d, b = j * d, end = a + d; a < end; a++, b++) {
        const difference = points[a]! - points[b]!;
        squared += difference * difference;
      }
      const distance = Math.sqrt(squared);
      for (const { own, groups, sums } of taken) {
        if (own[j]! >= 0) sums[i * groups + own[j]!]! += distance;
        if (own[i]! >= 0) sums[j * groups + own[i]!]! += distance;
      }
    }
  }
  return taken.map(({ own, sizes, groups, sums }) => meanOf(own, sizes, groups, sums));
}

function meanOf(own: Int32Array, sizes: Int32Array, groups: number, sums: Float64Array): number {
  if (sizes.filter((s) => s > 0).length < 2) return Number.NaN;
  let total = 0;
  let counted = 0;
  for (let i = 0; i < own.length; i++) {
    const g = own[i]!;
    if (g < 0) continue;
    counted++;
    if (sizes[g]! < 2) continue;
    const inside = sums[i * groups + g]! / (sizes[g]! - 1);
    let nearest = Number.POSITIVE_INFINITY;
    for (let other = 0; other < groups; other++) {
      if (other !== g && sizes[other]! > 0) {
        nearest = Math.min(nearest, sums[i * groups + other]! / sizes[other]!);
      }
    }
    const larger = Math.max(inside, nearest);
    if (larger > 0) total += (nearest - inside) / larger;
  }
  return total / counted;
}
