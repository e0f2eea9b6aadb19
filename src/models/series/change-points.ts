import { changesOf } from "./augurs.ts";
import { historyOf, type Series } from "./history.ts";
import { checkSeries } from "./parameters.ts";

/** A stretch of a series that is a level of its own. */
export interface Stretch {
  /** Index of its first value. */
  readonly from: number;
  /** Index after its last value. */
  readonly to: number;
  readonly mean: number;
}

/** Shorter stretches are single odd values, no level. */
const SHORTEST = 3;
/** Standard errors that two levels must lie apart. */
const APART = 4;
/** The stretch length expected beforehand, in values. */
const MEAN_RUN = 250;

/**
 * The levels a series went through, one after the other: Bayesian online change point detection with a normal-gamma prior
 * (Adams and MacKay 2007). A steady trend is cut into steps; take it or a season off first where they are not the question.
 */
export function levelsOf(data: Series): Stretch[] {
  const values = historyOf(data, checkSeries({ method: "seasonal-naive", gaps: "interpolate" }));
  const all = momentsOf(values);
  const deviation = Math.sqrt(all.variance);
  if (!(deviation > 0)) return [{ from: 0, to: values.length, mean: all.mean }];
  const standard = values.map((v) => (v - all.mean) / deviation);
  const cuts = changesOf(standard, MEAN_RUN).map((last) => last + 1);
  const starts = [0];
  for (const [k, cut] of cuts.entries()) {
    const next = cuts[k + 1] ?? values.length;
    const short = cut - starts.at(-1)! < SHORTEST || next - cut < SHORTEST;
    if (!short && differ(values.subarray(starts.at(-1)!, cut), values.subarray(cut, next))) starts.push(cut);
  }
  return starts.map((from, k) => {
    const to = starts[k + 1] ?? values.length;
    return { from, to, mean: momentsOf(values.subarray(from, to)).mean };
  });
}

/** Whether two stretches have levels of their own, by Welch's statistic; the library also cuts at a change of spread. */
function differ(a: Float64Array, b: Float64Array): boolean {
  const [one, two] = [momentsOf(a), momentsOf(b)];
  const error = Math.sqrt(one.variance / (a.length - 1) + two.variance / (b.length - 1));
  return Math.abs(one.mean - two.mean) > APART * error;
}

function momentsOf(values: Float64Array): { readonly mean: number; readonly variance: number } {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return { mean, variance: values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length };
}
