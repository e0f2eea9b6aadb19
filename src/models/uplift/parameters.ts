import { badParameter, checkParameters, flag, number, type Rule, whole } from "../rules.ts";

/** Hyper-parameters of the uplift forest, named as the forest's where they mean the same. */
export interface UpliftForestParameters {
  /** Trees. */
  readonly nEstimators: number;
  /** Columns looked at for each split: `sqrt` of them, or a share. */
  readonly maxFeatures: "sqrt" | number;
  /** Longest way from root to leaf; null = no limit. */
  readonly maxDepth: number | null;
  /** Rows of each arm that every leaf must have where the tree grows (half as many where it is estimated). */
  readonly minSamplesLeaf: number;
  /** Share of the rows drawn, without replacement, for each tree to grow on; at most .9 with honest leaves. */
  readonly maxSamples: number;
  /** Estimate the leaves on the rows that the tree did not grow on. */
  readonly honest: boolean;
  /** Bins of a number column, missing not counted. */
  readonly maxBins: number;
}

export const upliftForestDefaults: UpliftForestParameters = Object.freeze({
  nEstimators: 200,
  maxFeatures: 0.6,
  maxDepth: 6,
  minSamplesLeaf: 50,
  maxSamples: 0.5,
  honest: true,
  maxBins: 255,
});

const share = number("above 0, at most 1", (v) => v > 0 && v <= 1);

const rules: Record<keyof UpliftForestParameters, Rule> = {
  nEstimators: whole(1, 100_000),
  maxFeatures: ["sqrt, or a share above 0, at most 1", (v) => v === "sqrt" || share[1](v)],
  maxDepth: ["null or a whole number, 1 … 1000", (v) => v === null || whole(1, 1000)[1](v)],
  minSamplesLeaf: whole(1, 1_000_000_000),
  maxSamples: share,
  honest: flag,
  maxBins: whole(2, 255),
};

export function checkUpliftForest(given: Partial<UpliftForestParameters>): UpliftForestParameters {
  const p = checkParameters(upliftForestDefaults, rules, given);
  if (p.honest && p.maxSamples > 0.9)
    throw badParameter("maxSamples", p.maxSamples, "at most 0.9 with honest leaves");
  return p;
}
