import { breathe } from "../breathe.ts";
import type { FitContext } from "../estimator.ts";
import { lbfgs } from "../optimise/lbfgs.ts";
import { softThreshold } from "./coordinate-descent.ts";
import { type Fitted, optimalityGap, penaltyOf } from "./newton.ts";
import type { Objective } from "./objective.ts";
import type { Strength } from "./parameters.ts";

interface Limits {
  readonly maxIter: number;
  readonly tol: number;
}

/** For many columns without an L1 part: L-BFGS (Liu and Nocedal 1989), no Hessian. */
export async function fitWide(
  objective: Objective,
  strength: Strength,
  start: Float64Array,
  { maxIter, tol }: Limits,
  ctx: FitContext,
): Promise<Fitted> {
  const found = await lbfgs(
    (beta, gradient) => {
      const loss = objective.evaluate(beta, gradient) + penaltyOf(beta, strength);
      for (let j = 1; j < beta.length; j++) gradient[j]! += strength.l2 * beta[j]!;
      return loss;
    },
    start,
    // A first-order step costs a fraction of a Newton step.
    { maxIter: maxIter * 20, tol },
    ctx,
  );
  return { beta: found.x, converged: found.converged, nIter: found.nIter };
}

/** For many columns with an L1 part: FISTA (Beck and Teboulle 2009) with backtracking and restart by function value. */
export async function fitWideSparse(
  objective: Objective,
  strength: Strength,
  start: Float64Array,
  { maxIter, tol }: Limits,
  ctx: FitContext,
): Promise<Fitted> {
  const steps = maxIter * 50;
  const gradient = new Float64Array(start.length);
  let beta = start;
  let value = objective.evaluate(beta) + penaltyOf(beta, strength);
  let ahead = start;
  let momentum = 1;
  let lipschitz = 1;
  for (let iter = 0; iter < steps; iter++) {
    await breathe(ctx.signal);
    ctx.onProgress?.(iter, steps);
    const smooth = objective.evaluate(ahead, gradient);
    let next = proximalStep(ahead, gradient, strength, lipschitz);
    while (objective.evaluate(next) > quadraticBound(smooth, gradient, ahead, next, lipschitz) + 1e-15) {
      lipschitz *= 2;
      next = proximalStep(ahead, gradient, strength, lipschitz);
    }
    const now = objective.evaluate(next, gradient) + penaltyOf(next, strength);
    if (now > value && momentum > 1) {
      momentum = 1;
      ahead = beta;
      continue;
    }
    const grown = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    const pull = (momentum - 1) / grown;
    const before = beta;
    ahead = next.map((b, j) => b + pull * (b - before[j]!));
    beta = next;
    value = now;
    momentum = grown;
    lipschitz *= 0.95;
    if (optimalityGap(beta, gradient, strength) <= Math.max(tol, 1e-8)) {
      return { beta, converged: true, nIter: iter + 1 };
    }
  }
  return { beta, converged: false, nIter: steps };
}

function proximalStep(at: Float64Array, gradient: Float64Array, { l1, l2 }: Strength, lipschitz: number) {
  return at.map((b, j) => {
    const moved = b - gradient[j]! / lipschitz;
    return j === 0 ? moved : softThreshold(moved, l1 / lipschitz) / (1 + l2 / lipschitz);
  });
}

function quadraticBound(
  value: number,
  gradient: Float64Array,
  from: Float64Array,
  to: Float64Array,
  lipschitz: number,
): number {
  let bound = value;
  for (let j = 0; j < to.length; j++) {
    const step = to[j]! - from[j]!;
    bound += gradient[j]! * step + 0.5 * lipschitz * step * step;
  }
  return bound;
}
