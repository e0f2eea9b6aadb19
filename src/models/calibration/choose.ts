import { badParameter } from "../rules.ts";
import {
  type CalibrationMethod,
  type CalibrationSample,
  type Calibrator,
  checkSample,
  noCalibration,
} from "./calibrator.ts";
import { fitIsotonic } from "./isotonic.ts";
import { marginLoss } from "./log-odds.ts";
import { fitPlatt } from "./platt.ts";

/** The ways to calibrate, simplest first. */
const methods: Readonly<Record<CalibrationMethod, (sample: CalibrationSample) => Calibrator>> = {
  none: noCalibration,
  platt: fitPlatt,
  isotonic: fitIsotonic,
};

export interface CalibrationChoice {
  /** Fitted on all rows of the sample. */
  readonly calibrator: Calibrator;
  readonly method: CalibrationMethod;
  /** Mean held-out log-loss of each method, in nats. */
  readonly logLoss: Readonly<Record<CalibrationMethod, number>>;
}

/**
 * Each method is fitted on all folds but one and judged by log-loss on that one, in turn. Chosen is the simplest whose
 * mean loss lies within one standard error (of the paired difference) of the best one's (Breiman et al. 1984).
 * `fold` holds the fold of each row, any whole numbers; rows of one customer should share one. Throws `bad-parameter`
 * for fewer than two folds.
 */
export function chooseCalibration(sample: CalibrationSample, fold: ArrayLike<number>): CalibrationChoice {
  checkSample(sample);
  const names = Object.keys(methods) as CalibrationMethod[];
  const rows = rowsByFold(fold, sample.margin.length);
  const losses = names.map((name) => heldOutLosses(sample, rows, methods[name]));
  const weight = sample.weight ?? new Float64Array(sample.margin.length).fill(1);
  const means = losses.map((loss) => weightedMean(loss, weight));
  const best = means.indexOf(Math.min(...means));
  const chosen = losses.findIndex((loss) => closeTo(loss, losses[best]!, weight));
  const method = names[chosen]!;
  const logLoss = Object.fromEntries(names.map((name, k) => [name, means[k]!])) as Record<
    CalibrationMethod,
    number
  >;
  return { calibrator: methods[method](sample), method, logLoss };
}

function rowsByFold(fold: ArrayLike<number>, rows: number): number[][] {
  if (fold.length !== rows) throw badParameter("fold", `${fold.length} values`, `${rows}, one a row`);
  const byFold = new Map<number, number[]>();
  for (let i = 0; i < rows; i++) {
    const list = byFold.get(fold[i]!);
    if (list) list.push(i);
    else byFold.set(fold[i]!, [i]);
  }
  if (byFold.size < 2) throw badParameter("fold", `${byFold.size} fold`, "at least 2 folds");
  return [...byFold.values()];
}

function heldOutLosses(
  sample: CalibrationSample,
  folds: readonly number[][],
  learn: (sample: CalibrationSample) => Calibrator,
): Float64Array {
  const losses = new Float64Array(sample.margin.length);
  for (const held of folds) {
    const others = folds.filter((rows) => rows !== held).flat();
    const margin = learn(take(sample, others)).margin(take(sample, held).margin);
    held.forEach((i, k) => {
      losses[i] = marginLoss(margin[k]!, sample.y[i]!);
    });
  }
  return losses;
}

function take({ margin, y, weight }: CalibrationSample, rows: readonly number[]): CalibrationSample {
  const part = (values: Float64Array): Float64Array => Float64Array.from(rows, (i) => values[i]!);
  return { margin: part(margin), y: part(y), ...(weight && { weight: part(weight) }) };
}

/** Whether the mean of loss − best is at most its standard error. */
function closeTo(loss: Float64Array, best: Float64Array, weight: Float64Array): boolean {
  const difference = loss.map((v, i) => v - best[i]!);
  const mean = weightedMean(difference, weight);
  let squares = 0;
  let total = 0;
  difference.forEach((d, i) => {
    squares += (weight[i]! * (d - mean)) ** 2;
    total += weight[i]!;
  });
  return mean <= Math.sqrt(squares) / total;
}

function weightedMean(values: Float64Array, weight: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    sum += weight[i]! * values[i]!;
    total += weight[i]!;
  }
  return sum / total;
}
