/**
 * Cholesky factor of a symmetric positive definite matrix (row-major n × n; only the lower triangle is read).
 * Returns the lower factor L with L·Lᵀ = a, or null when `a` is not positive definite to working precision.
 */
export function cholesky(a: Float64Array, n: number): Float64Array | null {
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= lower[i * n + k]! * lower[j * n + k]!;
      if (i !== j) {
        lower[i * n + j] = sum / lower[j * n + j]!;
      } else {
        // A pivot that lost 13 of its digits is rounding, not information.
        if (!(sum > 1e-13 * Math.abs(a[i * n + i]!))) return null;
        lower[i * n + i] = Math.sqrt(sum);
      }
    }
  }
  return lower;
}

/** x with L·Lᵀ·x = b. */
function choleskySolve(lower: Float64Array, n: number, b: Float64Array): Float64Array {
  const x = b.slice();
  for (let i = 0; i < n; i++) {
    let sum = x[i]!;
    for (let k = 0; k < i; k++) sum -= lower[i * n + k]! * x[k]!;
    x[i] = sum / lower[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i]!;
    for (let k = i + 1; k < n; k++) sum -= lower[k * n + i]! * x[k]!;
    x[i] = sum / lower[i * n + i]!;
  }
  return x;
}

/** The inverse of L·Lᵀ, row-major n × n. */
export function choleskyInverse(lower: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  const unit = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    unit.fill(0);
    unit[j] = 1;
    const column = choleskySolve(lower, n, unit);
    for (let i = 0; i < n; i++) inverse[i * n + j] = column[i]!;
  }
  return inverse;
}

/**
 * Solves a·x = b for a symmetric positive semi-definite `a`. Where `a` is singular (columns that say the same), it adds
 * the smallest multiple of its diagonal that makes it solvable, and says so by `jitter` > 0.
 */
export function solveSymmetric(
  a: Float64Array,
  n: number,
  b: Float64Array,
): { readonly x: Float64Array; readonly lower: Float64Array; readonly jitter: number } {
  let lower = cholesky(a, n);
  let jitter = 0;
  for (let step = 1e-12; !lower && step <= 1; step *= 10) {
    jitter = step;
    const raised = a.slice();
    for (let i = 0; i < n; i++) raised[i * n + i] = a[i * n + i]! * (1 + step) + Number.MIN_VALUE;
    lower = cholesky(raised, n);
  }
  if (!lower) throw new RangeError("the matrix is not positive semi-definite");
  return { x: choleskySolve(lower, n, b), lower, jitter };
}
