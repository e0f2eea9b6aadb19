import type { Matrix } from "../../core/matrix.ts";
import type { Contributions } from "../estimator.ts";

/** intercept + Σ coefficient · x, one a row. */
export function linearMargin(
  { rows, cols, data }: Matrix,
  intercept: number,
  coefficients: Float64Array,
): Float64Array {
  const margin = new Float64Array(rows);
  for (let i = 0, at = 0; i < rows; i++) {
    let sum = intercept;
    for (let j = 0; j < cols; j++, at++) sum += coefficients[j]! * data[at]!;
    margin[i] = sum;
  }
  return margin;
}

/** Exact reasons of a linear model: base = its value at `means`, effect = coefficient · (x − mean). */
export function linearContributions(
  { rows, cols, data }: Matrix,
  intercept: number,
  coefficients: Float64Array,
  means: Float64Array,
): Contributions {
  const effects = new Float64Array(rows * cols);
  for (let i = 0, at = 0; i < rows; i++)
    for (let j = 0; j < cols; j++, at++) effects[at] = coefficients[j]! * (data[at]! - means[j]!);
  const base = coefficients.reduce((sum, c, j) => sum + c * means[j]!, intercept);
  return { base, rows, cols, effects };
}
