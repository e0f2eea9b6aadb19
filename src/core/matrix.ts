/**
 * Row-major float32 matrix. A missing value is NaN. `data` lies in a SharedArrayBuffer where threads read it.
 * Float32 by decision: kernels run on it, and exported trees keep float32 thresholds.
 */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  readonly data: Float32Array;
}

/** What a column of a design matrix holds. A category column holds codes: indexes into `categories`; NaN = missing. */
export interface ColumnInfo {
  readonly name: string;
  readonly kind: "number" | "category";
  readonly categories?: readonly string[];
}

/** A matrix with the meaning of its columns: what estimators fit and score. */
export interface Design {
  readonly x: Matrix;
  readonly columns: readonly ColumnInfo[];
}

/** An all-zero matrix in shared memory. */
export function zeros(rows: number, cols: number): Matrix {
  return { rows, cols, data: new Float32Array(new SharedArrayBuffer(rows * cols * 4)) };
}

/** The matrix of the given rows (numbers; NaN = missing); every row must have the same length. */
export function fromRows(rows: readonly (readonly number[])[]): Matrix {
  const cols = rows[0]?.length ?? 0;
  const m = zeros(rows.length, cols);
  rows.forEach((row, i) => {
    if (row.length !== cols) throw new RangeError(`row ${i} has ${row.length} values, expected ${cols}`);
    m.data.set(row, i * cols);
  });
  return m;
}

/** The rows `index` of `m`, in that order, as a new matrix. */
export function takeRows(m: Matrix, index: ArrayLike<number>): Matrix {
  const out = zeros(index.length, m.cols);
  for (let i = 0; i < index.length; i++) {
    const from = index[i]! * m.cols;
    out.data.set(m.data.subarray(from, from + m.cols), i * m.cols);
  }
  return out;
}

/** Number columns with the given names over `x`. */
export function numberColumns(names: readonly string[]): ColumnInfo[] {
  return names.map((name) => ({ name, kind: "number" }));
}
