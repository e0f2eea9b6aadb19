import type { Matrix } from "../../core/matrix.ts";
import { columnMoments } from "../linear-algebra/column-moments.ts";

/** The mean logistic loss of standardised rows as a function of [intercept, one parameter a used column]. */
export interface Objective {
  /** Columns in use, ascending. */
  readonly used: Int32Array;
  /** Weighted mean of every column: the point that contributions are measured from. */
  readonly mean: Float64Array;
  /** What is taken off, and divided by, for each used column. */
  readonly shift: Float64Array;
  readonly scale: Float64Array;
  readonly totalWeight: number;
  /** Number of parameters, the intercept among them. */
  readonly size: number;
  /** Mean loss at `beta`; fills `gradient`, and the lower triangle of `hessian` (row-major size × size) when given. */
  evaluate(beta: Float64Array, gradient?: Float64Array, hessian?: Float64Array): number;
  /** Log-odds of the mean target: the best intercept when nothing else is known. */
  start(fitIntercept: boolean): Float64Array;
}

export interface ObjectiveOptions {
  readonly standardise: boolean;
  readonly fitIntercept: boolean;
  /** Whether Hessians will be asked for. */
  readonly hessian: boolean;
}

/**
 * The mean logistic loss of rows z = (x − mean)/scale, seen column by column without a copy of the matrix. Parameters
 * are [intercept, one a used column]; columns that never vary are not used. Sums run in row order, in float64.
 */
export class PlainObjective implements Objective {
  readonly used: Int32Array;
  readonly mean: Float64Array;
  readonly shift: Float64Array;
  readonly scale: Float64Array;
  readonly totalWeight: number;
  readonly #x: Matrix;
  readonly #y: Float64Array;
  readonly #weight: Float64Array | undefined;
  readonly #row: Float64Array;

  constructor(
    x: Matrix,
    y: Float64Array,
    weight: Float64Array | undefined,
    { standardise, fitIntercept }: Pick<ObjectiveOptions, "standardise" | "fitIntercept">,
  ) {
    const { mean, deviation } = columnMoments(x, weight);
    this.#x = x;
    this.#y = y;
    this.#weight = weight;
    this.mean = mean;
    // Without an intercept a constant column is a column like any other.
    const columns = Array.from(deviation.keys()).filter((j) => deviation[j]! > 0 || !fitIntercept);
    this.used = Int32Array.from(columns);
    // Shifting changes nothing but the intercept, and keeps the digits of columns far from zero.
    this.shift = Float64Array.from(columns, (j) => (fitIntercept ? mean[j]! : 0));
    this.scale = Float64Array.from(columns, (j) => (standardise && deviation[j]! > 0 ? deviation[j]! : 1));
    this.totalWeight = weight ? weight.reduce((sum, w) => sum + w, 0) : x.rows;
    this.#row = new Float64Array(columns.length + 1);
    this.#row[0] = fitIntercept ? 1 : 0;
  }

  get size(): number {
    return this.used.length + 1;
  }

  evaluate(beta: Float64Array, gradient?: Float64Array, hessian?: Float64Array): number {
    const size = this.size;
    const row = this.#row;
    const y = this.#y;
    gradient?.fill(0);
    hessian?.fill(0);
    let loss = 0;
    for (let i = 0; i < this.#x.rows; i++) {
      const margin = this.#read(i, beta);
      const w = this.#weight ? this.#weight[i]! : 1;
      const odds = Math.exp(-Math.abs(margin));
      const target = y[i]!;
      loss += w * (Math.log1p(odds) + Math.max(margin, 0) - target * margin);
      if (!gradient) continue;
      const p = margin > 0 ? 1 / (1 + odds) : odds / (1 + odds);
      const residual = w * (p - target);
      for (let j = 0; j < size; j++) gradient[j]! += residual * row[j]!;
      if (!hessian) continue;
      const curvature = (w * odds) / ((1 + odds) * (1 + odds));
      for (let j = 0, at = 0; j < size; j++, at += size) {
        const scaled = curvature * row[j]!;
        for (let k = 0; k <= j; k++) hessian[at + k]! += scaled * row[k]!;
      }
    }
    const share = 1 / this.totalWeight;
    if (gradient) for (let j = 0; j < size; j++) gradient[j]! *= share;
    if (hessian) for (let at = 0; at < hessian.length; at++) hessian[at]! *= share;
    return loss * share;
  }

  /** Reads row i, standardised, into #row; returns its margin. */
  #read(i: number, beta: Float64Array): number {
    const { used, shift, scale } = this;
    const row = this.#row;
    const data = this.#x.data;
    const from = i * this.#x.cols;
    let margin = beta[0]! * row[0]!;
    for (let j = 0; j < used.length; j++) {
      const z = (data[from + used[j]!]! - shift[j]!) / scale[j]!;
      row[j + 1] = z;
      margin += beta[j + 1]! * z;
    }
    return margin;
  }

  start(fitIntercept: boolean): Float64Array {
    const beta = new Float64Array(this.size);
    if (!fitIntercept) return beta;
    let ones = 0;
    for (let i = 0; i < this.#y.length; i++) ones += (this.#weight ? this.#weight[i]! : 1) * this.#y[i]!;
    beta[0] = Math.log(ones / (this.totalWeight - ones));
    return beta;
  }
}
