import { checkParameters, type Rule, whole } from "../rules.ts";

export interface WardParameters {
  /** Groups that `assign` and `labels` tell apart; the tree can be cut into any other number. */
  readonly nClusters: number;
  /** Rows up to which every row is a leaf of the tree. Above, k-means groups them into `microClusters` leaves first. */
  readonly exactRows: number;
  readonly microClusters: number;
}

export const wardDefaults: WardParameters = Object.freeze({
  nClusters: 2,
  exactRows: 20_000,
  microClusters: 1000,
});

const rules: Record<keyof WardParameters, Rule> = {
  nClusters: whole(1, 100_000),
  exactRows: whole(2, 200_000),
  microClusters: whole(2, 100_000),
};

export function checkWard(given: Partial<WardParameters>): WardParameters {
  return checkParameters(wardDefaults, rules, given);
}
