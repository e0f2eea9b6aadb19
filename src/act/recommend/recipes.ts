import { als } from "../../models/als/als.ts";
import { content } from "../../models/content/content.ts";
import type { FitContext, ModelState } from "../../models/estimator.ts";
import { hybrid } from "../../models/hybrid/hybrid.ts";
import { itemKnn } from "../../models/item-knn/item-knn.ts";
import { popularity } from "../../models/popularity/popularity.ts";
import type { Recommender } from "../../models/recommend/recommender.ts";
import type { SparseRows } from "../../models/sparse/sparse-rows.ts";
import type { Tastes, Weighing } from "./tastes.ts";

export const recommenderKinds = ["als", "item-knn", "content", "hybrid", "popularity"] as const;
export type RecommenderKind = (typeof recommenderKinds)[number];

/** A way to recommend: the model, its parameters, and how purchases count. */
export interface Recipe extends Weighing {
  readonly model: RecommenderKind;
  readonly parameters: Readonly<Record<string, string | number>>;
}

const always: Weighing = { halfLifeDays: null, lastDays: null };
const fading: Weighing = { halfLifeDays: 90, lastDays: null };

/** What most others buy, ever or lately: nothing is worth its effort that does not beat the better of the two. */
export const baselines: readonly Recipe[] = [
  { model: "popularity", parameters: {}, ...always },
  { model: "popularity", parameters: {}, halfLifeDays: null, lastDays: 90 },
];

/** What is tried on earlier data; the best of them goes into the proof. */
export const candidates: readonly Recipe[] = [
  { model: "als", parameters: { nFactors: 64, alpha: 2, regularization: 20 }, ...fading },
  { model: "als", parameters: { nFactors: 32, alpha: 2, regularization: 5 }, ...always },
  { model: "item-knn", parameters: { nNeighbors: 50, shrinkage: 20 }, ...always },
  { model: "content", parameters: {}, ...fading },
  { model: "hybrid", parameters: {}, ...always },
];

/** Fits a recipe; `attributes` are of the same items in the same order. Null where there is nothing to learn from. */
export async function fitRecipe(
  { model, parameters }: Recipe,
  { counted, often }: Tastes,
  attributes: SparseRows,
  ctx: FitContext,
): Promise<Recommender | null> {
  if (model === "content") return attributes.rows > 0 ? content.fit({ attributes }, {}, ctx) : null;
  const from = model === "popularity" ? counted : often;
  if (from.user.length === 0) return null;
  switch (model) {
    case "als":
      return als.fit(from, als.check(parameters), ctx);
    case "item-knn":
      return itemKnn.fit(from, itemKnn.check(parameters), ctx);
    case "hybrid":
      return hybrid.fit({ ...from, attributes }, hybrid.check(parameters), ctx);
    case "popularity":
      return popularity.fit(from, {}, ctx);
  }
}

export function loadRecommender(state: ModelState): Recommender {
  const estimator = [als, itemKnn, content, hybrid, popularity].find((e) => e.kind === state.kind);
  return (estimator ?? popularity).load(state);
}
