import { sparseMargins } from "./margins.ts";
import type { SparseRows } from "./sparse-rows.ts";

/** The mean logistic loss of sparse rows plus ½ penalty ‖w‖², the intercept (the last weight) unpenalised. */
export class SparseLoss {
  readonly x: SparseRows;
  readonly penalty: number;
  readonly #y: ArrayLike<number>;
  #margins: Float64Array;
  /** p (1 − p) / rows, one a row, where it stands. */
  readonly #bend: Float64Array;

  constructor(x: SparseRows, y: ArrayLike<number>, penalty: number) {
    this.x = x;
    this.penalty = penalty;
    this.#y = Float64Array.from(y);
    this.#margins = new Float64Array(x.rows);
    this.#bend = new Float64Array(x.rows);
  }

  moveTo(weights: Float64Array): void {
    this.#margins = sparseMargins(this.x, weights);
  }

  /** By `size` times what the margins change with a step. */
  moveBy(change: Float64Array, size: number): void {
    const margins = this.#margins;
    for (let i = 0; i < margins.length; i++) margins[i]! += size * change[i]!;
  }

  /** The mean loss without penalty, `size` steps further. */
  lossAt(change: Float64Array, size: number): number {
    const margins = this.#margins;
    const y = this.#y;
    let loss = 0;
    for (let i = 0; i < margins.length; i++) {
      const margin = margins[i]! + size * change[i]!;
      loss += Math.max(margin, 0) - y[i]! * margin + Math.log1p(Math.exp(-Math.abs(margin)));
    }
    return loss / margins.length;
  }

  /** What the penalty multiplies: penalty × a·b without the intercept. */
  square(a: Float64Array, b: Float64Array): number {
    let sum = 0;
    for (let j = 0; j < this.x.cols; j++) sum += a[j]! * b[j]!;
    return this.penalty * sum;
  }

  /** Gradient and the diagonal of the Hessian where it stands. */
  derivatives(weights: Float64Array): { readonly gradient: Float64Array; readonly curvature: Float64Array } {
    const { rows, cols, start, column, value } = this.x;
    const gradient = new Float64Array(cols + 1);
    const curvature = new Float64Array(cols + 1);
    const bend = this.#bend;
    const slope = new Float64Array(rows);
    let [slopes, bends] = [0, 0];
    for (let i = 0; i < rows; i++) {
      const margin = this.#margins[i]!;
      const e = Math.exp(-Math.abs(margin));
      slope[i] = ((margin >= 0 ? 1 / (1 + e) : e / (1 + e)) - this.#y[i]!) / rows;
      bend[i] = e / (1 + e) / (1 + e) / rows;
      slopes += slope[i]!;
      bends += bend[i]!;
    }
    for (let i = 0; i < rows; i++) {
      const own = slope[i]!;
      for (let k = start[i]!, end = start[i + 1]!; k < end; k++) gradient[column[k]!]! += own * value[k]!;
    }
    for (let i = 0; i < rows; i++) {
      const own = bend[i]!;
      for (let k = start[i]!, end = start[i + 1]!; k < end; k++)
        curvature[column[k]!]! += own * value[k]! * value[k]!;
    }
    for (let j = 0; j < cols; j++) {
      gradient[j]! += this.penalty * weights[j]!;
      curvature[j]! += this.penalty;
    }
    gradient[cols] = slopes;
    // Every row far from undecided leaves the intercept no curvature to divide by.
    curvature[cols] = Math.max(bends, 1e-12);
    return { gradient, curvature };
  }

  /** The Hessian times `v` into `out`, and how the margins change with `v` into `change`. */
  hessianTimes(v: Float64Array, out: Float64Array, change: Float64Array): void {
    const { rows, cols, start, column, value } = this.x;
    const bend = this.#bend;
    const shift = v[cols]!;
    // A loop for reading and one for writing: one for both in turn takes V8 twice as long.
    for (let i = 0; i < rows; i++) {
      let sum = shift;
      for (let k = start[i]!, to = start[i + 1]!; k < to; k++) sum += v[column[k]!]! * value[k]!;
      change[i] = sum;
    }
    for (let j = 0; j < cols; j++) out[j] = this.penalty * v[j]!;
    let intercept = 0;
    for (let i = 0; i < rows; i++) {
      const bent = bend[i]! * change[i]!;
      intercept += bent;
      for (let k = start[i]!, to = start[i + 1]!; k < to; k++) out[column[k]!]! += bent * value[k]!;
    }
    out[cols] = intercept;
  }
}
