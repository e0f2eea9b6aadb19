import { checkParameters, oneOf, positive, type Rule, whole } from "../rules.ts";

export interface AlsParameters {
  /** What a value means: `implicit` = how sure we are that it was wanted, `explicit` = a rating. */
  readonly feedback: "implicit" | "explicit";
  /** Length of a user's and an item's vector. */
  readonly nFactors: number;
  /** Penalty on the squared length of the vectors. */
  readonly regularization: number;
  /** Confidence per unit of value (implicit only). */
  readonly alpha: number;
  /** Sweeps over users and items. */
  readonly maxIter: number;
  /** Conjugate-gradient steps a vector and sweep. */
  readonly cgSteps: number;
}

export const alsDefaults: AlsParameters = Object.freeze({
  feedback: "implicit",
  nFactors: 64,
  regularization: 0.05,
  alpha: 10,
  maxIter: 15,
  cgSteps: 3,
});

const rules: Record<keyof AlsParameters, Rule> = {
  feedback: oneOf("implicit", "explicit"),
  nFactors: whole(1, 1024),
  regularization: positive,
  alpha: positive,
  maxIter: whole(1, 1000),
  cgSteps: whole(1, 100),
};

export function checkAls(given: Partial<AlsParameters>): AlsParameters {
  return checkParameters(alsDefaults, rules, given);
}
