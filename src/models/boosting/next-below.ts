const word = new Int32Array(1);
const float = new Float32Array(word.buffer);

/** The next float32 below `value` (itself for −∞). */
export function nextBelow(value: number): number {
  if (value === Number.NEGATIVE_INFINITY) return value;
  if (value === 0) return -1.401298464324817e-45;
  float[0] = value;
  word[0] = word[0]! + (value > 0 ? -1 : 1);
  return float[0]!;
}
