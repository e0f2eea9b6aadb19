import { takeRows } from "../../src/core/matrix.ts";
import { boosting } from "../../src/models/boosting/boosting.ts";
import type { Classifier, Labelled } from "../../src/models/estimator.ts";
import { logistic } from "../../src/models/logistic/logistic.ts";
import { preparedClassifier } from "../../src/models/preprocess/prepared.ts";
import { auc, rankByScore } from "../../src/validate/ranking.ts";

type Fit = (data: Labelled) => Promise<Classifier>;

const linear = preparedClassifier(logistic);
/** The same hyper-parameters as the reference's (test/parity/scripts/quality.py). */
const p = boosting.check({
  learningRate: 0.06,
  maxIter: 150,
  maxLeafNodes: 15,
  minSamplesLeaf: 30,
  l2Regularization: 1,
});

export const fits: Readonly<Record<"logistic" | "boosting", Fit>> = {
  logistic: (data) => linear.fit(data, linear.check({}), { seed: 1, threads: 2 }),
  boosting: (data) => boosting.fit(data, p, { seed: 1, threads: 2 }),
};

/** AUC on the rows `later` of a model fitted on all others. */
export async function foldAuc(learn: Fit, data: Labelled, later: readonly number[]): Promise<number> {
  const out = new Set(later);
  const train = Array.from({ length: data.x.rows }, (_, i) => i).filter((i) => !out.has(i));
  const model = await learn(part(data, train));
  const test = part(data, later);
  return auc(rankByScore(model.margin(test)), test.y);
}

function part({ x, columns, y }: Labelled, rows: readonly number[]): Labelled {
  return { x: takeRows(x, rows), columns, y: Float64Array.from(rows, (i) => y[i]!) };
}

/** Mean difference of paired values and the half-width of its 95 % interval. */
export interface Difference {
  readonly mean: number;
  readonly half: number;
}

/** Student's t at 97.5 % for 24 degrees of freedom: 25 folds. */
const T24 = 2.0639;

/**
 * Ours − theirs, fold by fold. Folds of repeated cross-validation share training rows, so the variance is corrected for
 * it (Nadeau and Bengio 2003): σ² (1/25 + 1/4), with test folds a quarter of the training rows.
 */
export function difference(ours: readonly number[], theirs: readonly number[]): Difference {
  const each = ours.map((value, i) => value - theirs[i]!);
  const n = each.length;
  const mean = each.reduce((sum, d) => sum + d, 0) / n;
  const variance = each.reduce((sum, d) => sum + (d - mean) ** 2, 0) / (n - 1);
  return { mean, half: T24 * Math.sqrt(variance * (1 / n + 1 / 4)) };
}

/** Lower bound above −.01; where the interval itself is wider than that, the mean is. */
export function isAsGood({ mean, half }: Difference): boolean {
  return (half > 0.01 ? mean : mean - half) > -0.01;
}
