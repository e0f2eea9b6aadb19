import type { Matrix } from "../core/matrix.ts";
import type { Straightening } from "./straighten.ts";

/** Two columns closer than this (absolute Pearson correlation on the clustering scale) say the same thing. */
const SAME_THING = 0.85;
/** A column filled for fewer customers than this would group people by what is not known. */
const MIN_FILLED = 0.5;

export interface FeatureChoice {
  /** Indexes of the columns to cluster on, in order of preference. */
  readonly columns: readonly number[];
  readonly left: readonly {
    readonly column: number;
    readonly why: "constant" | "missing" | "same";
    readonly as?: number;
  }[];
}

/**
 * Which of the wanted columns to cluster on: constant and mostly missing ones are left out, and of two that say
 * nearly the same only the one named first counts, so that nothing weighs twice.
 */
export function chooseFeatures(
  scaled: Matrix,
  learned: readonly Straightening[],
  wanted: readonly number[],
): FeatureChoice {
  const columns: number[] = [];
  const left: FeatureChoice["left"][number][] = [];
  for (const column of wanted) {
    const { sd, filled } = learned[column]!;
    if (!(sd > 0)) left.push({ column, why: filled > 0 ? "constant" : "missing" });
    else if (filled < MIN_FILLED) left.push({ column, why: "missing" });
    else {
      const same = columns.find((other) => Math.abs(correlation(scaled, column, other)) > SAME_THING);
      if (same === undefined) columns.push(column);
      else left.push({ column, why: "same", as: same });
    }
  }
  return { columns, left };
}

/** Pearson correlation of two columns, from float64 sums. */
function correlation(x: Matrix, a: number, b: number): number {
  let [sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0];
  for (let i = 0, at = 0; i < x.rows; i++, at += x.cols) {
    const [u, v] = [x.data[at + a]!, x.data[at + b]!];
    sumA += u;
    sumB += v;
    sumAA += u * u;
    sumBB += v * v;
    sumAB += u * v;
  }
  const n = x.rows;
  const spread = Math.sqrt((sumAA - (sumA * sumA) / n) * (sumBB - (sumB * sumB) / n));
  return spread > 0 ? (sumAB - (sumA * sumB) / n) / spread : 0;
}
