import { solveSymmetric } from "../linear-algebra/cholesky.ts";
import type { SparseRows } from "../sparse/sparse-rows.ts";
import { weightOf } from "./entries.ts";
import type { AlsParameters } from "./parameters.ts";

/**
 * The loss that implicit ALS lowers (Hu, Koren and Volinsky 2008, equation 3), summed over all pairs of users and
 * items in float64. Factors are row-major × n.
 */
export function implicitLoss(
  table: SparseRows,
  x: Float32Array,
  y: Float32Array,
  n: number,
  p: AlsParameters,
): number {
  const dot = (u: number, i: number) => {
    let sum = 0;
    for (let f = 0; f < n; f++) sum += x[u * n + f]! * y[i * n + f]!;
    return sum;
  };
  let loss = 0;
  for (const factors of [x, y]) for (const v of factors) loss += p.regularization * v * v;
  for (let u = 0; u < table.rows; u++) {
    for (let i = 0; i < table.cols; i++) loss += dot(u, i) ** 2;
    for (let k = table.start[u]!; k < table.start[u + 1]!; k++) {
      const d = dot(u, table.column[k]!);
      loss += p.alpha * table.value[k]! * (1 - d) ** 2 - d * d;
    }
  }
  return loss;
}

/** Each row's exact implicit solution against `y`, by Cholesky: what the kernel's conjugate gradients approach. */
export function solveRows(table: SparseRows, y: Float32Array, n: number, p: AlsParameters): Float32Array {
  const out = new Float32Array(table.rows * n);
  const gram = new Float64Array(n * n);
  for (let at = 0; at < y.length; at += n)
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) gram[i * n + j]! += y[at + i]! * y[at + j]!;
  for (let r = 0; r < table.rows; r++) {
    if (table.start[r] === table.start[r + 1]) continue;
    const a = gram.slice();
    const b = new Float64Array(n);
    for (let i = 0; i < n; i++) a[i * n + i]! += p.regularization;
    for (let k = table.start[r]!; k < table.start[r + 1]!; k++) {
      const at = table.column[k]! * n;
      for (let i = 0; i < n; i++) {
        b[i]! += p.alpha * table.value[k]! * y[at + i]!;
        for (let j = 0; j < n; j++) a[i * n + j]! += weightOf(table.value[k]!, p) * y[at + i]! * y[at + j]!;
      }
    }
    out.set(solveSymmetric(a, n, b).x, r * n);
  }
  return out;
}
