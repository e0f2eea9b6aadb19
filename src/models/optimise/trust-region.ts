import { breathe } from "../breathe.ts";
import type { FitContext } from "../estimator.ts";
import { symmetricEigen } from "../linear-algebra/symmetric-eigen.ts";
import type { Minimum } from "./lbfgs.ts";
import { largest } from "./line-search.ts";

/** Value at `x`; fills `gradient` and `hessian` (row-major n × n, both halves). */
export type CurvedObjective = (x: Float64Array, gradient: Float64Array, hessian: Float64Array) => number;

/** Where each parameter may go. */
export interface Box {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

interface Place {
  readonly x: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}

const WIDEST = 4;

/**
 * Minimum over a box by Newton's method in a trust region, the subproblem solved through the eigenvectors of the
 * Hessian (Moré and Sorensen 1983): for a few parameters, not convex. Parameters that a slope presses against their
 * bound are held there. Done when no derivative of a free parameter exceeds `tol`.
 */
export async function trustRegion(
  f: CurvedObjective,
  start: Float64Array,
  box: Box,
  { maxIter, tol }: { readonly maxIter: number; readonly tol: number },
  ctx: Pick<FitContext, "signal" | "onProgress">,
): Promise<Minimum> {
  let at = evaluate(f, inside(start, box));
  let radius = 1;
  for (let iter = 0; iter < maxIter; iter++) {
    await breathe(ctx.signal);
    ctx.onProgress?.(iter, maxIter);
    const free = freeOf(at, box);
    const slope = free.map((i) => at.gradient[i]!);
    if (largest(Float64Array.from(slope)) <= tol) return done(at, true, iter);
    const wanted = subproblem(at, free, radius);
    const next = evaluate(
      f,
      inside(
        at.x.map((v, i) => v + wanted[i]!),
        box,
      ),
    );
    const step = next.x.map((v, i) => v - at.x[i]!);
    const length = Math.hypot(...step);
    const promised = -promise(at, step);
    const gained = at.value - next.value;
    // Below rounding the value says nothing more, only the slope does.
    const blind = Math.abs(promised) <= 1e-13 * Math.abs(at.value);
    const better = blind
      ? largest(freeGradient(next, box)) < largest(Float64Array.from(slope))
      : gained > 1e-4 * promised;
    if (better) at = next;
    else if (blind) return done(at, largest(Float64Array.from(slope)) <= 1e-7, iter);
    if (blind) continue;
    if (!(gained >= 0.25 * promised)) radius = Math.min(radius, length) / 4;
    else if (gained > 0.75 * promised && length > 0.9 * radius) radius = Math.min(WIDEST, 2 * radius);
    if (radius < 1e-14) return done(at, false, iter);
  }
  return done(at, largest(freeGradient(at, box)) <= tol, maxIter);
}

function done({ x, value }: Place, converged: boolean, nIter: number): Minimum {
  return { x, value, converged, nIter };
}

function evaluate(f: CurvedObjective, x: Float64Array): Place {
  const gradient = new Float64Array(x.length);
  const hessian = new Float64Array(x.length * x.length);
  return { x, value: f(x, gradient, hessian), gradient, hessian };
}

function inside(x: Float64Array, { lower, upper }: Box): Float64Array {
  return x.map((v, i) => Math.min(upper[i]!, Math.max(lower[i]!, v)));
}

/** Parameters not held at a bound by the slope. */
function freeOf({ x, gradient }: Place, { lower, upper }: Box): number[] {
  return Array.from(x.keys()).filter(
    (i) => !(x[i]! <= lower[i]! && gradient[i]! > 0) && !(x[i]! >= upper[i]! && gradient[i]! < 0),
  );
}

function freeGradient(place: Place, box: Box): Float64Array {
  return Float64Array.from(freeOf(place, box), (i) => place.gradient[i]!);
}

/** gᵀs + ½·sᵀHs */
function promise({ gradient, hessian, x }: Place, step: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    sum += gradient[i]! * step[i]!;
    for (let j = 0; j < x.length; j++) sum += 0.5 * step[i]! * hessian[i * x.length + j]! * step[j]!;
  }
  return sum;
}

/** The step over the free parameters, at most `radius` long, that the quadratic model likes best. */
function subproblem({ x, gradient, hessian }: Place, free: readonly number[], radius: number): Float64Array {
  const n = free.length;
  const h = Float64Array.from(
    { length: n * n },
    (_, k) => hessian[free[Math.floor(k / n)]! * x.length + free[k % n]!]!,
  );
  const { values, vectors } = symmetricEigen(h, n);
  const along = Float64Array.from({ length: n }, (_, k) =>
    free.reduce((sum, i, j) => sum + vectors[k * n + j]! * gradient[i]!, 0),
  );
  const damping = dampingFor(values, along, radius);
  const step = new Float64Array(x.length);
  for (let k = 0; k < n; k++) {
    const size = -along[k]! / (values[k]! + damping);
    free.forEach((i, j) => {
      step[i]! += size * vectors[k * n + j]!;
    });
  }
  return step;
}

/** The least damping that makes the Hessian positive definite and the step no longer than `radius`. */
function dampingFor(values: Float64Array, along: Float64Array, radius: number): number {
  const lengthAt = (damping: number): number =>
    Math.hypot(...values.map((v, k) => along[k]! / (v + damping)));
  const least = values.at(-1)!;
  const scale = Math.max(Math.abs(values[0]!), Math.abs(least), Number.MIN_VALUE);
  if (least > 1e-14 * scale && lengthAt(0) <= radius) return 0;
  let low = Math.max(0, -least) + 1e-14 * scale;
  if (lengthAt(low) <= radius) return low;
  let high = Math.max(0, -least) + Math.hypot(...along) / radius + 1e-14 * scale;
  for (let k = 0; k < 60 && high - low > 1e-4 * high; k++) {
    const middle = (low + high) / 2;
    if (lengthAt(middle) > radius) low = middle;
    else high = middle;
  }
  return high;
}
