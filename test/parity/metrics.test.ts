import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { mae, rmse, spearman, totalRatio } from "../../src/validate/amounts.ts";
import { brier, calibrationLine, logLoss } from "../../src/validate/probability.ts";
import { auc, averagePrecision, rankByScore } from "../../src/validate/ranking.ts";

interface ClassificationGolden {
  readonly p: number[];
  readonly y: number[];
  readonly w: number[];
  readonly auc: number;
  readonly averagePrecision: number;
  readonly weightedAveragePrecision: number;
  readonly brier: number;
  readonly logLoss: number;
  readonly calibrationSlope: number;
  readonly calibrationIntercept: number;
}

interface AmountGolden {
  readonly actual: number[];
  readonly predicted: number[];
  readonly mae: number;
  readonly rmse: number;
  readonly spearman: number;
  readonly totalRatio: number;
}

const golden = JSON.parse(readFileSync(join(import.meta.dirname, "golden", "metrics.json"), "utf8")) as {
  classification: ClassificationGolden[];
  amounts: AmountGolden[];
};

describe("metrics equal scikit-learn's and scipy's", () => {
  test.each(golden.classification.map((g, i) => [i, g] as const))("classification %i", (_, g) => {
    const p = Float64Array.from(g.p);
    const y = Float64Array.from(g.y);
    const ranking = rankByScore(p);
    expect(auc(ranking, y)).toBeCloseTo(g.auc, 12);
    expect(averagePrecision(ranking, y)).toBeCloseTo(g.averagePrecision, 12);
    expect(averagePrecision(ranking, y, Float64Array.from(g.w))).toBeCloseTo(g.weightedAveragePrecision, 12);
    expect(brier(p, y)).toBeCloseTo(g.brier, 12);
    expect(logLoss(p, y)).toBeCloseTo(g.logLoss, 12);
    const line = calibrationLine(p, y);
    expect(line.slope).toBeCloseTo(g.calibrationSlope, 4);
    expect(line.intercept).toBeCloseTo(g.calibrationIntercept, 4);
  });

  test.each(golden.amounts.map((g, i) => [i, g] as const))("amounts %i", (_, g) => {
    const predicted = Float64Array.from(g.predicted);
    const actual = Float64Array.from(g.actual);
    expect(mae(predicted, actual)).toBeCloseTo(g.mae, 10);
    expect(rmse(predicted, actual)).toBeCloseTo(g.rmse, 10);
    expect(spearman(predicted, actual)).toBeCloseTo(g.spearman, 12);
    expect(totalRatio(predicted, actual)).toBeCloseTo(g.totalRatio, 12);
  });
});
