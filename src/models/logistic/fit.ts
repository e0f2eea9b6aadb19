import type { FitContext, Labelled } from "../estimator.ts";
import { cholesky, choleskyInverse } from "../linear-algebra/cholesky.ts";
import { checkFinite } from "../rows.ts";
import { Team } from "../threads/team.ts";
import { fitWide, fitWideSparse } from "./first-order.ts";
import { KernelObjective } from "./kernel-objective.ts";
import { type Fitted, newton } from "./newton.ts";
import { type Objective, PlainObjective } from "./objective.ts";
import { type LogisticParameters, type Strength, strengthOf } from "./parameters.ts";

/** Up to this many columns a Hessian is cheap to build and to factor. */
const NARROW = 300;
/** Below this many values the kernel is not worth its setting up. */
const KERNEL_CELLS = 20_000;
/** Above this many rows Newton starts from the optimum of a sample, after so many steps at most. */
const SAMPLE_ROWS = 100_000;
const SAMPLE_STEPS = 6;
/** Below this many values a second thread costs more than it brings. */
const THREAD_CELLS = 2_000_000;

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
  const { x, y, weight } = data;
  ctx.signal?.throwIfAborted();
  const narrow = x.cols < NARROW;
  if (x.rows * x.cols < KERNEL_CELLS) {
    checkFinite(data);
    return solve(new PlainObjective(x, y, weight, p), narrow, p, ctx);
  }
  const threads = x.rows * x.cols < THREAD_CELLS ? 1 : (ctx.threads ?? 1);
  const team = await Team.start({ kernel: "logistic", threads, atOnce: true });
  try {
    const { standardise, fitIntercept } = p;
    const objective = new KernelObjective(team, x, y, weight, { standardise, fitIntercept, hessian: narrow });
    // A value that is not finite makes its column's sums so.
    if (!objective.finite) checkFinite(data);
    const start = x.rows > SAMPLE_ROWS && narrow ? await sampledStart(objective, p, ctx) : undefined;
    return await solve(objective, narrow, p, ctx, start);
  } finally {
    await team.close();
  }
}

async function solve(
  objective: Objective,
  narrow: boolean,
  p: LogisticParameters,
  ctx: FitContext,
  start: Float64Array = objective.start(p.fitIntercept),
): Promise<FittedLogistic> {
  const strength = strengthOf(p, objective.totalWeight);
  const solver = narrow ? newton : strength.l1 > 0 ? fitWideSparse : fitWide;
  const found = await solver(objective, strength, start, p, ctx);
  const errors =
    found.hessian && strength.l1 === 0 ? standardErrors(objective, strength, found.hessian) : null;
  const translated = translate(objective, found, errors);
  return {
    ...translated,
    interceptError: p.fitIntercept ? translated.interceptError : null,
    converged: found.converged,
    nIter: found.nIter,
  };
}

/** The optimum of a sample, to start from. */
async function sampledStart(
  objective: KernelObjective,
  p: LogisticParameters,
  { seed, signal }: FitContext,
): Promise<Float64Array> {
  const strength = strengthOf(p, objective.totalWeight);
  const limits = { maxIter: SAMPLE_STEPS, tol: 1e-4 };
  const quiet = { seed, ...(signal && { signal }) };
  return (await newton(objective.sample(), strength, objective.start(p.fitIntercept), limits, quiet)).beta;
}

/** Covariance of the standardised parameters: inverse Hessian of the summed, penalised loss. Null when singular. */
function standardErrors(objective: Objective, { l2 }: Strength, at: Float64Array): Float64Array | null {
  const { size } = objective;
  const hessian = at.slice();
  for (let j = 1; j < size; j++) hessian[j * size + j]! += l2;
  if (hessian[0] === 0) hessian[0] = 1;
  const lower = cholesky(hessian, size);
  if (!lower) return null;
  return choleskyInverse(lower, size).map((v) => v / objective.totalWeight);
}

function translate(objective: Objective, { beta }: Fitted, covariance: Float64Array | null) {
  const { size } = objective;
  const cols = objective.mean.length;
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
