import type { Strength } from "./parameters.ts";

/**
 * The beta that minimises the quadratic model of the loss around `beta` (gradient, lower triangle of the Hessian) plus
 * the penalty, by cyclic coordinate descent with soft thresholding (Friedman, Hastie and Tibshirani 2010).
 */
export function coordinateDescent(
  beta: Float64Array,
  gradient: Float64Array,
  hessian: Float64Array,
  { l1, l2 }: Strength,
): Float64Array {
  const size = beta.length;
  const next = beta.slice();
  // slope = gradient + H·(next − beta), kept up to date
  const slope = gradient.slice();
  for (let sweep = 0; sweep < 10_000; sweep++) {
    let largest = 0;
    for (let j = 0; j < size; j++) {
      const curvature = hessian[j * size + j]! + (j === 0 ? 0 : l2);
      if (!(curvature > 0)) continue;
      const old = next[j]!;
      const now =
        j === 0
          ? old - slope[0]! / curvature
          : softThreshold(hessian[j * size + j]! * old - slope[j]!, l1) / curvature;
      const change = now - old;
      if (change === 0) continue;
      next[j] = now;
      largest = Math.max(largest, Math.abs(change) * Math.sqrt(curvature));
      for (let k = 0; k <= j; k++) slope[k]! += change * hessian[j * size + k]!;
      for (let k = j + 1; k < size; k++) slope[k]! += change * hessian[k * size + j]!;
    }
    if (largest < 1e-14) break;
  }
  return next;
}

export function softThreshold(value: number, by: number): number {
  if (value > by) return value - by;
  return value < -by ? value + by : 0;
}
