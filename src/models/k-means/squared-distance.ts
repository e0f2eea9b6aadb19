/** ‖a − b‖² over `width` values from the given places. */
export function squaredDistance(
  a: Float32Array | Float64Array,
  fromA: number,
  b: Float32Array | Float64Array,
  fromB: number,
  width: number,
): number {
  let sum = 0;
  for (let j = 0; j < width; j++) {
    const difference = a[fromA + j]! - b[fromB + j]!;
    sum += difference * difference;
  }
  return sum;
}
