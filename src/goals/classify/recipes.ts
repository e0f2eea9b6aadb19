import type { Design } from "../../core/matrix.ts";
import { boosting } from "../../models/boosting/boosting.ts";
import type { BoostingParameters } from "../../models/boosting/parameters.ts";
import type { Classifier, Contributions, FitContext, Labelled, ModelState } from "../../models/estimator.ts";
import { logistic } from "../../models/logistic/logistic.ts";
import { preparedClassifier } from "../../models/preprocess/prepared.ts";

/** A fitted classifier that gives exact reasons in the columns it was given. */
export interface ExplainedClassifier extends Classifier {
  contributions(
    x: Design,
    ctx?: { threads?: number; signal?: AbortSignal },
  ): Contributions | Promise<Contributions>;
}

/** A way to learn: an algorithm with its hyper-parameters. */
export interface Recipe {
  /** Method id: `logistic` or `boosting`. */
  readonly model: "logistic" | "boosting";
  readonly parameters: Readonly<Record<string, unknown>>;
  fit(data: Labelled, ctx: FitContext): Promise<ExplainedClassifier>;
}

const preparedLogistic = preparedClassifier(logistic);

/** Weak to strong, so simplest first: the choice takes the first that is as good as the best. `rows` to learn from. */
export function recipes(rows: number): Recipe[] {
  const leaf = Math.max(5, Math.min(60, Math.round(rows / 40)));
  const trees = {
    learningRate: 0.05,
    minSamplesLeaf: leaf,
    l2Regularization: 1,
    maxFeatures: 0.4,
    subsample: 0.6,
  };
  return [
    linear(0.003),
    linear(0.03),
    boosted({ ...trees, maxLeafNodes: 4, maxIter: 80 }),
    boosted({ ...trees, maxLeafNodes: 4, maxIter: 160 }),
    boosted({ ...trees, maxLeafNodes: 8, maxIter: 100 }),
  ];
}

function linear(c: number): Recipe {
  return {
    model: "logistic",
    parameters: { penalty: "l2", c },
    fit: (data, ctx) => preparedLogistic.fit(data, preparedLogistic.check({ model: { c } }), ctx),
  };
}

function boosted(parameters: Partial<BoostingParameters>): Recipe {
  return {
    model: "boosting",
    parameters,
    fit: (data, ctx) => boosting.fit(data, boosting.check(parameters), ctx),
  };
}

/** The classifier a state was saved from. Throws `model-version`. */
export function loadClassifier(state: ModelState): ExplainedClassifier {
  return state.kind === boosting.kind ? boosting.load(state) : preparedLogistic.load(state);
}
