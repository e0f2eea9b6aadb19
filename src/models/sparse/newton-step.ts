import type { SparseLoss } from "./loss.ts";

const MOST_STEPS = 250;

/**
 * The step d with Hessian × d = −gradient, by conjugate gradients preconditioned with the Hessian's diagonal, until the
 * residual has shrunk to `forcing` of what it was, or none of it exceeds `enough`; `margins` is how the margins change with it.
 */
export function newtonStep(
  loss: SparseLoss,
  gradient: Float64Array,
  curvature: Float64Array,
  { forcing, enough }: { readonly forcing: number; readonly enough: number },
): { readonly step: Float64Array; readonly margins: Float64Array } {
  const size = gradient.length;
  const step = new Float64Array(size);
  const margins = new Float64Array(loss.x.rows);
  const residual = new Float64Array(size);
  const direction = new Float64Array(size);
  const image = new Float64Array(size);
  const change = new Float64Array(loss.x.rows);
  let rho = 0;
  for (let j = 0; j < size; j++) {
    const r = -gradient[j]!;
    residual[j] = r;
    direction[j] = r / curvature[j]!;
    rho += r * direction[j]!;
  }
  const small = forcing * forcing * rho;
  let most = Number.POSITIVE_INFINITY;
  for (let k = 0; k < MOST_STEPS && rho > small && most > enough; k++) {
    loss.hessianTimes(direction, image, change);
    let bend = 0;
    for (let j = 0; j < size; j++) bend += direction[j]! * image[j]!;
    if (!(bend > 0)) break;
    const alpha = rho / bend;
    let next = 0;
    most = 0;
    for (let j = 0; j < size; j++) {
      step[j]! += alpha * direction[j]!;
      const r = residual[j]! - alpha * image[j]!;
      residual[j] = r;
      next += (r * r) / curvature[j]!;
      const size = Math.abs(r);
      if (size > most) most = size;
    }
    for (let i = 0; i < margins.length; i++) margins[i]! += alpha * change[i]!;
    const beta = next / rho;
    for (let j = 0; j < size; j++) direction[j] = residual[j]! / curvature[j]! + beta * direction[j]!;
    rho = next;
  }
  return { step, margins };
}
