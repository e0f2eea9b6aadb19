import { type Matrix, zeros } from "../core/matrix.ts";

/**
 * How one column comes onto the clustering scale: missing → median, Yeo-Johnson power transform where it is skewed,
 * mean 0 and standard deviation 1, cut at ±4 so that one extreme customer cannot make a group. `sd` 0 = constant.
 */
export interface Straightening {
  readonly median: number;
  /** 1 = left as it is. */
  readonly lambda: number;
  readonly mean: number;
  readonly sd: number;
  /** Share of rows with a value, 0–1. */
  readonly filled: number;
}

const MAX_SKEW = 1;
const CUT = 4;
/** λ is learned on at most this many rows, evenly spread. */
const ROWS_FOR_LAMBDA = 4000;

/** Learns every column of `x` (rows × columns, NaN = missing; infinite counts as missing). */
export function learnStraightening(x: Matrix): Straightening[] {
  return Array.from({ length: x.cols }, (_, j) => {
    const values: number[] = [];
    for (let i = 0; i < x.rows; i++) {
      const v = x.data[i * x.cols + j]!;
      if (Number.isFinite(v)) values.push(v);
    }
    const sorted = Float64Array.from(values).sort();
    if (sorted.length === 0) return { median: 0, lambda: 1, mean: 0, sd: 0, filled: 0 };
    const median = (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
    const step = Math.max(1, Math.floor(sorted.length / ROWS_FOR_LAMBDA));
    const some = sorted.filter((_, i) => i % step === 0);
    const lambda = Math.abs(skewness(some)) > MAX_SKEW ? bestLambda(some) : 1;
    const { mean, sd } = moments(sorted.map((v) => yeoJohnson(v, lambda)));
    const constant = sorted[0] === sorted.at(-1) || !(sd > 1e-9 * Math.max(1, Math.abs(mean)));
    return { median, lambda, mean, sd: constant ? 0 : sd, filled: sorted.length / Math.max(1, x.rows) };
  });
}

/** `x` on the learned scale; a constant column becomes 0. */
export function straighten(x: Matrix, learned: readonly Straightening[]): Matrix {
  const out = zeros(x.rows, x.cols);
  for (let i = 0, at = 0; i < x.rows; i++) {
    for (let j = 0; j < x.cols; j++, at++) out.data[at] = straightened(x.data[at]!, learned[j]!);
  }
  return out;
}

/** One value (NaN or infinite = missing) on the learned scale. */
export function straightened(v: number, { median, lambda, mean, sd }: Straightening): number {
  if (!(sd > 0)) return 0;
  const z = (yeoJohnson(Number.isFinite(v) ? v : median, lambda) - mean) / sd;
  return Math.max(-CUT, Math.min(CUT, z));
}

/** Yeo and Johnson (2000), "A new family of power transformations to improve normality or symmetry". */
export function yeoJohnson(v: number, lambda: number): number {
  if (lambda === 1) return v;
  if (v >= 0) return lambda === 0 ? Math.log1p(v) : ((1 + v) ** lambda - 1) / lambda;
  return lambda === 2 ? -Math.log1p(-v) : -((1 - v) ** (2 - lambda) - 1) / (2 - lambda);
}

/** λ of the largest normal likelihood, by golden section between −2 and 4. */
export function bestLambda(values: Float64Array): number {
  const jacobian = values.reduce((sum, v) => sum + Math.sign(v) * Math.log1p(Math.abs(v)), 0);
  const logLikelihood = (lambda: number) => {
    const { sd } = moments(values.map((v) => yeoJohnson(v, lambda)));
    return -values.length * Math.log(Math.max(sd, 1e-300)) + (lambda - 1) * jacobian;
  };
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [-2, 4];
  let [a, b] = [high - golden * (high - low), low + golden * (high - low)];
  let [atA, atB] = [logLikelihood(a), logLikelihood(b)];
  while (high - low > 1e-4) {
    if (atA > atB) {
      [high, b, atB] = [b, a, atA];
      a = high - golden * (high - low);
      atA = logLikelihood(a);
    } else {
      [low, a, atA] = [a, b, atB];
      b = low + golden * (high - low);
      atB = logLikelihood(b);
    }
  }
  return (low + high) / 2;
}

function moments(values: Float64Array): { mean: number; sd: number } {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return { mean, sd: Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length) };
}

function skewness(values: Float64Array): number {
  const { mean, sd } = moments(values);
  if (!(sd > 0)) return 0;
  return values.reduce((a, b) => a + ((b - mean) / sd) ** 3, 0) / values.length;
}
