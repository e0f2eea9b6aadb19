import type { Sentence } from "../core/sentence.ts";

export interface Interval {
  readonly low: number;
  readonly high: number;
  /** Confidence level, e.g. .95. */
  readonly level: number;
}

/** Named as in the design, section 9: classification `auc, averagePrecision, apSkill, brier, logLoss,
 *  calibrationSlope, ece, lift10`; value and frequency `mae, rmse, spearman, totalRatio, coverage80`. */
export type Metrics = Readonly<Record<string, number>>;

export interface LiftPoint {
  /** Share of customers contacted, best scores first. */
  readonly share: number;
  readonly contacted: number;
  /** Share of all positives reached. */
  readonly caught: number;
  readonly precision: number;
  readonly lift: number;
  /** The same by the baseline. */
  readonly baselineCaught: number;
}

export interface CalibrationBin {
  readonly predicted: number;
  readonly observed: number;
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/** One proof cut-off, read once. Moments are ISO strings. */
export interface ProofPeriod {
  /** Number of the repeat, where customers were predicted by the others and no later time was read: from 1 on. */
  readonly repeat?: number;
  readonly cutOff: string;
  readonly outcomeUntil: string;
  readonly trainedOn: readonly string[];
  readonly customers: number;
  /** Positives for classification; total actual value (minor units) or orders otherwise. */
  readonly actual: number;
  readonly expected: number;
  readonly metrics: Metrics;
  readonly baseline: { readonly model: string; readonly metrics: Metrics };
  /** Gain over the baseline in the gate's metric, paired bootstrap by customer. */
  readonly gain: number;
  readonly gainInterval: Interval;
  /** Features dropped because their window was longer than the history there. */
  readonly droppedFeatures: readonly string[];
  readonly lift: readonly LiftPoint[];
  readonly calibration: readonly CalibrationBin[];
}

export interface GateCheck {
  /** Word code `gate.<check>`. */
  readonly check: string;
  readonly passed: boolean;
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

interface Driver {
  readonly feature: string;
  /** Mean absolute effect over the scored customers, in margin. */
  readonly importance: number;
  /** Mean effect by quantile of the feature's value. */
  readonly shape: readonly { readonly at: number; readonly effect: number; readonly count: number }[];
}

/** Everything the proof page and `train --json` say about one goal's model. */
export interface ProofReport {
  readonly goal: string;
  readonly kind: string;
  readonly model: string;
  readonly version: string;
  readonly asOf: string;
  readonly horizonDays: number;
  readonly published: boolean;
  readonly reason: Sentence;
  readonly gate: readonly GateCheck[];
  readonly metrics: Metrics;
  readonly interval: Readonly<Record<string, Interval>>;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly baseline: { readonly model: string; readonly metrics: Metrics };
  readonly challengers: readonly {
    readonly model: string;
    readonly metrics: Metrics;
    readonly why: Sentence;
  }[];
  /** Champion and baseline on the same earlier rows that the challengers' metrics are of. */
  readonly earlier: { readonly champion: Metrics; readonly baseline: Metrics };
  readonly proofs: readonly ProofPeriod[];
  readonly drivers: readonly Driver[];
  readonly leaks: readonly {
    readonly column: string;
    readonly verdict: "excluded" | "ask" | "fine";
    readonly why: Sentence;
  }[];
  readonly notes: readonly Sentence[];
  readonly features: readonly string[];
  readonly seconds: number;
}
