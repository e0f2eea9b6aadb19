import { checkParameters, positive, type Rule, whole } from "../rules.ts";

export interface TopicsParameters {
  readonly nTopics: number;
  readonly maxIter: number;
  /** Done when a sweep changes the topics by less than this share. */
  readonly tol: number;
}

export const topicsDefaults: TopicsParameters = Object.freeze({ nTopics: 10, maxIter: 100, tol: 1e-3 });

const rules: Record<keyof TopicsParameters, Rule> = {
  nTopics: whole(1, 1000),
  maxIter: whole(1, 10_000),
  tol: positive,
};

export function checkTopics(given: Partial<TopicsParameters>): TopicsParameters {
  return checkParameters(topicsDefaults, rules, given);
}
