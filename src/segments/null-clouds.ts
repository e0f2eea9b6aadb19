import { type Matrix, zeros } from "../core/matrix.ts";
import type { Random } from "../core/random.ts";

/** How far rows reach along each of their principal axes. */
export interface AxisSpread {
  readonly sd: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** The spread of scores on all principal axes (centred). */
export function axisSpread({ rows, cols, data }: Matrix): AxisSpread {
  const squares = new Float64Array(cols);
  const low = new Float64Array(cols).fill(Number.POSITIVE_INFINITY);
  const high = new Float64Array(cols).fill(Number.NEGATIVE_INFINITY);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++, at++) {
      const v = data[at]!;
      squares[j]! += v * v;
      if (v < low[j]!) low[j] = v;
      if (v > high[j]!) high[j] = v;
    }
  }
  return { sd: squares.map((s) => Math.sqrt(s / rows)), low, high };
}

/** A cloud without groups: Gaussian with the covariance of the axes. */
export function gaussianCloud({ sd }: AxisSpread, rows: number, random: Random): Matrix {
  return cloud(rows, sd.length, (j) => sd[j]! * random.normal());
}

/** A cloud without groups: evenly spread in the box of the axes. */
export function uniformCloud({ low, high }: AxisSpread, rows: number, random: Random): Matrix {
  return cloud(rows, low.length, (j) => low[j]! + random.next() * (high[j]! - low[j]!));
}

function cloud(rows: number, cols: number, draw: (axis: number) => number): Matrix {
  const out = zeros(rows, cols);
  for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < cols; j++) out.data[at++] = draw(j);
  return out;
}
