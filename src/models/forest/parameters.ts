import { checkParameters, number, oneOf, type Rule, whole } from "../rules.ts";

/** Hyper-parameters, named as scikit-learn's RandomForest. */
export interface ForestParameters {
  /** `gini` for 0/1, `squared-error` for any number. */
  readonly criterion: "gini" | "squared-error";
  /** Trees. */
  readonly nEstimators: number;
  /** Columns looked at for each split: `sqrt` of them, or a share. */
  readonly maxFeatures: "sqrt" | number;
  /** Longest way from root to leaf; null = no limit. */
  readonly maxDepth: number | null;
  /** Draws that every leaf must have (with weights: their sum, at a mean of 1). */
  readonly minSamplesLeaf: number;
  /** Draws with replacement for each tree, as a share of the rows. */
  readonly maxSamples: number;
  /** Bins of a number column, missing not counted. */
  readonly maxBins: number;
}

export const forestDefaults: ForestParameters = Object.freeze({
  criterion: "gini",
  nEstimators: 100,
  maxFeatures: "sqrt",
  maxDepth: 32,
  minSamplesLeaf: 20,
  maxSamples: 1,
  maxBins: 255,
});

const share = number("above 0, at most 1", (v) => v > 0 && v <= 1);

const rules: Record<keyof ForestParameters, Rule> = {
  criterion: oneOf("gini", "squared-error"),
  nEstimators: whole(1, 100_000),
  maxFeatures: ["sqrt, or a share above 0, at most 1", (v) => v === "sqrt" || share[1](v)],
  maxDepth: ["null or a whole number, 1 … 1000", (v) => v === null || whole(1, 1000)[1](v)],
  minSamplesLeaf: whole(1, 1_000_000_000),
  maxSamples: share,
  maxBins: whole(2, 255),
};

export function checkForest(given: Partial<ForestParameters>): ForestParameters {
  return checkParameters(forestDefaults, rules, given);
}

/** Columns drawn for a split. */
export function columnsDrawn(maxFeatures: "sqrt" | number, cols: number): number {
  const wanted = maxFeatures === "sqrt" ? Math.sqrt(cols) : maxFeatures * cols;
  return Math.max(1, Math.min(cols, Math.floor(wanted + 1e-9)));
}
