import type { FitContext } from "../estimator.ts";
import { lbfgs, type Minimum } from "../optimise/lbfgs.ts";
import type { SparseRows } from "./sparse-rows.ts";

/** Weights of the columns, then the intercept. */
export type SparseLogistic = Minimum;

/**
 * Logistic regression with an L2 penalty on sparse rows: ½‖w‖² + C Σ log-loss, the intercept unpenalised (scikit-learn's
 * `LogisticRegression`), by L-BFGS. `y` is 0 or 1, one a row.
 */
export function fitSparseLogistic(
  x: SparseRows,
  y: ArrayLike<number>,
  c: number,
  ctx: Pick<FitContext, "signal" | "onProgress">,
): Promise<SparseLogistic> {
  const { rows, cols, start, column, value } = x;
  const objective = (w: Float64Array, gradient: Float64Array): number => {
    // Divided by C × rows, so that the tolerance means the same for any number of rows.
    const penalty = 1 / (c * rows);
    let loss = 0;
    for (let j = 0; j < cols; j++) {
      loss += (penalty / 2) * w[j]! * w[j]!;
      gradient[j] = penalty * w[j]!;
    }
    let intercept = 0;
    for (let i = 0; i < rows; i++) {
      let margin = w[cols]!;
      for (let k = start[i]!; k < start[i + 1]!; k++) margin += w[column[k]!]! * value[k]!;
      const e = Math.exp(-Math.abs(margin));
      loss += (Math.max(margin, 0) - y[i]! * margin + Math.log1p(e)) / rows;
      const off = ((margin >= 0 ? 1 / (1 + e) : e / (1 + e)) - y[i]!) / rows;
      intercept += off;
      for (let k = start[i]!; k < start[i + 1]!; k++) gradient[column[k]!]! += off * value[k]!;
    }
    gradient[cols] = intercept;
    return loss;
  };
  return lbfgs(objective, new Float64Array(cols + 1), { maxIter: 200, tol: 1e-5 }, ctx);
}

/** Log-odds of every row. */
export function sparseMargins(x: SparseRows, weights: Float64Array): Float64Array {
  return Float64Array.from({ length: x.rows }, (_, i) => {
    let sum = weights[x.cols]!;
    for (let k = x.start[i]!; k < x.start[i + 1]!; k++) sum += weights[x.column[k]!]! * x.value[k]!;
    return sum;
  });
}
