import { checkParameters, flag, number, type Rule, whole } from "../rules.ts";

export interface TfIdfParameters {
  /** Longest run of words that counts as a term. */
  readonly maxWords: number;
  /** Shortest and longest run of characters within a word that counts as a term; 0 = none. */
  readonly minCharacters: number;
  readonly maxCharacters: number;
  /** Terms in fewer texts are left out. */
  readonly minDf: number;
  /** Terms in more than this share of the texts are left out. */
  readonly maxDf: number;
  /** The most frequent terms are kept. */
  readonly maxFeatures: number;
  /** 1 + ln(count) instead of the count. */
  readonly sublinearTf: boolean;
}

export const tfIdfDefaults: TfIdfParameters = Object.freeze({
  maxWords: 2,
  minCharacters: 0,
  maxCharacters: 0,
  minDf: 2,
  maxDf: 1,
  maxFeatures: 200_000,
  sublinearTf: true,
});

const rules: Record<keyof TfIdfParameters, Rule> = {
  maxWords: whole(1, 5),
  minCharacters: whole(0, 10),
  maxCharacters: whole(0, 10),
  minDf: whole(1, 1_000_000),
  maxDf: number("above 0, at most 1", (v) => v > 0 && v <= 1),
  maxFeatures: whole(1, 5_000_000),
  sublinearTf: flag,
};

export function checkTfIdf(given: Partial<TfIdfParameters>): TfIdfParameters {
  return checkParameters(tfIdfDefaults, rules, given);
}
