/** The q-quantile (0–1) of ascending values, linear between neighbours (numpy's default). NaN for none. */
export function quantileOfSorted(sorted: ArrayLike<number>, q: number): number {
  const n = sorted.length;
  if (n === 0) return Number.NaN;
  const at = q * (n - 1);
  const i = Math.floor(at);
  const low = sorted[i]!;
  const high = sorted[Math.min(n - 1, i + 1)]!;
  return low + (at - i) * (high - low);
}

export function quantile(values: Float64Array, q: number): number {
  return quantileOfSorted(Float64Array.from(values).sort(), q);
}
