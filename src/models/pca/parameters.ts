import { checkParameters, flag, type Rule } from "../rules.ts";

export interface PcaParameters {
  /** Axes to keep: a whole number, a share of the variance to pass (between 0 and 1), or null for all. */
  readonly nComponents: number | null;
  /** Divide each column by its standard deviation first, so that no unit outweighs another. */
  readonly standardise: boolean;
  /** Divide each score by its standard deviation. */
  readonly whiten: boolean;
}

export const pcaDefaults: PcaParameters = Object.freeze({
  nComponents: null,
  standardise: false,
  whiten: false,
});

const rules: Record<keyof PcaParameters, Rule> = {
  nComponents: [
    "null, a whole number from 1, or between 0 and 1",
    (v) => v === null || (typeof v === "number" && v > 0 && (v < 1 || Number.isInteger(v))),
  ],
  standardise: flag,
  whiten: flag,
};

export function checkPca(given: Partial<PcaParameters>): PcaParameters {
  return checkParameters(pcaDefaults, rules, given);
}
