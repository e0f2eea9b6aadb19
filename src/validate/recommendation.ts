/** Metrics of one user's ranked list (distinct items, best first) against what was taken later. */

/** Share of what was taken that stands among the first `n`; of at most `n`, so that 1 can be reached. */
export function recallAt(ranked: readonly number[], taken: ReadonlySet<number>, n: number): number {
  if (taken.size === 0) return Number.NaN;
  return hits(ranked, taken, n) / Math.min(n, taken.size);
}

/** Normalised discounted cumulative gain with binary relevance (Järvelin and Kekäläinen 2002), log base 2. */
export function ndcgAt(ranked: readonly number[], taken: ReadonlySet<number>, n: number): number {
  if (taken.size === 0) return Number.NaN;
  let gain = 0;
  let ideal = 0;
  for (let i = 0; i < n; i++) {
    const discount = 1 / Math.log2(i + 2);
    if (i < taken.size) ideal += discount;
    if (i < ranked.length && taken.has(ranked[i]!)) gain += discount;
  }
  return gain / ideal;
}

/** Share of all items that stand on somebody's list. */
export function coverage(lists: readonly (readonly number[])[], items: number): number {
  return new Set(lists.flat()).size / items;
}

function hits(ranked: readonly number[], taken: ReadonlySet<number>, n: number): number {
  let sum = 0;
  for (let i = 0; i < Math.min(n, ranked.length); i++) if (taken.has(ranked[i]!)) sum++;
  return sum;
}
