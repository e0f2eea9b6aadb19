import { type Matrix, zeros } from "../core/matrix.ts";
import { symmetricEigen } from "../models/linear-algebra/symmetric-eigen.ts";

export interface PrincipalAxes {
  /** Rows × axes, centred, uncorrelated, the widest axis first. */
  readonly scores: Matrix;
  /** Share of the variance on each axis. */
  readonly explained: readonly number[];
}

/** The rows of `x` (nothing missing) seen along the principal axes of their covariance (Pearson 1901). */
export function principalAxes(x: Matrix): PrincipalAxes {
  const { rows, cols, data } = x;
  const means = new Float64Array(cols);
  for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < cols; j++) means[j]! += data[at++]! / rows;
  const covariance = new Float64Array(cols * cols);
  for (let i = 0, at = 0; i < rows; i++, at += cols) {
    for (let a = 0; a < cols; a++) {
      const u = (data[at + a]! - means[a]!) / rows;
      for (let b = a; b < cols; b++) covariance[a * cols + b]! += u * (data[at + b]! - means[b]!);
    }
  }
  for (let a = 0; a < cols; a++)
    for (let b = 0; b < a; b++) covariance[a * cols + b] = covariance[b * cols + a]!;
  const { values, vectors } = symmetricEigen(covariance, cols);
  const scores = zeros(rows, cols);
  for (let i = 0, at = 0; i < rows; i++, at += cols) {
    for (let axis = 0; axis < cols; axis++) {
      let sum = 0;
      for (let j = 0; j < cols; j++) sum += (data[at + j]! - means[j]!) * vectors[axis * cols + j]!;
      scores.data[at + axis] = sum;
    }
  }
  const total = values.reduce((a, b) => a + Math.max(0, b), 0);
  return { scores, explained: Array.from(values, (v) => (total > 0 ? Math.max(0, v) / total : 0)) };
}
