import { KindredError } from "../../core/errors.ts";
import type { FitContext } from "../estimator.ts";
import { cholesky, choleskyInverse } from "../linear-algebra/cholesky.ts";
import type { Minimum } from "../optimise/lbfgs.ts";
import { type Box, type CurvedObjective, trustRegion } from "../optimise/trust-region.ts";
import { type BuyingDegeneracy, degeneracies } from "./degenerate.ts";
import { groupCustomers, someGroups } from "./grouping.ts";
import type { BuyingData } from "./history.ts";
import { BuyingLikelihood } from "./likelihood.ts";
import type { BgNbdParameters } from "./parameters.ts";

export interface FittedBgNbd {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
  /** Of all customers, without the penalty. */
  readonly logLikelihood: number;
  /** Weight of all customers. */
  readonly customers: number;
  /** Of r, alpha, a, b, from the Hessian; null where that is not positive definite, as in degenerate data. */
  readonly standardErrors: readonly number[] | null;
  readonly degenerate: readonly BuyingDegeneracy[];
  readonly converged: boolean;
  readonly nIter: number;
}

/** Groups that the starts are tried on. */
const TRIED = 500;
/** Groups on which the best start is brought nearer before all are asked. */
const NEARER = 20_000;

/** Where to start from: r, a, b; alpha follows from the mean rate. */
const starts = [
  [0.5, 0.8, 2.5],
  [1, 0.1, 1],
  [3, 2, 4],
  [0.1, 1, 20],
] as const;

/** Parameters are sought between these, alpha in units of the mean age: farther out nothing changes any more. */
const box: Box = {
  lower: Float64Array.of(1e-8, 1e-8, 1e-9, 1e-9).map(Math.log),
  upper: Float64Array.of(1e8, 1e10, 1e9, 1e9).map(Math.log),
};
/** A start this far from both edges feels a slope. */
const middle: Box = {
  lower: Float64Array.of(0.02, 1e-3, 0.02, 0.05).map(Math.log),
  upper: Float64Array.of(50, 1e4, 50, 500).map(Math.log),
};

export async function fitBgNbd(
  data: BuyingData,
  p: BgNbdParameters,
  ctx: Pick<FitContext, "signal" | "onProgress">,
): Promise<FittedBgNbd> {
  const groups = groupCustomers(data);
  const whole = new BuyingLikelihood(groups);
  if (whole.repeatPurchases === 0 || whole.totalAge === 0)
    throw new KindredError("no-repeat-purchases", { customers: whole.customers });
  const unit = whole.totalAge / whole.customers;
  const loss = (likelihood: BuyingLikelihood) => lossOf(likelihood, p.penalizer, unit, whole.longestAge);
  const objective = loss(whole);
  /** On about this many groups; on all where so few hold hardly anybody who came back. */
  const thinned = (size: number): CurvedObjective => {
    const some = someGroups(groups, size);
    return some.frequency.length > 10 ? loss(new BuyingLikelihood(some)) : objective;
  };
  const trial = thinned(TRIED);
  const rate = whole.repeatPurchases / whole.totalAge;
  const ends: Minimum[] = [];
  const steps = starts.length + 1;
  const quiet = ctx.signal ? { signal: ctx.signal } : {};
  for (const [k, [r, a, b]] of starts.entries()) {
    ctx.onProgress?.(k, steps);
    const from = Float64Array.of(r, r / rate / unit, a, b).map(Math.log);
    const end = await trustRegion(trial, from, box, { maxIter: 60, tol: 1e-4 }, quiet);
    // Starts that met are one.
    if (!ends.some((other) => Math.abs(other.value - end.value) < 1e-5)) ends.push(end);
  }
  ends.sort((one, other) => one.value - other.value);
  ctx.onProgress?.(starts.length, steps);
  let best: Minimum | null = null;
  for (const end of ends) {
    let from = towardsMiddle(end.x);
    if (groups.weight.length > 2 * NEARER)
      from = towardsMiddle(
        (await trustRegion(thinned(NEARER), from, box, { maxIter: 60, tol: 1e-6 }, quiet)).x,
      );
    const found = await trustRegion(objective, from, box, p, quiet);
    if (!best || found.value < best.value) best = found;
    // Only an answer at the edge makes it worth to look from elsewhere.
    if (found.converged && degenerateAt(found).length === 0) break;
  }
  ctx.onProgress?.(steps, steps);
  return finish(best!, whole, objective, unit, p.penalizer);
}

function towardsMiddle(x: Float64Array): Float64Array {
  return x.map((v, i) => Math.min(middle.upper[i]!, Math.max(middle.lower[i]!, v)));
}

function degenerateAt({ x }: Minimum): BuyingDegeneracy[] {
  return degeneracies(Math.exp(x[0]!), Math.exp(x[2]!), Math.exp(x[3]!));
}

/** Mean negative log-likelihood plus penalty, over ln r, ln(alpha/unit), ln a, ln b. */
function lossOf(
  likelihood: BuyingLikelihood,
  penalizer: number,
  unit: number,
  longestAge: number,
): CurvedObjective {
  const scale = scaleOf(longestAge);
  return (x, gradient, hessian) => {
    const p = x.map(Math.exp);
    p[1]! *= unit;
    const logLikelihood = likelihood.evaluate(p, gradient, hessian);
    for (let i = 0; i < 16; i++) hessian[i]! *= -1;
    for (let i = 0; i < 4; i++) {
      const penalty = penalizer * (scale[i]! * p[i]!) ** 2;
      gradient[i] = 2 * penalty - gradient[i]!;
      hessian[i * 5]! += 4 * penalty;
    }
    return penaltyAt(p, penalizer, scale) - logLikelihood;
  };
}

/** What the penalty measures each parameter in. */
function scaleOf(longestAge: number): readonly number[] {
  return [1, 1 / longestAge, 1, 1];
}

function penaltyAt(p: Float64Array, penalizer: number, scale: readonly number[]): number {
  return p.reduce((sum, value, i) => sum + penalizer * (scale[i]! * value) ** 2, 0);
}

function finish(
  found: Minimum,
  whole: BuyingLikelihood,
  objective: CurvedObjective,
  unit: number,
  penalizer: number,
): FittedBgNbd {
  const p = found.x.map(Math.exp);
  p[1]! *= unit;
  const gradient = new Float64Array(4);
  const hessian = new Float64Array(16);
  const loss = objective(found.x, gradient, hessian);
  const logLikelihood = (penaltyAt(p, penalizer, scaleOf(whole.longestAge)) - loss) * whole.customers;
  const degenerate = degenerateAt(found);
  const lower = degenerate.length === 0 ? cholesky(hessian, 4) : null;
  const covariance = lower && choleskyInverse(lower, 4);
  return {
    r: p[0]!,
    alpha: p[1]!,
    a: p[2]!,
    b: p[3]!,
    logLikelihood,
    customers: whole.customers,
    // The covariance is that of the logarithms.
    standardErrors:
      covariance && Array.from(p, (value, i) => value * Math.sqrt(covariance[i * 5]! / whole.customers)),
    degenerate,
    converged: found.converged,
    nIter: found.nIter,
  };
}
