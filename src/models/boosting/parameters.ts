import { checkParameters, flag, notNegative, number, oneOf, type Rule, whole } from "../rules.ts";

export type Loss = "log-loss" | "squared" | "poisson";

/** Hyper-parameters, named as scikit-learn's HistGradientBoosting. */
export interface BoostingParameters {
  /** `log-loss` for 0/1, `squared` for any number, `poisson` for counts and amounts (log link). */
  readonly loss: Loss;
  /** What each tree's values are multiplied by. */
  readonly learningRate: number;
  /** Trees at most. */
  readonly maxIter: number;
  readonly maxLeafNodes: number;
  /** Longest way from root to leaf; null = no limit. */
  readonly maxDepth: number | null;
  /** Rows every leaf must have. */
  readonly minSamplesLeaf: number;
  readonly l1Regularization: number;
  readonly l2Regularization: number;
  /** Bins of a number column, missing not counted. */
  readonly maxBins: number;
  /** Column name → 1: the prediction never falls as the value rises, −1: never rises, 0: free. Number columns only. */
  readonly monotonicCst: Readonly<Record<string, number>>;
  /** Share of the columns that each tree may use. */
  readonly maxFeatures: number;
  /** Share of the rows that each tree learns from. */
  readonly subsample: number;
  /** Stop when the loss on `validation` no longer falls, and keep the best round; does nothing without `validation`. */
  readonly earlyStopping: boolean;
  /** Rounds without improvement after which to stop. */
  readonly nIterNoChange: number;
  /** What counts as an improvement of the mean loss. */
  readonly tol: number;
}

export const boostingDefaults: BoostingParameters = Object.freeze({
  loss: "log-loss",
  learningRate: 0.1,
  maxIter: 100,
  maxLeafNodes: 31,
  maxDepth: null,
  minSamplesLeaf: 20,
  l1Regularization: 0,
  l2Regularization: 0,
  maxBins: 255,
  monotonicCst: {},
  maxFeatures: 1,
  subsample: 1,
  earlyStopping: true,
  nIterNoChange: 10,
  tol: 1e-7,
});

const share = number("above 0, at most 1", (v) => v > 0 && v <= 1);

const rules: Record<keyof BoostingParameters, Rule> = {
  loss: oneOf("log-loss", "squared", "poisson"),
  learningRate: share,
  maxIter: whole(1, 100_000),
  maxLeafNodes: whole(2, 65_536),
  maxDepth: ["null or a whole number, 1 … 1000", (v) => v === null || whole(1, 1000)[1](v)],
  minSamplesLeaf: whole(1, 1_000_000_000),
  l1Regularization: notNegative,
  l2Regularization: notNegative,
  maxBins: whole(2, 255),
  monotonicCst: [
    "an object: column name → −1, 0 or 1",
    (v) =>
      typeof v === "object" && v !== null && Object.values(v).every((c) => c === -1 || c === 0 || c === 1),
  ],
  maxFeatures: share,
  subsample: share,
  earlyStopping: flag,
  nIterNoChange: whole(1, 100_000),
  tol: notNegative,
};

export function checkBoosting(given: Partial<BoostingParameters>): BoostingParameters {
  return checkParameters(boostingDefaults, rules, given);
}
