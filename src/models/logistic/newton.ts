import { breathe } from "../breathe.ts";
import type { FitContext } from "../estimator.ts";
import { solveSymmetric } from "../linear-algebra/cholesky.ts";
import { coordinateDescent } from "./coordinate-descent.ts";
import type { Objective } from "./objective.ts";
import type { Strength } from "./parameters.ts";

export interface Fitted {
  /** [intercept, one a used column], on the standardised scale. */
  readonly beta: Float64Array;
  readonly converged: boolean;
  readonly nIter: number;
  /** Of the mean loss at `beta`, lower triangle; only second-order solvers have it. */
  readonly hessian?: Float64Array;
}

/** The objective that is made smallest: mean loss + penalty. The intercept beta[0] is never penalised. */
export function penaltyOf(beta: Float64Array, { l1, l2 }: Strength): number {
  let sum = 0;
  for (let j = 1; j < beta.length; j++) sum += l1 * Math.abs(beta[j]!) + 0.5 * l2 * beta[j]! ** 2;
  return sum;
}

/** How far `beta` is from the optimum: the largest derivative, or distance of one from its allowed range where beta is 0. */
export function optimalityGap(beta: Float64Array, gradient: Float64Array, { l1, l2 }: Strength): number {
  let worst = Math.abs(gradient[0]!);
  for (let j = 1; j < beta.length; j++) {
    const smooth = gradient[j]! + l2 * beta[j]!;
    const gap =
      beta[j] === 0 ? Math.max(0, Math.abs(smooth) - l1) : Math.abs(smooth + l1 * Math.sign(beta[j]!));
    worst = Math.max(worst, gap);
  }
  return worst;
}

/**
 * Newton's method with step halving (iteratively reweighted least squares). With an L1 part each step minimises the
 * quadratic model by coordinate descent (proximal Newton: Lee, Sun and Saunders 2014; glmnet: Friedman et al. 2010).
 */
export async function newton(
  objective: Objective,
  strength: Strength,
  start: Float64Array,
  { maxIter, tol }: { readonly maxIter: number; readonly tol: number },
  ctx: FitContext,
): Promise<Fitted> {
  let now = pointAt(objective, strength, start);
  for (let iter = 0; iter < maxIter; iter++) {
    await breathe(ctx.signal);
    ctx.onProgress?.(iter, maxIter);
    const { beta, gradient, hessian } = now;
    if (optimalityGap(beta, gradient, strength) <= tol)
      return { beta, converged: true, nIter: iter, hessian };
    const target =
      strength.l1 > 0
        ? coordinateDescent(beta, gradient, hessian, strength)
        : newtonTarget(beta, gradient, hessian, strength.l2);
    const next = lowerPoint(objective, strength, now, target);
    if (!next) {
      // No step lowers the objective: what is left is rounding.
      const gap = optimalityGap(beta, gradient, strength);
      return { beta, converged: gap <= Math.max(tol, 1e-7), nIter: iter, hessian };
    }
    now = next;
  }
  const { beta, gradient, hessian } = now;
  return { beta, converged: optimalityGap(beta, gradient, strength) <= tol, nIter: maxIter, hessian };
}

interface Point {
  readonly beta: Float64Array;
  /** Of the penalised objective. */
  readonly value: number;
  /** Of the mean loss alone. */
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}

function pointAt(objective: Objective, strength: Strength, beta: Float64Array): Point {
  const { size } = objective;
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  const value = objective.evaluate(beta, gradient, hessian) + penaltyOf(beta, strength);
  return { beta, value, gradient, hessian };
}

function newtonTarget(beta: Float64Array, gradient: Float64Array, hessian: Float64Array, l2: number) {
  const size = beta.length;
  const curvature = hessian.slice();
  const slope = gradient.slice();
  for (let j = 1; j < size; j++) {
    curvature[j * size + j]! += l2;
    slope[j]! += l2 * beta[j]!;
  }
  // Without an intercept its row is empty: any curvature leaves it at zero.
  if (curvature[0] === 0) curvature[0] = 1;
  const step = solveSymmetric(curvature, size, slope).x;
  return beta.map((b, j) => b - step[j]!);
}

/** The target, or the nearest point of its way there, halved each time, that lowers the objective. */
function lowerPoint(
  objective: Objective,
  strength: Strength,
  { beta, value }: Point,
  target: Float64Array,
): Point | null {
  // Nearly always the whole step is right, so its derivatives are made with its value.
  const whole = pointAt(objective, strength, target);
  if (whole.value < value) return whole;
  for (let share = 0.5; share > 1e-10; share /= 2) {
    const tried = beta.map((b, j) => b + share * (target[j]! - b));
    if (objective.evaluate(tried) + penaltyOf(tried, strength) < value)
      return pointAt(objective, strength, tried);
  }
  return null;
}
