import type { Matrix } from "../../core/matrix.ts";

/** How one number column comes onto the linear scale: missing → median, tails by asinh where they are long, then (v − shift)/scale. */
export interface NumberColumn {
  readonly kind: "number";
  readonly median: number;
  /** Spread around the median that asinh is linear within; 0 = the column is left straight. */
  readonly spread: number;
  readonly shift: number;
  /** 0 = constant: always gives 0. */
  readonly scale: number;
  readonly hasMissing: boolean;
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
  const values: number[] = [];
  let hasMissing = false;
  for (let i = 0; i < x.rows; i++) {
    const value = x.data[i * x.cols + j]!;
    if (!Number.isFinite(value)) hasMissing = true;
    else if (i % step === 0) values.push(value);
  }
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) return { kind: "number", median: 0, spread: 0, shift: 0, scale: 0, hasMissing };
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
  const median = at(0.5);
  const spread = options.tails === "log" ? longTailSpread(sorted, median, at(0.75) - at(0.25)) : 0;
  const bent = sorted.map((value) => bend(value, median, spread));
  const mean = bent.reduce((sum, v) => sum + v, 0) / bent.length;
  const deviation = Math.sqrt(bent.reduce((sum, v) => sum + (v - mean) ** 2, 0) / bent.length);
  const constant = sorted[0] === sorted.at(-1);
  const plain = { shift: 0, scale: 1 };
  const standard = { shift: mean, scale: constant ? 0 : deviation };
  return { kind: "number", median, spread, ...(options.standardise ? standard : plain), hasMissing };
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
  return spread > 0 ? Math.asinh((value - median) / spread) : value;
}

/** The value on the linear scale. */
export function scaleNumber(column: NumberColumn, value: number): number {
  if (column.scale === 0) return 0;
  const known = Number.isFinite(value) ? value : column.median;
  return (bend(known, column.median, column.spread) - column.shift) / column.scale;
}
