import type { Design } from "../../core/matrix.ts";
import type { FitContext } from "../../models/estimator.ts";
import { bestColumn } from "../../validate/best-column.ts";
import type { Resampled } from "../../validate/bootstrap.ts";
import { calibrationBins } from "../../validate/calibration-bins.ts";
import { classificationMetrics, rankingMetrics } from "../../validate/classification.ts";
import { stratifiedFolds } from "../../validate/folds.ts";
import { average } from "../../validate/gate.ts";
import { liftTable } from "../../validate/lift.ts";
import { apSkill, type Ranking, rankByScore } from "../../validate/ranking.ts";
import type { ProofPeriod } from "../../validate/report.ts";
import type { ClassifierMethod } from "../classify/recipes.ts";
import { meanMetrics } from "../mean-metrics.ts";
import { pick, pickRows } from "../stack.ts";
import { learnRecorded } from "./learn.ts";

export const REPEATS = 5;
const FOLDS = 5;

/** One repeat: every customer predicted once by what was learned from the others. */
export interface RepeatProof {
  readonly period: Omit<ProofPeriod, "gainInterval">;
  readonly gain: Resampled;
  readonly skill: Resampled;
  /** Margins of every row by models that had not seen it, and the columns of the folds' baselines. */
  readonly margin: Float64Array;
  readonly baselineColumns: readonly string[];
}

interface FoldProof {
  readonly rows: Int32Array;
  readonly y: Float64Array;
  readonly ranking: Ranking;
  readonly baseline: Ranking;
}

/** Proves the way to learn on customers it has not seen: five folds, each predicted by what the other four taught. */
export async function proveRepeat(
  design: Design,
  y: Float64Array,
  customers: Float64Array,
  repeat: number,
  at: Date,
  context: FitContext,
  method?: ClassifierMethod,
): Promise<RepeatProof> {
  const fold = stratifiedFolds(y, FOLDS, context.seed + repeat);
  const all = Int32Array.from(y.keys());
  const [margin, p, simple] = [0, 0, 0].map(() => new Float64Array(y.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const folds: FoldProof[] = [];
  const baselineColumns: string[] = [];
  for (let f = 0; f < FOLDS; f++) {
    const rows = all.filter((i) => fold[i] === f);
    const others = all.filter((i) => fold[i] !== f);
    const [train, trainY] = [pickRows(design, others), pick(y, others)];
    const test = pickRows(design, rows);
    const learned = await learnRecorded(train, trainY, context, method);
    const own = learned.model.margin(test);
    const probability = learned.calibrator.apply(own);
    const rule = bestColumn(train, trainY);
    const ruled = rule.score(test);
    baselineColumns.push(rule.column);
    rows.forEach((row, i) => {
      margin[row] = own[i]!;
      p[row] = probability[i]!;
      simple[row] = ruled[i]!;
    });
    folds.push({ rows, y: pick(y, rows), ranking: rankByScore(own), baseline: rankByScore(ruled) });
  }
  const metrics = {
    // What is read off probabilities from all folds together, what is read off an order from each fold's own.
    ...classificationMetrics(p, y),
    ...meanMetrics(folds.map((k) => rankingMetrics(k.ranking, k.y))),
  };
  const baseline = meanMetrics(folds.map((k) => rankingMetrics(k.baseline, k.y)));
  const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
  const overFolds = (of: (k: FoldProof, weight: Float64Array) => number) => (weight: Float64Array) =>
    average(folds.map((k) => of(k, pick(weight, k.rows))));
  return {
    period: {
      repeat: repeat + 1,
      cutOff: at.toISOString(),
      outcomeUntil: at.toISOString(),
      trainedOn: [],
      customers: y.length,
      actual: sum(y),
      expected: sum(p),
      metrics,
      baseline: { model: "best-column", metrics: baseline },
      gain: metrics.apSkill! - baseline.apSkill!,
      droppedFeatures: [],
      lift: liftTable(rankByScore(p), rankByScore(simple), y),
      calibration: calibrationBins(p, y),
    },
    gain: {
      customers,
      statistic: overFolds((k, w) => apSkill(k.ranking, k.y, w) - apSkill(k.baseline, k.y, w)),
    },
    skill: { customers, statistic: overFolds((k, w) => apSkill(k.ranking, k.y, w)) },
    margin,
    baselineColumns,
  };
}
