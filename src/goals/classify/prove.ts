import type { Resampled } from "../../validate/bootstrap.ts";
import { calibrationBins } from "../../validate/calibration-bins.ts";
import { classificationMetrics, rankingMetrics } from "../../validate/classification.ts";
import type { ProofPlan } from "../../validate/cut-offs.ts";
import { liftTable } from "../../validate/lift.ts";
import { apSkill, rankByScore } from "../../validate/ranking.ts";
import type { ProofPeriod } from "../../validate/report.ts";
import type { History } from "../history.ts";
import { pickColumns } from "../stack.ts";
import type { LearnedClassifier } from "./learn.ts";

/** One proof cut-off read: the period but for its interval, and what the bootstrap draws from. */
export interface ClassifierProof {
  readonly period: Omit<ProofPeriod, "gainInterval">;
  /** Gain in AP skill over the baseline, under row weights. */
  readonly gain: Resampled;
  readonly skill: Resampled;
}

/** Predicts at the proof cut-off with what was learned before it, then reads the outcome: the only time. */
export async function proveClassifier(
  history: History,
  learned: LearnedClassifier,
  plan: ProofPlan,
  outcome: string,
): Promise<ClassifierProof> {
  const { model, calibrator, rule, stack } = learned;
  const { customers, design } = await history.features(plan.cutOff);
  const columns = stack.design.columns.map((c) => c.name);
  const margin = model.margin(pickColumns(design, columns));
  const p = calibrator.apply(margin);
  const ranking = rankByScore(margin);
  const baseline = rankByScore(rule.score(design));

  history.allowUntil(plan.outcomeUntil);
  const y = (await history.completed(plan.cutOff)).outcomes[outcome]!;

  const metrics = classificationMetrics(p, y, ranking);
  const baselineMetrics = rankingMetrics(baseline, y);
  const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
  return {
    period: {
      cutOff: plan.cutOff.toISOString(),
      outcomeUntil: plan.outcomeUntil.toISOString(),
      trainedOn: plan.training.map((t) => t.toISOString()),
      customers: customers.length,
      actual: sum(y),
      expected: sum(p),
      metrics,
      baseline: { model: rule.name, metrics: baselineMetrics },
      gain: metrics.apSkill! - baselineMetrics.apSkill!,
      droppedFeatures: stack.dropped,
      lift: liftTable(ranking, baseline, y),
      calibration: calibrationBins(p, y),
    },
    gain: {
      customers,
      statistic: (weight) => apSkill(ranking, y, weight) - apSkill(baseline, y, weight),
    },
    skill: { customers, statistic: (weight) => apSkill(ranking, y, weight) },
  };
}
