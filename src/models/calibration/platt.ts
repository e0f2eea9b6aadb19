import type { ModelState } from "../estimator.ts";
import { checkState } from "../state.ts";
import { type CalibrationSample, type Calibrator, calibrator, checkSample } from "./calibrator.ts";
import { logOdds, marginLoss, sigmoid } from "./log-odds.ts";

const KIND = "platt";
const VERSION = 1;

interface Line {
  readonly slope: number;
  readonly intercept: number;
}

export interface PlattCalibrator extends Calibrator, Line {}

/**
 * Platt's scaling: log-odds = slope · margin + intercept, slope ≥ 0, by maximum likelihood with his targets
 * (n₊+1)/(n₊+2) and 1/(n₋+2) in place of 1 and 0, so that classes a threshold tells apart still give a finite line
 * (Platt 1999; Lin, Lin and Weng 2007). With weights n₊ and n₋ are sums of weights.
 */
export function fitPlatt(sample: CalibrationSample): PlattCalibrator {
  checkSample(sample);
  const { margin, y, weight } = sample;
  let ones = 0;
  let total = 0;
  for (let i = 0; i < y.length; i++) {
    total += weight ? weight[i]! : 1;
    ones += (weight ? weight[i]! : 1) * y[i]!;
  }
  const yes = (ones + 1) / (ones + 2);
  const no = 1 / (total - ones + 2);
  const target = y.map((v) => (v === 1 ? yes : no));
  const flat = { slope: 0, intercept: logOdds((ones * yes + (total - ones) * no) / total) };
  const { centre, scale } = spread(margin, weight, total);
  if (scale === 0) return plattCalibrator(flat);
  const z = margin.map((m) => (m - centre) / scale);
  const line = newton(z, target, weight ?? null, { slope: 0, intercept: flat.intercept });
  // The loss is convex: where its free minimum has a falling line, its minimum among those that do not fall is flat.
  if (line.slope <= 0) return plattCalibrator(flat);
  const slope = line.slope / scale;
  return plattCalibrator({ slope, intercept: line.intercept - slope * centre });
}

export function loadPlatt(state: ModelState): PlattCalibrator {
  checkState(state, KIND, VERSION);
  const { slope, intercept } = state as unknown as Line;
  return plattCalibrator({ slope, intercept });
}

function plattCalibrator({ slope, intercept }: Line): PlattCalibrator {
  const plain = calibrator(
    KIND,
    (margin) => slope * margin + intercept,
    () => ({ kind: KIND, version: VERSION, slope, intercept }),
  );
  return { ...plain, slope, intercept };
}

function spread(margin: Float64Array, weight: Float64Array | undefined, total: number) {
  let centre = 0;
  for (let i = 0; i < margin.length; i++) centre += ((weight ? weight[i]! : 1) * margin[i]!) / total;
  let squares = 0;
  for (let i = 0; i < margin.length; i++)
    squares += ((weight ? weight[i]! : 1) * (margin[i]! - centre) ** 2) / total;
  const scale = margin.every((m) => m === margin[0]) ? 0 : Math.sqrt(squares);
  return { centre, scale };
}

/** Newton's method with halved steps; the targets lie inside (0, 1), so a minimum exists. */
function newton(z: Float64Array, target: Float64Array, weight: Float64Array | null, start: Line): Line {
  let line = start;
  let loss = lossOf(line, z, target, weight);
  for (let iteration = 0; iteration < 100; iteration++) {
    const { step, gain } = newtonStep(line, z, target, weight);
    // A gain below rounding: the full step is at the minimum, and no loss could tell.
    if (gain <= 1e-14 * loss) return moved(line, step, 1);
    let part = 1;
    let next = moved(line, step, part);
    let nextLoss = lossOf(next, z, target, weight);
    while (!(nextLoss < loss) && part > 1e-10) {
      part /= 2;
      next = moved(line, step, part);
      nextLoss = lossOf(next, z, target, weight);
    }
    if (!(nextLoss < loss)) return line;
    line = next;
    loss = nextLoss;
  }
  return line;
}

function moved(line: Line, step: Line, part: number): Line {
  return { slope: line.slope + part * step.slope, intercept: line.intercept + part * step.intercept };
}

function lossOf(line: Line, z: Float64Array, target: Float64Array, weight: Float64Array | null): number {
  let sum = 0;
  for (let i = 0; i < z.length; i++)
    sum += (weight ? weight[i]! : 1) * marginLoss(line.slope * z[i]! + line.intercept, target[i]!);
  return sum;
}

/** `gain`: how much the step lowers the loss if that is quadratic. */
function newtonStep(
  line: Line,
  z: Float64Array,
  target: Float64Array,
  weight: Float64Array | null,
): { readonly step: Line; readonly gain: number } {
  let g0 = 0;
  let g1 = 0;
  let h00 = 0;
  let h01 = 0;
  let h11 = 0;
  for (let i = 0; i < z.length; i++) {
    const w = weight ? weight[i]! : 1;
    const p = sigmoid(line.slope * z[i]! + line.intercept);
    const residual = w * (p - target[i]!);
    const curvature = w * p * (1 - p);
    g0 += residual;
    g1 += residual * z[i]!;
    h00 += curvature;
    h01 += curvature * z[i]!;
    h11 += curvature * z[i]! * z[i]!;
  }
  // Far out the curvature may vanish to rounding: a ridge keeps the step finite, halving keeps it downhill.
  h00 += 1e-12 * z.length;
  h11 += 1e-12 * z.length;
  const det = h00 * h11 - h01 * h01;
  const step = { intercept: -(h11 * g0 - h01 * g1) / det, slope: -(h00 * g1 - h01 * g0) / det };
  return { step, gain: -(g0 * step.intercept + g1 * step.slope) / 2 };
}
