import type { GateCheck, Interval } from "./report.ts";

/** What the gate for classification reads: gains in AP skill over the baseline, one a proof cut-off. */
export interface ClassificationEvidence {
  readonly gains: readonly number[];
  /** Interval of the mean gain, by paired bootstrap of customers. */
  readonly meanInterval: Interval;
  readonly calibrationSlopes: readonly number[];
}

/** Smallest mean gain in AP skill worth publishing. */
const SMALLEST_GAIN = 0.02;
const SLOPE_RANGE = { low: 0.7, high: 1.3 } as const;

export function classificationGate(e: ClassificationEvidence): GateCheck[] {
  const mean = average(e.gains);
  return [
    check("meanGain", mean >= SMALLEST_GAIN, mean, { low: SMALLEST_GAIN }),
    check("gainInterval", e.meanInterval.low > 0, e.meanInterval.low, { low: 0 }),
    check(
      "eachGain",
      e.gains.every((g) => g > 0),
      Math.min(...e.gains),
      { low: 0 },
    ),
    check(
      "calibrationSlope",
      e.calibrationSlopes.every((s) => s >= SLOPE_RANGE.low && s <= SLOPE_RANGE.high),
      farthestFromOne(e.calibrationSlopes),
      SLOPE_RANGE,
    ),
  ];
}

/** What the gate for amounts reads: relative fall in deviance and rise in rank correlation over the customer's own past. */
export interface AmountEvidence {
  /** 1 − deviance / deviance of the baseline, one a proof cut-off. */
  readonly errorGains: readonly number[];
  readonly errorInterval: Interval;
  /** Spearman minus the baseline's, one a proof cut-off. */
  readonly rankGains: readonly number[];
  readonly rankInterval: Interval;
  /** Share of actual values inside the 80 % interval, one a proof cut-off. */
  readonly coverages: readonly number[];
}

const COVERAGE_RANGE = { low: 0.7, high: 0.9 } as const;

/** Better in error at every cut-off, and not worse in rank; the intervals of both means say so. */
export function amountGate(e: AmountEvidence): GateCheck[] {
  return [
    check("errorGainInterval", e.errorInterval.low > 0, e.errorInterval.low, { low: 0 }),
    check(
      "eachErrorGain",
      e.errorGains.every((g) => g > 0),
      Math.min(...e.errorGains),
      { low: 0 },
    ),
    check("rankGainInterval", e.rankInterval.low > 0, e.rankInterval.low, { low: 0 }),
    check(
      "eachRankGain",
      e.rankGains.every((g) => g > 0),
      Math.min(...e.rankGains),
      { low: 0 },
    ),
    check(
      "coverage",
      e.coverages.every((c) => c >= COVERAGE_RANGE.low && c <= COVERAGE_RANGE.high),
      e.coverages.reduce((a, b) => (Math.abs(b - 0.8) > Math.abs(a - 0.8) ? b : a)),
      COVERAGE_RANGE,
    ),
  ];
}

export function passes(gate: readonly GateCheck[]): boolean {
  return gate.every((c) => c.passed);
}

export function average(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

/** NaN never passes, since every comparison with it is false. */
function check(
  name: string,
  passed: boolean,
  value: number,
  range: { readonly low?: number; readonly high?: number },
): GateCheck {
  return { check: name, passed, value, ...range };
}

function farthestFromOne(slopes: readonly number[]): number {
  return slopes.reduce((a, b) => (Math.abs(b - 1) > Math.abs(a - 1) || Number.isNaN(b) ? b : a));
}
