import { checkParameters, positive, type Rule, whole } from "../rules.ts";

/** Hyper-parameters, named as scikit-learn's DBSCAN. */
export interface DbscanParameters {
  /** Two rows at most this far apart (Euclidean) are neighbours. */
  readonly eps: number;
  /** A row with at least this many neighbours, itself among them, is a core row. */
  readonly minSamples: number;
}

export const dbscanDefaults: DbscanParameters = Object.freeze({ eps: 0.5, minSamples: 5 });

const rules: Record<keyof DbscanParameters, Rule> = { eps: positive, minSamples: whole(1, 1_000_000) };

export function checkDbscan(given: Partial<DbscanParameters>): DbscanParameters {
  return checkParameters(dbscanDefaults, rules, given);
}
