/** Wilson's interval of a share (Wilson 1927), 95 % by default: `hits` of `of`. */
export function wilson(
  hits: number,
  of: number,
  z = 1.959963984540054,
): { share: number; low: number; high: number } {
  if (of === 0) return { share: Number.NaN, low: 0, high: 1 };
  const share = hits / of;
  const middle = share + (z * z) / (2 * of);
  const half = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const scale = 1 + (z * z) / of;
  return { share, low: Math.max(0, (middle - half) / scale), high: Math.min(1, (middle + half) / scale) };
}

/** p-value of Pearson's chi-square test (1 degree of freedom) that two shares are the same; 1 where nothing differs. */
export function sameShareP(hitsA: number, ofA: number, hitsB: number, ofB: number): number {
  const n = ofA + ofB;
  const hits = hitsA + hitsB;
  if (ofA === 0 || ofB === 0 || hits === 0 || hits === n) return 1;
  const difference = hitsA * (ofB - hitsB) - hitsB * (ofA - hitsA);
  const chiSquare = (n * difference * difference) / (ofA * ofB * hits * (n - hits));
  return normalP(Math.sqrt(chiSquare));
}

/** Two-sided p-value of a standard normal deviate. */
export function normalP(z: number): number {
  return complementaryError(Math.abs(z) / Math.SQRT2);
}

/** Holm's step-down adjustment (1979): p-values that hold for all comparisons together, in the given order. */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[a]! - pValues[b]!);
  const out = new Array<number>(pValues.length);
  let largest = 0;
  order.forEach((index, rank) => {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * pValues[index]!));
    out[index] = largest;
  });
  return out;
}

/** erfc(x) for x ≥ 0: power series below 2, Lentz's continued fraction above (Abramowitz and Stegun 7.1.5, 7.1.14). */
function complementaryError(x: number): number {
  if (x < 2) {
    let term = x;
    let sum = x;
    for (let k = 1; Math.abs(term) > 1e-17 * sum; k++) {
      term *= (-x * x) / k;
      sum += term / (2 * k + 1);
      if (k > 200) break;
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * sum;
  }
  let fraction = 0;
  for (let k = 60; k >= 1; k--) fraction = k / 2 / (x + fraction);
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * (x + fraction));
}
