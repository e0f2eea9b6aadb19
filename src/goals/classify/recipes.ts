import type { Design } from "../../core/matrix.ts";
import { boosting } from "../../models/boosting/boosting.ts";
import type { BoostingParameters } from "../../models/boosting/parameters.ts";
import type {
  Classifier,
  Contributions,
  Explainable,
  FitContext,
  Labelled,
  ModelState,
} from "../../models/estimator.ts";
import { forest } from "../../models/forest/forest.ts";
import { logistic } from "../../models/logistic/logistic.ts";
import { preparedClassifier } from "../../models/preprocess/prepared.ts";
import { tree } from "../../models/tree/tree.ts";
import { logOddsReasons } from "./log-odds-reasons.ts";
import { EXPLAINED_NET, fitNet, loadNet } from "./net.ts";

/** A fitted classifier that gives reasons in the columns it was given: exact, or sampled where it has no exact ones. */
export interface ExplainedClassifier extends Classifier {
  contributions(
    x: Design,
    ctx?: { threads?: number; signal?: AbortSignal },
  ): Contributions | Promise<Contributions>;
}

/** Method ids that a goal can be learned by. */
export const classifierMethods = ["logistic", "tree", "forest", "boosting", "neural-net"] as const;
export type ClassifierMethod = (typeof classifierMethods)[number];

/** A way to learn: an algorithm with its hyper-parameters. */
export interface Recipe {
  readonly model: ClassifierMethod;
  readonly parameters: Readonly<Record<string, unknown>>;
  fit(data: Labelled, ctx: FitContext): Promise<ExplainedClassifier>;
}

const preparedLogistic = preparedClassifier(logistic);

/**
 * Weak to strong, so simplest first: the choice takes the first that is as good as the best. `rows` to learn from. Without
 * a `method`: logistic regression and boosting.
 */
export function recipes(rows: number, method?: ClassifierMethod): Recipe[] {
  if (method === "tree") return [readable(3), readable(5)];
  if (method === "forest")
    return [wood(Math.max(10, Math.round(rows / 100))), wood(Math.max(5, Math.round(rows / 400)))];
  if (method === "neural-net") return [net("16"), net("64,32")];
  const all = chosenAmong(rows);
  return method ? all.filter((r) => r.model === method) : all;
}

function chosenAmong(rows: number): Recipe[] {
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

function readable(maxDepth: number): Recipe {
  const parameters = { maxDepth, ccpAlpha: "cross-validated" } as const;
  return {
    model: "tree",
    parameters,
    fit: async (data, ctx) => explained(await tree.fit(data, tree.check(parameters), ctx)),
  };
}

function wood(minSamplesLeaf: number): Recipe {
  const parameters = { nEstimators: 200, minSamplesLeaf };
  return {
    model: "forest",
    parameters,
    fit: async (data, ctx) => explained(await forest.fit(data, forest.check(parameters), ctx)),
  };
}

function net(hiddenLayerSizes: string): Recipe {
  const parameters = { hiddenLayerSizes, alpha: 1e-3, maxIter: 100 };
  return { model: "neural-net", parameters, fit: (data, ctx) => fitNet(data, parameters, ctx) };
}

/** The same model with its reasons in log-odds. */
function explained(model: Classifier & Explainable): ExplainedClassifier {
  return {
    kind: model.kind,
    features: model.features,
    converged: model.converged,
    margin: (x) => model.margin(x),
    probability: (x) => model.probability(x),
    contributions: (x, ctx) => logOddsReasons(model, x, ctx),
    save: () => model.save(),
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
  if (state.kind === boosting.kind) return boosting.load(state);
  if (state.kind === EXPLAINED_NET) return loadNet(state);
  if (state.kind === tree.kind) return explained(tree.load(state));
  return state.kind === forest.kind ? explained(forest.load(state)) : preparedLogistic.load(state);
}
