import { breathe } from "../breathe.ts";
import type { FitContext, Labelled } from "../estimator.ts";
import { choleskyInverse, solveSymmetric } from "../linear-algebra/cholesky.ts";
import { columnMoments } from "../linear-algebra/column-moments.ts";
import type { RidgeParameters } from "./parameters.ts";

const BLOCK = 65_536;

export interface FittedRidge {
  readonly intercept: number;
  readonly coefficients: Float64Array;
  readonly means: Float64Array;
  readonly standardErrors: Float64Array | null;
  readonly residualDeviation: number;
}

/** The normal equations on centred, scaled columns, solved by Cholesky. */
export async function fitRidge(data: Labelled, p: RidgeParameters, ctx: FitContext): Promise<FittedRidge> {
  const { x, y, weight } = data;
  const { mean, deviation } = columnMoments(x, weight);
  const used = Array.from(deviation.keys()).filter((j) => deviation[j]! > 0 || !p.fitIntercept);
  const size = used.length;
  const shift = Float64Array.from(used, (j) => (p.fitIntercept ? mean[j]! : 0));
  const scale = Float64Array.from(used, (j) => (p.standardise && deviation[j]! > 0 ? deviation[j]! : 1));
  const totalWeight = weight ? weight.reduce((sum, w) => sum + w, 0) : x.rows;
  const meanTarget = y.reduce((sum, target, i) => sum + (weight ? weight[i]! : 1) * target, 0) / totalWeight;
  const targetShift = p.fitIntercept ? meanTarget : 0;

  const gram = new Float64Array(size * size);
  const moment = new Float64Array(size);
  const row = new Float64Array(size);
  let squares = 0;
  for (let i = 0; i < x.rows; i++) {
    if (i % BLOCK === 0) {
      await breathe(ctx.signal);
      ctx.onProgress?.(i, x.rows);
    }
    const w = weight ? weight[i]! : 1;
    const target = y[i]! - targetShift;
    squares += w * target * target;
    for (let j = 0; j < size; j++) row[j] = (x.data[i * x.cols + used[j]!]! - shift[j]!) / scale[j]!;
    for (let j = 0, at = 0; j < size; j++, at += size) {
      const scaled = w * row[j]!;
      moment[j]! += scaled * target;
      for (let k = 0; k <= j; k++) gram[at + k]! += scaled * row[k]!;
    }
  }
  await breathe(ctx.signal);
  const penalised = gram.slice();
  for (let j = 0; j < size; j++) penalised[j * size + j]! += p.alpha;
  const { x: beta, lower, jitter } = solveSymmetric(penalised, size, moment);

  const freedom = x.rows - size - (p.fitIntercept ? 1 : 0);
  const residual = residualSquares(gram, moment, beta, squares);
  const variance = freedom > 0 ? residual / freedom : Number.NaN;
  const coefficients = new Float64Array(x.cols);
  const errors = jitter === 0 && freedom > 0 ? new Float64Array(x.cols) : null;
  const inverse = errors && choleskyInverse(lower, size);
  let intercept = targetShift;
  used.forEach((column, j) => {
    coefficients[column] = beta[j]! / scale[j]!;
    intercept -= coefficients[column]! * shift[j]!;
    if (inverse) errors![column] = Math.sqrt(variance * inverse[j * size + j]!) / scale[j]!;
  });
  return {
    intercept,
    coefficients,
    means: mean,
    standardErrors: errors,
    residualDeviation: Number.isNaN(variance) ? 0 : Math.sqrt(variance),
  };
}

/** Σ(target − z·β)², from the moments. */
function residualSquares(
  gram: Float64Array,
  moment: Float64Array,
  beta: Float64Array,
  squares: number,
): number {
  const size = beta.length;
  let explained = 0;
  let quadratic = 0;
  for (let j = 0; j < size; j++) {
    explained += beta[j]! * moment[j]!;
    quadratic += beta[j]! * beta[j]! * gram[j * size + j]!;
    for (let k = 0; k < j; k++) quadratic += 2 * beta[j]! * beta[k]! * gram[j * size + k]!;
  }
  return Math.max(0, squares - 2 * explained + quadratic);
}
