import { checkParameters, positive, type Rule } from "../rules.ts";
import { type TfIdfParameters, tfIdfDefaults } from "../tf-idf/parameters.ts";

export interface SentimentParameters {
  /** Inverse of the L2 penalty, as scikit-learn's `C`. */
  readonly c: number;
  readonly tfIdf: TfIdfParameters;
}

export const sentimentDefaults: SentimentParameters = Object.freeze({ c: 4, tfIdf: tfIdfDefaults });

const rules: Record<keyof SentimentParameters, Rule> = {
  c: positive,
  tfIdf: ["parameters of tf-idf", (v) => typeof v === "object" && v !== null],
};

export function checkSentiment(given: Partial<SentimentParameters>): SentimentParameters {
  return checkParameters(sentimentDefaults, rules, given);
}
