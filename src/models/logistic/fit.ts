import type { FitContext, Labelled } from "../estimator.ts";
import { cholesky, choleskyInverse } from "../linear-algebra/cholesky.ts";
import { fitWide, fitWideSparse } from "./first-order.ts";
import { type Fitted, newton } from "./newton.ts";
import { LogisticObjective } from "./objective.ts";
import { type LogisticParameters, type Strength, strengthOf } from "./parameters.ts";

/** Up to this many columns a Hessian is cheap to build and to factor. */
const NARROW = 300;

export interface FittedLogistic {
  readonly intercept: number;
  readonly coefficients: Float64Array;
  readonly means: Float64Array;
  readonly standardErrors: Float64Array | null;
  readonly interceptError: number | null;
  readonly converged: boolean;
  readonly nIter: number;
}

/** Fits on the standardised scale and translates to the scale of the columns as given. */
export async function fitLogistic(
  data: Labelled,
  p: LogisticParameters,
  ctx: FitContext,
): Promise<FittedLogistic> {
  const objective = new LogisticObjective(data.x, data.y, data.weight, p);
  const strength = strengthOf(p, objective.totalWeight);
  const start = objective.start(p.fitIntercept);
  const narrow = objective.size <= NARROW;
  const solve = narrow ? newton : strength.l1 > 0 ? fitWideSparse : fitWide;
  const found = await solve(objective, strength, start, p, ctx);
  const errors = narrow && strength.l1 === 0 ? standardErrors(objective, strength, found) : null;
  const translated = translate(objective, found, errors, data.x.cols);
  return {
    ...translated,
    interceptError: p.fitIntercept ? translated.interceptError : null,
    converged: found.converged,
    nIter: found.nIter,
  };
}

/** Covariance of the standardised parameters: inverse Hessian of the summed, penalised loss. Null when singular. */
function standardErrors(
  objective: LogisticObjective,
  { l2 }: Strength,
  { beta }: Fitted,
): Float64Array | null {
  const size = objective.size;
  const hessian = new Float64Array(size * size);
  objective.evaluate(beta, new Float64Array(size), hessian);
  for (let j = 1; j < size; j++) hessian[j * size + j]! += l2;
  if (hessian[0] === 0) hessian[0] = 1;
  const lower = cholesky(hessian, size);
  if (!lower) return null;
  return choleskyInverse(lower, size).map((v) => v / objective.totalWeight);
}

function translate(
  objective: LogisticObjective,
  { beta }: Fitted,
  covariance: Float64Array | null,
  cols: number,
) {
  const size = objective.size;
  const coefficients = new Float64Array(cols);
  const errors = covariance && new Float64Array(cols);
  // How the intercept as given follows from the standardised parameters.
  const back = new Float64Array(size);
  back[0] = 1;
  let intercept = beta[0]!;
  objective.used.forEach((column, j) => {
    const scale = objective.scale[j]!;
    coefficients[column] = beta[j + 1]! / scale;
    back[j + 1] = -objective.shift[j]! / scale;
    intercept += back[j + 1]! * beta[j + 1]!;
    if (covariance) errors![column] = Math.sqrt(covariance[(j + 1) * size + j + 1]!) / scale;
  });
  return {
    intercept,
    coefficients,
    means: objective.mean.slice(),
    standardErrors: errors,
    interceptError: covariance && quadraticForm(covariance, back),
  };
}

/** √(vᵀ·C·v) */
function quadraticForm(c: Float64Array, v: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < v.length; i++)
    for (let j = 0; j < v.length; j++) sum += v[i]! * c[i * v.length + j]! * v[j]!;
  return Math.sqrt(Math.max(0, sum));
}
