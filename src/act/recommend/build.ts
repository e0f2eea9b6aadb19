import { createHash } from "node:crypto";
import { type Clock, systemClock } from "../../core/clock.ts";
import type { Work } from "../../core/progress.ts";
import { latestMoments } from "../../features/latest.ts";
import type { Built, Store } from "../../store/store.ts";
import { readMoment } from "./moment.ts";
import { proveRecommender } from "./prove.ts";
import { fitRecipe, type Recipe } from "./recipes.ts";
import type { RecommenderReport } from "./report.ts";
import { encodeRecommender, keepRecommender } from "./stored.ts";

export interface RecommenderOptions {
  readonly seed: number;
  readonly threads: number;
  readonly clock?: Clock;
  readonly work?: Work;
}

/**
 * Chooses, proves and refits a recommender on all that is known; where none beats popularity, popularity is kept. The
 * commit of what is returned puts it into `recommenders`. Same data and seed → the same model, whatever `threads`.
 * @throws no-orders
 */
export async function buildRecommender(
  store: Store,
  { seed, threads, clock = systemClock, work }: RecommenderOptions,
): Promise<Built<RecommenderReport>> {
  const from = performance.now();
  const ctx = { seed, threads, ...(work?.signal ? { signal: work.signal } : {}) };
  const moments = await latestMoments(store);
  const found = await proveRecommender(store, moments, ctx, work);
  const moment = await readMoment(store, moments.asOf, ctx);
  const learned = async (recipe: Recipe) =>
    (await fitRecipe(recipe, moment.tastes(recipe), moment.attributes, ctx))?.save();
  const all: Recipe = { model: "popularity", parameters: {}, halfLifeDays: null, lastDays: null };
  const takers = new Float64Array(moment.catalogue.product.length);
  const popular = (await learned(found.recipe.model === "popularity" ? found.recipe : all)) ?? {
    kind: "popularity",
    version: 1,
    takers,
  };
  const state = encodeRecommender({
    recipe: found.recipe,
    products: moment.catalogue.product,
    model: (await learned(found.recipe)) ?? popular,
    popular,
  });
  work?.signal?.throwIfAborted();
  const asOf = moments.asOf.toISOString();
  const hash = createHash("sha256").update(state).digest("hex").slice(0, 8);
  const report: RecommenderReport = {
    model: found.recipe.model,
    version: `${found.recipe.model}-${asOf.slice(0, 10).replaceAll("-", "")}.${hash}`,
    published: found.published,
    reason: found.reason,
    asOf,
    proof: found.proof,
    tried: found.tried,
    customers: moment.tastes(all).customers.length,
    products: moment.catalogue.product.length,
    notes: [
      { code: "act.recommend.notes.filters", data: {} },
      ...(found.proof ? [{ code: "act.recommend.notes.proof", data: { days: found.horizonDays } }] : []),
    ],
    seconds: Math.round(performance.now() - from) / 1000,
  };
  const at = clock.now();
  return { report, swaps: [], commit: (w) => keepRecommender(w, report, state, at) };
}
