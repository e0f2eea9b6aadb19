import { checkParameters, notNegative, type Rule, whole } from "../rules.ts";

export interface GammaGammaParameters {
  /** Strength of a pull of the three parameters towards 0, as in lifetimes: added to the mean loss is this many times
   *  p² + q² + v². 0 = maximum likelihood. */
  readonly penalizer: number;
  readonly maxIter: number;
  /** Done when no derivative of the mean log-likelihood by a log-parameter exceeds this. */
  readonly tol: number;
}

export const gammaGammaDefaults: GammaGammaParameters = Object.freeze({
  penalizer: 0,
  maxIter: 200,
  tol: 1e-10,
});

const rules: Record<keyof GammaGammaParameters, Rule> = {
  penalizer: notNegative,
  maxIter: whole(1, 100_000),
  tol: notNegative,
};

export function checkGammaGamma(given: Partial<GammaGammaParameters>): GammaGammaParameters {
  return checkParameters(gammaGammaDefaults, rules, given);
}
