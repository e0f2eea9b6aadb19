/** Value at `x`; fills `gradient`. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

export interface Point {
  readonly x: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

export function largest(v: Float64Array): number {
  let most = 0;
  for (let i = 0; i < v.length; i++) most = Math.max(most, Math.abs(v[i]!));
  return most;
}

const SUFFICIENT = 1e-4;
const CURVATURE = 0.9;

/**
 * A step along `direction` that satisfies the weak Wolfe conditions, by bracketing and bisection (Lewis and Overton
 * 2013). Values that are not finite count as too high. Null when no step lowers the value.
 */
export function lineSearch(
  f: Objective,
  from: Point,
  direction: Float64Array,
  firstStep: number,
): Point | null {
  const slope = dot(from.gradient, direction);
  if (!(slope < 0)) return null;
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let step = firstStep;
  let best: Point | null = null;
  for (let tries = 0; tries < 60; tries++) {
    const x = from.x.map((v, i) => v + step * direction[i]!);
    const gradient = new Float64Array(x.length);
    const value = f(x, gradient);
    if (!Number.isFinite(value) || value > from.value + SUFFICIENT * step * slope) {
      high = step;
    } else {
      const point = { x, value, gradient };
      if (!best || value <= best.value) best = point;
      if (dot(gradient, direction) >= CURVATURE * slope) return point;
      low = step;
    }
    step = Number.isFinite(high) ? (low + high) / 2 : 2 * low;
  }
  return best;
}
