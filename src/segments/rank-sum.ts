import { normalP } from "./proportion.ts";

/**
 * p-values of the rank-sum test of each group against all others (Mann and Whitney 1947): normal approximation with
 * correction for ties, two-sided, without continuity correction. Missing values and rows labelled −1 are left out;
 * 1 where there is nothing to compare.
 */
export function rankSumP(values: Float64Array, labels: ArrayLike<number>, groups: number): number[] {
  const rows = Array.from(values.keys()).filter((i) => !Number.isNaN(values[i]!) && labels[i]! >= 0);
  rows.sort((a, b) => values[a]! - values[b]!);
  const n = rows.length;
  const sizes = new Float64Array(groups);
  const rankSums = new Float64Array(groups);
  let ties = 0;
  for (let from = 0; from < n; ) {
    let to = from + 1;
    while (to < n && values[rows[to]!] === values[rows[from]!]) to++;
    const same = to - from;
    ties += same ** 3 - same;
    for (let k = from; k < to; k++) {
      sizes[labels[rows[k]!]!]!++;
      rankSums[labels[rows[k]!]!]! += (from + 1 + to) / 2;
    }
    from = to;
  }
  return Array.from(sizes, (size, g) => {
    const others = n - size;
    const variance = ((size * others) / 12) * (n + 1 - ties / (n * (n - 1)));
    if (size === 0 || others === 0 || !(variance > 0)) return 1;
    const u = rankSums[g]! - (size * (size + 1)) / 2;
    return normalP((u - (size * others) / 2) / Math.sqrt(variance));
  });
}
