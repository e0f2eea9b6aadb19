import { checkParameters, notNegative, number, oneOf, positive, type Rule, whole } from "../rules.ts";

/** Hyper-parameters, named as scikit-learn's MLPClassifier and MLPRegressor. */
export interface NeuralNetParameters {
  readonly loss: "log-loss" | "squared";
  /** Units of each hidden layer, first to last, joined by commas: "64,32". */
  readonly hiddenLayerSizes: string;
  /** L2 penalty on the weights. */
  readonly alpha: number;
  readonly batchSize: number;
  readonly learningRateInit: number;
  /** Passes over the data at most. */
  readonly maxIter: number;
  /** Chance that a hidden unit is left out of one training step. */
  readonly dropout: number;
  /** Share of the rows held out to stop by, where no validation rows are given; 0 = never stop early. */
  readonly validationFraction: number;
  /** Passes without a better held-out loss after which to stop. */
  readonly nIterNoChange: number;
  /** Longest embedding of a category; the length is the square root of the number of categories, up to this. */
  readonly maxEmbedding: number;
}

export const neuralNetDefaults: NeuralNetParameters = Object.freeze({
  loss: "log-loss",
  hiddenLayerSizes: "64,32",
  alpha: 1e-4,
  batchSize: 200,
  learningRateInit: 1e-3,
  maxIter: 50,
  dropout: 0,
  validationFraction: 0.1,
  nIterNoChange: 5,
  maxEmbedding: 16,
});

const sizes: Rule = [
  "whole numbers from 1 to 4096, joined by commas",
  (v) => typeof v === "string" && v.split(",").every((s) => /^\d{1,4}$/.test(s) && +s >= 1 && +s <= 4096),
];

const share = number("0 or more, below 1", (v) => v >= 0 && v < 1);

const rules: Record<keyof NeuralNetParameters, Rule> = {
  loss: oneOf("log-loss", "squared"),
  hiddenLayerSizes: sizes,
  alpha: notNegative,
  batchSize: whole(1, 100_000),
  learningRateInit: positive,
  maxIter: whole(1, 100_000),
  dropout: share,
  validationFraction: share,
  nIterNoChange: whole(1, 10_000),
  maxEmbedding: whole(1, 256),
};

export function checkNeuralNet(given: Partial<NeuralNetParameters>): NeuralNetParameters {
  return checkParameters(neuralNetDefaults, rules, given);
}

export function hiddenSizes(p: NeuralNetParameters): number[] {
  return p.hiddenLayerSizes.split(",").map(Number);
}
