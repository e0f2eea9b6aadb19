import type { CalibrationBin } from "./report.ts";

const Z95 = 1.959963984540054;

/** Rows in `bins` groups of equal size by predicted amount: mean predicted, mean that came with its 95 % interval. */
export function amountBins(predicted: Float64Array, actual: Float64Array, bins = 10): CalibrationBin[] {
  const order = Uint32Array.from(predicted.keys()).sort((a, b) => predicted[a]! - predicted[b]! || a - b);
  const groups = Math.min(bins, order.length);
  return Array.from({ length: groups }, (_, k) => {
    const rows = order.subarray(
      Math.floor((k * order.length) / groups),
      Math.floor(((k + 1) * order.length) / groups),
    );
    const n = rows.length;
    const mean = (of: Float64Array) => rows.reduce((sum, i) => sum + of[i]!, 0) / n;
    const observed = mean(actual);
    const squares = rows.reduce((sum, i) => sum + (actual[i]! - observed) ** 2, 0);
    const half = n > 1 ? Z95 * Math.sqrt(squares / (n - 1) / n) : 0;
    return {
      predicted: mean(predicted),
      observed,
      low: Math.max(0, observed - half),
      high: observed + half,
      count: n,
    };
  });
}
