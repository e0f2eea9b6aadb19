const LARGEST = 3.4028234663852886e38;

/** The float32 nearest the middle that keeps low ≤ t < high. */
export function middle(low: number, high: number): number {
  const [a, b] = [Math.max(low, -LARGEST), Math.min(high, LARGEST)];
  const t = Math.fround((a + b) / 2);
  return t >= a && t < high ? t : a;
}

/**
 * The number with the fewest digits (as float32) for which low ≤ t < high, near the middle: “more than 30 days” rather than
 * 31.5. Whole tens before whole fives before ones.
 */
export function roundest(low: number, high: number): number {
  const [a, b] = [Math.max(low, -LARGEST), Math.min(high, LARGEST)];
  if (a <= 0 && high > 0) return 0;
  const centre = (a + b) / 2;
  let power = Math.ceil(Math.log10(Math.max(Math.abs(a), Math.abs(b))));
  for (const lowest = power - 9; power >= lowest; power--)
    for (const half of [1, 0.5]) {
      const step = half * 10 ** power;
      for (const near of [Math.round, Math.floor, Math.ceil]) {
        const t = Math.fround(Number((near(centre / step) * step).toPrecision(9)));
        if (t >= a && t < high) return t;
      }
    }
  return middle(low, high);
}

/** The shortest decimal that is this float32: .3, not .30000001192092896. */
export function shortest(value: number): number {
  if (!Number.isFinite(value)) return value;
  for (let digits = 1; digits < 10; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}
