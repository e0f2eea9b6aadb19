import { checkParameters, notNegative, type Rule, whole } from "../rules.ts";

export interface BgNbdParameters {
  /** Strength of a pull of all four parameters towards 0, as in lifetimes: added to the mean loss is this many times
   *  r² + (alpha/longest age)² + a² + b². 0 = maximum likelihood. */
  readonly penalizer: number;
  readonly maxIter: number;
  /** Done when no derivative of the mean log-likelihood by a log-parameter exceeds this. */
  readonly tol: number;
}

export const bgNbdDefaults: BgNbdParameters = Object.freeze({ penalizer: 0, maxIter: 200, tol: 1e-10 });

const rules: Record<keyof BgNbdParameters, Rule> = {
  penalizer: notNegative,
  maxIter: whole(1, 100_000),
  tol: notNegative,
};

export function checkBgNbd(given: Partial<BgNbdParameters>): BgNbdParameters {
  return checkParameters(bgNbdDefaults, rules, given);
}
