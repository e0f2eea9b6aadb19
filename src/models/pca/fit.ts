import type { Matrix } from "../../core/matrix.ts";
import { breathe } from "../breathe.ts";
import type { FitContext } from "../estimator.ts";
import { columnMoments } from "../linear-algebra/column-moments.ts";
import { symmetricEigen } from "../linear-algebra/symmetric-eigen.ts";
import type { PcaParameters } from "./parameters.ts";

export interface FittedPca {
  /** Taken off each column. */
  readonly mean: Float64Array;
  /** Each column is divided by it; 1 unless standardised. */
  readonly scale: Float64Array;
  /** One axis a row, axes × columns: orthonormal, the component of largest size positive. */
  readonly components: Float64Array;
  /** Variance of the scores along each axis (divisor rows − 1), falling. */
  readonly explainedVariance: Float64Array;
  /** The same as a share of the variance of all columns. */
  readonly explainedVarianceRatio: Float64Array;
  readonly whiten: boolean;
}

/** Rows between two turns of the event loop. */
const BATCH = 20_000;

/** Eigenvectors of the covariance in float64, by Jacobi rotations: exact, for up to some hundreds of columns. */
export async function fitPca(x: Matrix, p: PcaParameters, ctx: FitContext): Promise<FittedPca> {
  const { rows, cols } = x;
  const { mean, deviation } = columnMoments(x);
  const scale = deviation.map((d) => (p.standardise && d > 0 ? d : 1));
  const covariance = new Float64Array(cols * cols);
  for (let from = 0; from < rows; from += BATCH) {
    await breathe(ctx.signal);
    ctx.onProgress?.(from, rows);
    addProducts(x, mean, scale, from, Math.min(rows, from + BATCH), covariance);
  }
  await breathe(ctx.signal);
  for (let a = 0; a < cols; a++)
    for (let b = 0; b <= a; b++) {
      const value = covariance[b * cols + a]! / Math.max(1, rows - 1);
      covariance[a * cols + b] = value;
      covariance[b * cols + a] = value;
    }
  const { values, vectors } = symmetricEigen(covariance, cols);
  const variances = values.map((v) => Math.max(0, v));
  const total = variances.reduce((sum, v) => sum + v, 0);
  const ratios = variances.map((v) => (total > 0 ? v / total : 0));
  const kept = axesToKeep(p.nComponents, ratios);
  ctx.onProgress?.(rows, rows);
  return {
    mean,
    scale,
    components: vectors.slice(0, kept * cols),
    explainedVariance: variances.slice(0, kept),
    explainedVarianceRatio: ratios.slice(0, kept),
    whiten: p.whiten,
  };
}

/** Adds the products of the centred, scaled columns over rows `from` … `to` − 1 to the upper triangle. */
function addProducts(
  { cols, data }: Matrix,
  mean: Float64Array,
  scale: Float64Array,
  from: number,
  to: number,
  sums: Float64Array,
): void {
  const row = new Float64Array(cols);
  for (let i = from; i < to; i++) {
    for (let j = 0; j < cols; j++) row[j] = (data[i * cols + j]! - mean[j]!) / scale[j]!;
    for (let a = 0; a < cols; a++) {
      const value = row[a]!;
      for (let b = a, at = a * cols + a; b < cols; b++, at++) sums[at]! += value * row[b]!;
    }
  }
}

/** As scikit-learn: a share keeps the axes that together explain more than it. */
function axesToKeep(wanted: number | null, ratios: Float64Array): number {
  if (wanted === null) return ratios.length;
  if (wanted >= 1) return wanted;
  let sum = 0;
  const enough = ratios.findIndex((ratio) => {
    sum += ratio;
    return sum > wanted;
  });
  return enough < 0 ? ratios.length : enough + 1;
}
