import type { Matrix } from "../../core/matrix.ts";
import { sortedFloats } from "./sort-floats.ts";

/** How one number column comes onto the linear scale: missing → median, then (v − shift)/scale; where a tail is long, bent too. */
export interface NumberColumn {
  readonly kind: "number";
  readonly median: number;
  readonly straight: Scale;
  /** A second column, asinh((v − median)/spread) on its own scale; null where no tail is long. */
  readonly bent: (Scale & { readonly spread: number }) | null;
  readonly hasMissing: boolean;
}

interface Scale {
  readonly shift: number;
  /** 0 = constant: always gives 0. */
  readonly scale: number;
}

/** Learned from at most so many rows, evenly spread. */
const ROWS = 100_000;
/** A tail is long when the farthest value lies so many spreads from the median; a normal column of a million stays below. */
const LONG_TAIL = 6;
/** Interquartile range of a normal distribution in standard deviations. */
const NORMAL_RANGE = 1.349;

/** Learns column `j` of `x`; infinite values count as missing. */
export function learnNumber(
  x: Matrix,
  j: number,
  options: { readonly tails: "log" | "none"; readonly standardise: boolean },
): NumberColumn {
  const step = Math.max(1, Math.ceil(x.rows / ROWS));
  const values = new Float32Array(Math.ceil(x.rows / step));
  let count = 0;
  let hasMissing = false;
  for (let i = 0; i < x.rows; i++) {
    const value = x.data[i * x.cols + j]!;
    if (!Number.isFinite(value)) hasMissing = true;
    else if (i % step === 0) values[count++] = value;
  }
  const sorted = Float64Array.from(sortedFloats(values.subarray(0, count)));
  if (sorted.length === 0)
    return { kind: "number", median: 0, straight: { shift: 0, scale: 0 }, bent: null, hasMissing };
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
  const median = at(0.5);
  const spread = options.tails === "log" ? longTailSpread(sorted, median, at(0.75) - at(0.25)) : 0;
  const scaleOf = (values: Float64Array) =>
    options.standardise ? standardScale(values) : { shift: 0, scale: 1 };
  const bent = spread > 0 && { spread, ...scaleOf(sorted.map((value) => bend(value, median, spread))) };
  return { kind: "number", median, straight: scaleOf(sorted), bent: bent || null, hasMissing };
}

/** Mean and standard deviation of sorted values. */
function standardScale(sorted: Float64Array): Scale {
  const mean = sorted.reduce((sum, v) => sum + v, 0) / sorted.length;
  const variance = sorted.reduce((sum, v) => sum + (v - mean) ** 2, 0) / sorted.length;
  return { shift: mean, scale: sorted[0] === sorted.at(-1) ? 0 : Math.sqrt(variance) };
}

/** The spread to bend by; 0 where no tail is long. Where most values are the same, that of the others. */
function longTailSpread(sorted: Float64Array, median: number, range: number): number {
  const far = Math.max(median - sorted[0]!, sorted.at(-1)! - median);
  let spread = range / NORMAL_RANGE;
  if (spread === 0) {
    const away = sorted.filter((value) => value !== median).map((value) => Math.abs(value - median));
    spread = away.sort()[Math.floor(away.length / 2)] ?? 0;
  }
  return far > LONG_TAIL * spread ? spread : 0;
}

function bend(value: number, median: number, spread: number): number {
  return Math.asinh((value - median) / spread);
}

/** The value on the linear scale. */
export function straightValue({ median, straight }: NumberColumn, value: number): number {
  const { shift, scale } = straight;
  return scale === 0 ? 0 : ((Number.isFinite(value) ? value : median) - shift) / scale;
}

/** The value in the second column of a column with a long tail. */
export function bentValue({ median, bent }: NumberColumn, value: number): number {
  if (!bent || bent.scale === 0) return 0;
  return (bend(Number.isFinite(value) ? value : median, median, bent.spread) - bent.shift) / bent.scale;
}
