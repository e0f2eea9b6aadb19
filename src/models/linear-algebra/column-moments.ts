import type { Matrix } from "../../core/matrix.ts";

/** Weighted mean and standard deviation (divisor: sum of weights) of each column, by two passes in float64. */
export interface ColumnMoments {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

/** A column whose deviation is rounding only (every value the same) gets deviation 0. */
export function columnMoments({ rows, cols, data }: Matrix, weight?: Float64Array): ColumnMoments {
  const mean = new Float64Array(cols);
  const squares = new Float64Array(cols);
  const least = new Float32Array(cols).fill(Number.POSITIVE_INFINITY);
  const most = new Float32Array(cols).fill(Number.NEGATIVE_INFINITY);
  let total = 0;
  for (let i = 0, at = 0; i < rows; i++) {
    const w = weight ? weight[i]! : 1;
    total += w;
    for (let j = 0; j < cols; j++, at++) {
      const value = data[at]!;
      mean[j]! += w * value;
      if (value < least[j]!) least[j] = value;
      if (value > most[j]!) most[j] = value;
    }
  }
  for (let j = 0; j < cols; j++) mean[j]! /= total;
  for (let i = 0, at = 0; i < rows; i++) {
    const w = weight ? weight[i]! : 1;
    for (let j = 0; j < cols; j++, at++) {
      const difference = data[at]! - mean[j]!;
      squares[j]! += w * difference * difference;
    }
  }
  const deviation = squares.map((sum, j) => (least[j]! < most[j]! ? Math.sqrt(sum / total) : 0));
  return { mean, deviation };
}
