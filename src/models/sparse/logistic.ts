import { breathe } from "../breathe.ts";
import type { FitContext } from "../estimator.ts";
import { SparseLoss } from "./loss.ts";
import { newtonStep } from "./newton-step.ts";
import { columnsRenamed, type SparseRows, takeSparseRows } from "./sparse-rows.ts";

const MAX_ITER = 100;
/** Done when no derivative of the mean loss exceeds this: scikit-learn's default. */
const TOL = 1e-4;
/** Share of the decrease the slope promises that a step must bring. */
const SUFFICIENT = 1e-4;
/** Above this many rows the first steps are made on every eighth. */
const SAMPLE_ABOVE = 20_000;
const SAMPLE_EVERY = 8;

export interface SparseLogistic {
  /** Weights of the columns, then the intercept. */
  readonly weights: Float64Array;
  readonly converged: boolean;
  readonly nIter: number;
}

type Context = Pick<FitContext, "signal" | "onProgress">;

/**
 * Logistic regression with an L2 penalty on sparse rows: ½‖w‖² + C Σ log-loss, the intercept unpenalised (scikit-learn's
 * `LogisticRegression`), by Newton's method with conjugate gradients (Lin, Weng and Keerthi 2008). `y` is 0 or 1, one a
 * row, both there.
 */
export async function fitSparseLogistic(
  x: SparseRows,
  y: ArrayLike<number>,
  c: number,
  ctx: Context,
): Promise<SparseLogistic> {
  // The weights that are read most lie side by side, in the processor's cache.
  const place = commonFirst(x);
  const own = columnsRenamed(x, place);
  const targets = Float64Array.from(y);
  // Divided by C × rows, so that the tolerance means the same for any number of rows.
  const penalty = 1 / (c * x.rows);
  const start = await sampledStart(own, targets, penalty, ctx);
  const { weights, ...rest } = await descend(own, targets, penalty, start, TOL, ctx);
  return { weights: weights.map((v, j) => (j < x.cols ? weights[place[j]!]! : v)), ...rest };
}

async function sampledStart(
  x: SparseRows,
  y: Float64Array,
  penalty: number,
  { signal }: Context,
): Promise<Float64Array> {
  const start = new Float64Array(x.cols + 1);
  start[x.cols] = logOdds(y);
  if (x.rows <= SAMPLE_ABOVE) return start;
  // Scattered, so that no order of the rows makes them one-sided.
  const sample = Int32Array.from({ length: x.rows }, (_, i) => i).filter(
    (i) => Math.imul(i, 0x9e3779b1) >>> 29 === 0,
  );
  const targets = Float64Array.from(sample, (i) => y[i]!);
  const quiet = signal ? { signal } : {};
  const strength = penalty * SAMPLE_EVERY;
  return (await descend(takeSparseRows(x, sample), targets, strength, start, 10 * TOL, quiet)).weights;
}

async function descend(
  x: SparseRows,
  y: Float64Array,
  penalty: number,
  start: Float64Array,
  tol: number,
  ctx: Context,
): Promise<SparseLogistic> {
  const weights = start.slice();
  const loss = new SparseLoss(x, y, penalty);
  loss.moveTo(weights);
  let first = 0;
  for (let iter = 0; iter < MAX_ITER; iter++) {
    await breathe(ctx.signal);
    ctx.onProgress?.(iter, MAX_ITER);
    const { gradient, curvature } = loss.derivatives(weights);
    const steepest = largest(gradient);
    if (steepest <= tol) return { weights, converged: true, nIter: iter };
    if (iter === 0) first = steepest;
    // Loose while far from the end, where a Newton step is only a direction; and no finer than the end asks: the residual
    // is the gradient that the step leaves where the loss is as curved as it looks.
    const forcing = Math.min(0.25, Math.sqrt(steepest / first) / 2);
    const { step, margins } = newtonStep(loss, gradient, curvature, { forcing, enough: tol / 2 });
    const size = stepSize(loss, weights, step, margins, dot(gradient, step));
    if (size === 0) return { weights, converged: steepest <= 10 * tol, nIter: iter };
    for (let j = 0; j < weights.length; j++) weights[j]! += size * step[j]!;
    loss.moveBy(margins, size);
  }
  return { weights, converged: false, nIter: MAX_ITER };
}

/** By halving; the margins move in a straight line with the weights, so that no try touches the matrix. 0 = none helps. */
function stepSize(
  loss: SparseLoss,
  weights: Float64Array,
  step: Float64Array,
  margins: Float64Array,
  slope: number,
): number {
  const cross = loss.square(weights, step);
  const far = loss.square(step, step);
  const now = loss.lossAt(margins, 0);
  for (let size = 1; size > 1e-12; size /= 2) {
    const penalty = size * cross + (size * size * far) / 2;
    if (loss.lossAt(margins, size) + penalty <= now + SUFFICIENT * size * slope) return size;
  }
  return 0;
}

/** The place of each column when those that most rows have come first; by counting. */
function commonFirst({ rows, cols, column }: SparseRows): Int32Array {
  const times = new Int32Array(cols);
  for (let k = 0; k < column.length; k++) times[column[k]!]!++;
  const next = new Int32Array(rows + 1);
  for (let j = 0; j < cols; j++) next[times[j]!]!++;
  for (let n = rows, at = 0; n >= 0; n--) {
    const own = next[n]!;
    next[n] = at;
    at += own;
  }
  return times.map((n) => next[n]!++);
}

function logOdds(y: Float64Array): number {
  const ones = y.reduce((sum, v) => sum + v, 0);
  return Math.log(ones / (y.length - ones));
}

function largest(values: Float64Array): number {
  let most = 0;
  for (let j = 0; j < values.length; j++) most = Math.max(most, Math.abs(values[j]!));
  return most;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
}
