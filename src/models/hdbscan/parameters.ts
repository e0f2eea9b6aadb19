import { checkParameters, flag, notNegative, oneOf, type Rule, whole } from "../rules.ts";

/** Hyper-parameters, named as scikit-learn's HDBSCAN. */
export interface HdbscanParameters {
  /** Smaller groups are noise. */
  readonly minClusterSize: number;
  /** A row's core distance reaches this many rows, itself among them; 0 = minClusterSize. */
  readonly minSamples: number;
  /** Groups closer than this are not told apart. */
  readonly clusterSelectionEpsilon: number;
  /** `eom`: the groups that persist most (excess of mass); `leaf`: the finest ones. */
  readonly clusterSelectionMethod: "eom" | "leaf";
  /** Whether everything may be one group. */
  readonly allowSingleCluster: boolean;
}

export const hdbscanDefaults: HdbscanParameters = Object.freeze({
  minClusterSize: 5,
  minSamples: 0,
  clusterSelectionEpsilon: 0,
  clusterSelectionMethod: "eom",
  allowSingleCluster: false,
});

const rules: Record<keyof HdbscanParameters, Rule> = {
  minClusterSize: whole(2, 100_000_000),
  minSamples: whole(0, 10_000),
  clusterSelectionEpsilon: notNegative,
  clusterSelectionMethod: oneOf("eom", "leaf"),
  allowSingleCluster: flag,
};

export function checkHdbscan(given: Partial<HdbscanParameters>): HdbscanParameters {
  return checkParameters(hdbscanDefaults, rules, given);
}
