/** Metrics of predicted probabilities `p` in [0, 1] against outcomes `y` of 0 or 1, one a row. */

const SMALLEST = 1e-15;

/** Mean squared difference of probability and outcome. */
export function brier(p: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum += (p[i]! - y[i]!) ** 2;
  return sum / y.length;
}

/** −log likelihood of one outcome in nats; probabilities are kept 1e-15 away from 0 and 1. */
export function rowLogLoss(p: number, y: number): number {
  const q = Math.min(1 - SMALLEST, Math.max(SMALLEST, p));
  return y === 1 ? -Math.log(q) : -Math.log1p(-q);
}

/** Mean negative log-likelihood. */
export function logLoss(p: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum += rowLogLoss(p[i]!, y[i]!);
  return sum / y.length;
}

/** Log-odds of a probability, kept finite. */
function logit(p: number): number {
  const q = Math.min(1 - SMALLEST, Math.max(SMALLEST, p));
  return Math.log(q) - Math.log1p(-q);
}

export function sigmoid(margin: number): number {
  return margin >= 0 ? 1 / (1 + Math.exp(-margin)) : Math.exp(margin) / (1 + Math.exp(margin));
}

export interface CalibrationLine {
  readonly intercept: number;
  readonly slope: number;
}

/**
 * Logistic regression of the outcome on the predicted log-odds (Cox 1958): slope 1 and intercept 0 are perfect, a slope
 * below 1 means overconfident. Unpenalised, by Newton's method with halved steps; NaN where there is no finite answer.
 */
export function calibrationLine(p: Float64Array, y: Float64Array): CalibrationLine {
  const x = Float64Array.from(p, logit);
  let line: CalibrationLine = { intercept: 0, slope: 0 };
  let loss = lineLoss(line, x, y);
  for (let iteration = 0; iteration < 100; iteration++) {
    const step = newtonStep(line, x, y);
    if (!step) return { intercept: Number.NaN, slope: Number.NaN };
    // A gain below rounding: the full step is at the minimum, and no loss could tell.
    if (step.gain <= 1e-13 * loss) return moved(line, step, 1);
    let part = 1;
    let next = moved(line, step, part);
    let nextLoss = lineLoss(next, x, y);
    while (!(nextLoss < loss) && part > 1e-10) {
      part /= 2;
      next = moved(line, step, part);
      nextLoss = lineLoss(next, x, y);
    }
    if (!(nextLoss < loss)) return line;
    line = next;
    loss = nextLoss;
  }
  // The classes can be told apart by a threshold: the slope grows without end.
  return { intercept: Number.NaN, slope: Number.NaN };
}

function moved(line: CalibrationLine, step: CalibrationLine, part: number): CalibrationLine {
  return { intercept: line.intercept + part * step.intercept, slope: line.slope + part * step.slope };
}

function lineLoss({ intercept, slope }: CalibrationLine, x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    const m = intercept + slope * x[i]!;
    sum += Math.max(m, 0) + Math.log1p(Math.exp(-Math.abs(m))) - y[i]! * m;
  }
  return sum;
}

/** `gain`: how much the step lowers the loss if that is quadratic. Null where the curvature vanishes in a direction: all log-odds equal, or the classes told apart. */
function newtonStep(
  line: CalibrationLine,
  x: Float64Array,
  y: Float64Array,
): (CalibrationLine & { readonly gain: number }) | null {
  let g0 = 0;
  let g1 = 0;
  let h00 = 0;
  let h01 = 0;
  let h11 = 0;
  for (let i = 0; i < y.length; i++) {
    const q = sigmoid(line.intercept + line.slope * x[i]!);
    const w = q * (1 - q);
    const d = y[i]! - q;
    g0 += d;
    g1 += d * x[i]!;
    h00 += w;
    h01 += w * x[i]!;
    h11 += w * x[i]! * x[i]!;
  }
  const det = h00 * h11 - h01 * h01;
  if (!(det > 1e-12 * h00 * h11)) return null;
  const intercept = (g0 * h11 - g1 * h01) / det;
  const slope = (g1 * h00 - g0 * h01) / det;
  return { intercept, slope, gain: (g0 * intercept + g1 * slope) / 2 };
}

export function calibrationSlope(p: Float64Array, y: Float64Array): number {
  return calibrationLine(p, y).slope;
}

/** Expected calibration error: mean |predicted − observed| over `bins` groups of equal size, weighted by size. */
export function ece(p: Float64Array, y: Float64Array, bins = 10): number {
  const order = Uint32Array.from(p.keys()).sort((a, b) => p[a]! - p[b]! || a - b);
  let sum = 0;
  for (let k = 0; k < bins; k++) {
    const from = Math.floor((k * order.length) / bins);
    const to = Math.floor(((k + 1) * order.length) / bins);
    let difference = 0;
    for (let i = from; i < to; i++) difference += p[order[i]!]! - y[order[i]!]!;
    sum += Math.abs(difference);
  }
  return sum / order.length;
}
