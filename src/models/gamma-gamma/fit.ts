import { KindredError } from "../../core/errors.ts";
import type { FitContext } from "../estimator.ts";
import { cholesky, choleskyInverse } from "../linear-algebra/cholesky.ts";
import type { Minimum } from "../optimise/lbfgs.ts";
import { type Box, type CurvedObjective, trustRegion } from "../optimise/trust-region.ts";
import { spendingLikelihood } from "./likelihood.ts";
import type { GammaGammaParameters } from "./parameters.ts";
import {
  frequencyValueCorrelation,
  meanValue,
  type Spenders,
  type SpendingData,
  spendersOf,
} from "./spending.ts";

/**
 * Ways in which the data push the parameters to the edge of the model:
 * - `same-customers`: customers do not differ in what they spend on average (q and v → ∞);
 * - `same-purchases`: each customer spends the same every time (p → ∞, v → 0);
 * - `same-value`: every purchase has the same value;
 * - `no-mean`: values so uneven between customers that their mean does not exist (q ≤ 1).
 */
export type SpendingDegeneracy = "same-customers" | "same-purchases" | "same-value" | "no-mean";

export interface FittedGammaGamma {
  readonly p: number;
  readonly q: number;
  readonly v: number;
  /** Of the customers it was fitted on, without the penalty. */
  readonly logLikelihood: number;
  /** Weight of the customers it was fitted on: those with a purchase and a positive mean value. */
  readonly customers: number;
  /** Their mean value, each customer counted once. */
  readonly observedMean: number;
  /** Pearson's correlation of frequency and mean value among them: the model assumes 0. */
  readonly frequencyValueCorrelation: number;
  /** Of p, q, v, from the Hessian; null where that is not positive definite, as in degenerate data. */
  readonly standardErrors: readonly number[] | null;
  readonly degenerate: readonly SpendingDegeneracy[];
  readonly converged: boolean;
  readonly nIter: number;
}

const EDGE = 1e5;

/** Over ln p, ln q, ln(v/mean value). */
const box: Box = {
  lower: Float64Array.of(1e-6, 1e-6, 1e-7).map(Math.log),
  upper: Float64Array.of(1e6, 1e6, 1e7).map(Math.log),
};

/** Where to start from: p, q; v follows from the mean. */
const starts = [
  [4, 4],
  [1, 2],
  [20, 1.5],
] as const;

export async function fitGammaGamma(
  data: SpendingData,
  { penalizer, maxIter, tol }: GammaGammaParameters,
  ctx: Pick<FitContext, "signal" | "onProgress">,
): Promise<FittedGammaGamma> {
  const spenders = spendersOf(data);
  if (spenders.value.length === 0)
    throw new KindredError("no-repeat-purchases", { customers: data.frequency.length });
  const unit = meanValue(spenders);
  const objective = lossOf({ ...spenders, value: spenders.value.map((m) => m / unit) }, penalizer, unit);
  let best: Minimum | null = null;
  const quiet = ctx.signal ? { signal: ctx.signal } : {};
  for (const [k, [p, q]] of starts.entries()) {
    ctx.onProgress?.(k, starts.length);
    const from = Float64Array.of(p, q, (q - 1) / p).map(Math.log);
    const found = await trustRegion(objective, from, box, { maxIter, tol }, quiet);
    if (!best || found.value < best.value) best = found;
    // Only an answer at the edge makes it worth to look from elsewhere.
    if (found.converged && degeneracies(found.x).length === 0) break;
  }
  return finish(best!, spenders, objective, unit);
}

function lossOf(spenders: Spenders, penalizer: number, unit: number): CurvedObjective {
  return (x, gradient, hessian) => {
    const p = x.map(Math.exp);
    let loss = -spendingLikelihood(spenders, p, gradient, hessian);
    for (let i = 0; i < 9; i++) hessian[i]! *= -1;
    for (let i = 0; i < 3; i++) {
      const penalty = penalizer * (i === 2 ? p[i]! * unit : p[i]!) ** 2;
      loss += penalty;
      gradient[i] = 2 * penalty - gradient[i]!;
      hessian[i * 4]! += 4 * penalty;
    }
    return loss;
  };
}

function degeneracies(x: Float64Array): SpendingDegeneracy[] {
  const [p, q] = [Math.exp(x[0]!), Math.exp(x[1]!)];
  if (p > EDGE && q > EDGE) return ["same-value"];
  if (p > EDGE) return q <= 1 ? ["same-purchases", "no-mean"] : ["same-purchases"];
  if (q > EDGE) return ["same-customers"];
  return q <= 1 ? ["no-mean"] : [];
}

function finish(
  found: Minimum,
  spenders: Spenders,
  objective: CurvedObjective,
  unit: number,
): FittedGammaGamma {
  const parameters = found.x.map(Math.exp);
  parameters[2]! *= unit;
  const [p, q, v] = parameters as unknown as [number, number, number];
  const gradient = new Float64Array(3);
  const hessian = new Float64Array(9);
  const logLikelihood = spendingLikelihood(spenders, parameters, gradient, hessian) * spenders.totalWeight;
  objective(found.x, gradient, hessian);
  const degenerate = degeneracies(found.x);
  const lower = cholesky(hessian, 3);
  const covariance = lower && degenerate.every((d) => d === "no-mean") ? choleskyInverse(lower, 3) : null;
  return {
    p,
    q,
    v,
    logLikelihood,
    customers: spenders.totalWeight,
    observedMean: unit,
    frequencyValueCorrelation: frequencyValueCorrelation(spenders),
    // The covariance is that of the logarithms.
    standardErrors:
      covariance &&
      Array.from(parameters, (value, i) => value * Math.sqrt(covariance[i * 4]! / spenders.totalWeight)),
    degenerate,
    converged: found.converged,
    nIter: found.nIter,
  };
}
