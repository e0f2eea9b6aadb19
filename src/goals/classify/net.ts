import type { Design } from "../../core/matrix.ts";
import { sampledShapley } from "../../explain/sampled-shapley.ts";
import type { FitContext, Labelled, ModelState } from "../../models/estimator.ts";
import { type NeuralNetModel, neuralNet } from "../../models/neural-net/neural-net.ts";
import type { NeuralNetParameters } from "../../models/neural-net/parameters.ts";
import { checkState, doubles } from "../../models/state.ts";
import type { ExplainedClassifier } from "./recipes.ts";

export const EXPLAINED_NET = "explained-neural-net";
const VERSION = 1;

/** A neural net with the row that its reasons are measured from: the training rows' medians and most frequent categories. */
export async function fitNet(
  data: Labelled,
  parameters: Partial<NeuralNetParameters>,
  ctx: FitContext,
): Promise<ExplainedClassifier> {
  return explainedNet(await neuralNet.fit(data, neuralNet.check(parameters), ctx), typicalRow(data));
}

/** Throws `model-version`. */
export function loadNet(state: ModelState): ExplainedClassifier {
  checkState(state, EXPLAINED_NET, VERSION);
  return explainedNet(neuralNet.load(state.model as ModelState), doubles(state.reference));
}

function explainedNet(model: NeuralNetModel, reference: Float64Array): ExplainedClassifier {
  return {
    kind: EXPLAINED_NET,
    features: model.features,
    converged: model.converged,
    margin: (x) => model.margin(x),
    probability: (x) => model.probability(x),
    contributions: (x, ctx) =>
      sampledShapley(x, reference, (d) => model.margin(d), ctx?.signal ? { signal: ctx.signal } : {}),
    save: () => ({ kind: EXPLAINED_NET, version: VERSION, model: model.save(), reference }),
  };
}

function typicalRow({ x, columns }: Design): Float64Array {
  return Float64Array.from(columns, ({ kind }, j) => {
    const values = Float64Array.from({ length: x.rows }, (_, i) => x.data[i * x.cols + j]!).filter(
      (v) => !Number.isNaN(v),
    );
    if (values.length === 0) return Number.NaN;
    const sorted = values.sort();
    return kind === "number" ? sorted[sorted.length >> 1]! : mostFrequent(sorted);
  });
}

function mostFrequent(sorted: Float64Array): number {
  let [best, most, run] = [sorted[0]!, 0, 0];
  sorted.forEach((v, i) => {
    run = i > 0 && v === sorted[i - 1] ? run + 1 : 1;
    if (run > most) [best, most] = [v, run];
  });
  return best;
}
