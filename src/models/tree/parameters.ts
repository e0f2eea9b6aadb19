import { checkParameters, flag, notNegative, oneOf, type Rule, whole } from "../rules.ts";

export type Criterion = "gini" | "log-loss" | "squared-error";

/** Hyper-parameters, named as scikit-learn's DecisionTree. */
export interface TreeParameters {
  /** `gini` and `log-loss` (entropy in bits) for 0/1, `squared-error` for any number. */
  readonly criterion: Criterion;
  /** Longest way from root to leaf; null = no limit. */
  readonly maxDepth: number | null;
  /** Rows that every leaf must have. */
  readonly minSamplesLeaf: number;
  /** Fall in impurity, times the share of rows it happens to, that a split must bring. */
  readonly minImpurityDecrease: number;
  /** Fall in impurity that each further leaf must bring, or the weakest branches are cut; `cross-validated` chooses it. */
  readonly ccpAlpha: number | "cross-validated";
  /** Parts of the rows that take turns at judging `ccpAlpha`. */
  readonly folds: number;
  /** Added to the count of either outcome in a leaf (Laplace), so that no leaf is ever quite sure; 0 = plain shares. */
  readonly laplace: number;
  /** Of the thresholds that part the rows in the same way, take the roundest number instead of the middle. */
  readonly roundThresholds: boolean;
  /** Bins of a number column, missing not counted. */
  readonly maxBins: number;
}

export const treeDefaults: TreeParameters = Object.freeze({
  criterion: "gini",
  maxDepth: 4,
  minSamplesLeaf: 20,
  minImpurityDecrease: 0,
  ccpAlpha: 0,
  folds: 5,
  laplace: 1,
  roundThresholds: true,
  maxBins: 255,
});

const rules: Record<keyof TreeParameters, Rule> = {
  criterion: oneOf("gini", "log-loss", "squared-error"),
  maxDepth: ["null or a whole number, 1 … 1000", (v) => v === null || whole(1, 1000)[1](v)],
  minSamplesLeaf: whole(1, 1_000_000_000),
  minImpurityDecrease: notNegative,
  ccpAlpha: ["0 or more, or cross-validated", (v) => v === "cross-validated" || notNegative[1](v)],
  folds: whole(2, 100),
  laplace: notNegative,
  roundThresholds: flag,
  maxBins: whole(2, 255),
};

export function checkTree(given: Partial<TreeParameters>): TreeParameters {
  return checkParameters(treeDefaults, rules, given);
}
