import { checkParameters, flag, oneOf, type Rule, whole } from "../rules.ts";

/** How raw columns become the numbers that a linear model needs. */
export interface PreprocessParameters {
  /** Add a 0/1 column beside each column that had missing values in training. */
  readonly missingIndicators: boolean;
  /** Categories of a column that get a 0/1 column of their own, the most frequent first; the rest share none. */
  readonly maxCategories: number;
  /** Training rows that a category must have for a column of its own. */
  readonly minCategoryRows: number;
  /** `log`: a number column with a long tail gets a second column, its asinh, beside it; `none`: none does. */
  readonly tails: "log" | "none";
  /** Number columns to mean 0 and standard deviation 1. */
  readonly standardise: boolean;
}

export const preprocessDefaults: PreprocessParameters = Object.freeze({
  missingIndicators: true,
  maxCategories: 100,
  minCategoryRows: 10,
  tails: "log",
  standardise: true,
});

const rules: Record<keyof PreprocessParameters, Rule> = {
  missingIndicators: flag,
  maxCategories: whole(1, 10_000),
  minCategoryRows: whole(1, 1_000_000_000),
  tails: oneOf("log", "none"),
  standardise: flag,
};

export function checkPreprocess(given: Partial<PreprocessParameters>): PreprocessParameters {
  return checkParameters(preprocessDefaults, rules, given);
}
