import { brier, calibrationSlope, ece, logLoss } from "./probability.ts";
import {
  apSkill,
  auc,
  averagePrecision,
  lift10,
  positiveShare,
  type Ranking,
  rankByScore,
} from "./ranking.ts";
import type { Metrics } from "./report.ts";

/**
 * All metrics of predicted probabilities `p` against outcomes `y` (0 or 1). `ranking` is the order of the scores, where a
 * calibrator gave some of them equal probabilities; that of `p` when absent.
 */
export function classificationMetrics(
  p: Float64Array,
  y: Float64Array,
  ranking: Ranking = rankByScore(p),
): Metrics {
  return {
    ...rankingMetrics(ranking, y),
    brier: brier(p, y),
    logLoss: logLoss(p, y),
    calibrationSlope: calibrationSlope(p, y),
    ece: ece(p, y),
    bias: mean(p) - positiveShare(y),
  };
}

/** The part that scores without a probability, such as a rule's, can be judged by. */
export function rankingMetrics(ranking: Ranking, y: Float64Array): Metrics {
  return {
    auc: auc(ranking, y),
    averagePrecision: averagePrecision(ranking, y),
    apSkill: apSkill(ranking, y),
    lift10: lift10(ranking, y),
  };
}

function mean(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}
