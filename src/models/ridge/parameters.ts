import { checkParameters, flag, notNegative, type Rule } from "../rules.ts";

/** Hyper-parameters, named as scikit-learn's Ridge. */
export interface RidgeParameters {
  /** Strength of the penalty: α·Σβ² is added to the summed squared error. 0 = ordinary least squares. */
  readonly alpha: number;
  /** Penalise the coefficients of standardised columns (they are reported for the columns as given). */
  readonly standardise: boolean;
  readonly fitIntercept: boolean;
}

export const ridgeDefaults: RidgeParameters = Object.freeze({
  alpha: 1,
  standardise: true,
  fitIntercept: true,
});

const rules: Record<keyof RidgeParameters, Rule> = {
  alpha: notNegative,
  standardise: flag,
  fitIntercept: flag,
};

export function checkRidge(given: Partial<RidgeParameters>): RidgeParameters {
  return checkParameters(ridgeDefaults, rules, given);
}
