import { Random } from "../../core/random.ts";
import type { FitContext } from "../../models/estimator.ts";
import { amountBins } from "../../validate/amount-bins.ts";
import {
  correlation,
  coverage,
  coverage80,
  deviance,
  mae,
  ranks,
  rmse,
  spearman,
  totalRatio,
} from "../../validate/amounts.ts";
import type { Resampled } from "../../validate/bootstrap.ts";
import type { ProofPlan } from "../../validate/cut-offs.ts";
import { liftTable } from "../../validate/lift.ts";
import { rankByScore } from "../../validate/ranking.ts";
import type { Metrics, ProofPeriod } from "../../validate/report.ts";
import type { History } from "../history.ts";
import { pickColumns } from "../stack.ts";
import type { LearnedAmount } from "./learn.ts";

/** One proof cut-off read: the period but for its interval, and what the bootstraps draw from. */
export interface AmountProof {
  readonly period: Omit<ProofPeriod, "gainInterval">;
  readonly rankGain: number;
  /** 1 − deviance / deviance of the baseline, and Spearman's correlation minus the baseline's, under row weights. */
  readonly error: Resampled;
  readonly rank: Resampled;
}

/** Predicts at the proof cut-off with what was learned before it, then reads what was spent: the only time. */
export async function proveAmount(
  history: History,
  learned: LearnedAmount,
  plan: ProofPlan,
  context: FitContext,
): Promise<AmountProof> {
  const { model, rule, floor } = learned;
  const { customers, design } = await history.features(plan.cutOff);
  const x = pickColumns(design, model.columns);
  const predicted = model.expected(x);
  const { low, high } = await model.interval(x, context.signal);
  const baseline = rule.score(design);

  history.allowUntil(plan.outcomeUntil);
  const actual = (await history.completed(plan.cutOff)).outcomes.spent!;

  const { below, upTo } = await model.cumulative(x, actual, context.signal);
  const random = new Random(context.seed).fork(`coverage ${plan.cutOff.toISOString()}`);
  const metrics: Metrics = {
    ...amountMetrics(predicted, actual, floor),
    coverage80: coverage80(below, upTo, random),
    coverage: coverage(low, high, actual),
  };
  const ruleMetrics = amountMetrics(baseline, actual, floor);
  const [rankActual, rankModel, rankRule] = [ranks(actual), ranks(predicted), ranks(baseline)];
  const sum = (of: Float64Array) => of.reduce((a, b) => a + b, 0);
  return {
    period: {
      cutOff: plan.cutOff.toISOString(),
      outcomeUntil: plan.outcomeUntil.toISOString(),
      trainedOn: plan.training.map((t) => t.toISOString()),
      customers: customers.length,
      actual: sum(actual),
      expected: sum(predicted),
      metrics,
      baseline: { model: rule.name, metrics: ruleMetrics },
      gain: 1 - metrics.deviance! / ruleMetrics.deviance!,
      droppedFeatures: learned.dropped,
      lift: liftTable(rankByScore(predicted), rankByScore(baseline), actual),
      calibration: amountBins(predicted, actual),
    },
    rankGain: metrics.spearman! - ruleMetrics.spearman!,
    error: {
      customers,
      statistic: (w) => 1 - deviance(predicted, actual, floor, w) / deviance(baseline, actual, floor, w),
    },
    rank: {
      customers,
      statistic: (w) => correlation(rankModel, rankActual, w) - correlation(rankRule, rankActual, w),
    },
  };
}

/** Metrics that need no more than one amount a row. */
export function amountMetrics(predicted: Float64Array, actual: Float64Array, floor: number): Metrics {
  return {
    mae: mae(predicted, actual),
    rmse: rmse(predicted, actual),
    spearman: spearman(predicted, actual),
    totalRatio: totalRatio(predicted, actual),
    deviance: deviance(predicted, actual, floor),
  };
}
