import { checkParameters, flag, notNegative, number, oneOf, positive, type Rule, whole } from "../rules.ts";

type Penalty = "l2" | "l1" | "elastic-net" | "none";

/** Hyper-parameters, named as scikit-learn's LogisticRegression. */
export interface LogisticParameters {
  readonly penalty: Penalty;
  /** Inverse strength of the penalty: the loss, summed over rows, counts `c` times. */
  readonly c: number;
  /** Share of L1 in an elastic net, 0 … 1. */
  readonly l1Ratio: number;
  /** Penalise the coefficients of standardised columns (they are reported for the columns as given). */
  readonly standardise: boolean;
  readonly fitIntercept: boolean;
  readonly maxIter: number;
  /** Done when no derivative of the objective, per unit of weight, exceeds this. */
  readonly tol: number;
}

export const logisticDefaults: LogisticParameters = Object.freeze({
  penalty: "l2",
  c: 1,
  l1Ratio: 0.5,
  standardise: true,
  fitIntercept: true,
  maxIter: 200,
  tol: 1e-9,
});

const rules: Record<keyof LogisticParameters, Rule> = {
  penalty: oneOf("l2", "l1", "elastic-net", "none"),
  c: positive,
  l1Ratio: number("0 … 1", (v) => v >= 0 && v <= 1),
  standardise: flag,
  fitIntercept: flag,
  maxIter: whole(1, 100_000),
  tol: notNegative,
};

export function checkLogistic(given: Partial<LogisticParameters>): LogisticParameters {
  return checkParameters(logisticDefaults, rules, given);
}

/** What the penalty adds to the mean loss: l1·Σ|β| + ½·l2·Σβ². */
export interface Strength {
  readonly l1: number;
  readonly l2: number;
}

/** `totalWeight` is the number of rows, or the sum of their weights. */
export function strengthOf(p: LogisticParameters, totalWeight: number): Strength {
  if (p.penalty === "none") return { l1: 0, l2: 0 };
  const strength = 1 / (p.c * totalWeight);
  const share = p.penalty === "l1" ? 1 : p.penalty === "l2" ? 0 : p.l1Ratio;
  return { l1: strength * share, l2: strength * (1 - share) };
}
