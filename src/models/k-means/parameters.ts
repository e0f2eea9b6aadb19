import { checkParameters, notNegative, type Rule, whole } from "../rules.ts";

/** Hyper-parameters, named as scikit-learn's KMeans. */
export interface KMeansParameters {
  /** Groups. */
  readonly nClusters: number;
  /** First centres, one a group, in the units of the columns (then there is one start); null = k-means++. */
  readonly init: readonly (readonly number[])[] | null;
  /** Starts; the one with the smallest inertia wins. */
  readonly nInit: number;
  readonly maxIter: number;
  /** Done when the centres' squared moves, summed, fall to this share of the mean variance of the columns. */
  readonly tol: number;
  /** Rows above which the starts run on that many rows drawn by seed; the best then runs on all rows. */
  readonly startRows: number;
  /** Rows above which it learns from batches (Sculley 2010) instead of all rows at once. */
  readonly miniBatchAbove: number;
  /** Rows of a batch. */
  readonly batchSize: number;
}

export const kMeansDefaults: KMeansParameters = Object.freeze({
  nClusters: 8,
  init: null,
  nInit: 10,
  maxIter: 300,
  tol: 1e-4,
  startRows: 20_000,
  miniBatchAbove: 5_000_000,
  batchSize: 65_536,
});

const rules: Record<keyof KMeansParameters, Rule> = {
  nClusters: whole(1, 10_000),
  init: ["null or an array of centres, each an array of finite numbers", (v) => v === null || isCentres(v)],
  nInit: whole(1, 1000),
  maxIter: whole(1, 100_000),
  tol: notNegative,
  startRows: whole(1, 2 ** 31),
  miniBatchAbove: whole(1, 2 ** 31),
  batchSize: whole(1, 2 ** 31),
};

function isCentres(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((centre) => Array.isArray(centre) && centre.every((v) => Number.isFinite(v)))
  );
}

export function checkKMeans(given: Partial<KMeansParameters>): KMeansParameters {
  return checkParameters(kMeansDefaults, rules, given);
}
