import { checkParameters, notNegative, type Rule, whole } from "../rules.ts";

export interface ItemKnnParameters {
  /** Neighbours kept of every item. */
  readonly nNeighbors: number;
  /** Added to the cosine's denominator: similarities that rest on few common users shrink towards 0. */
  readonly shrinkage: number;
}

export const itemKnnDefaults: ItemKnnParameters = Object.freeze({ nNeighbors: 100, shrinkage: 10 });

const rules: Record<keyof ItemKnnParameters, Rule> = {
  nNeighbors: whole(1, 100_000),
  shrinkage: notNegative,
};

export function checkItemKnn(given: Partial<ItemKnnParameters>): ItemKnnParameters {
  return checkParameters(itemKnnDefaults, rules, given);
}
