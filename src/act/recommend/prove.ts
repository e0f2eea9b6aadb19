import { addDays, DAY_MS, startOfDay } from "../../core/clock.ts";
import type { Work } from "../../core/progress.ts";
import type { Sentence } from "../../core/sentence.ts";
import type { LatestMoments } from "../../features/latest.ts";
import type { FitContext } from "../../models/estimator.ts";
import type { Reader } from "../../store/reader.ts";
import { pairedGain, recommendationGate } from "../../validate/recommendation.ts";
import { type Figures, type Judged, judge, judgedCustomers } from "./judge.ts";
import { type Moment, readMoment } from "./moment.ts";
import { readNewPurchases } from "./purchases.ts";
import { baselines, candidates, fitRecipe, type Recipe } from "./recipes.ts";
import type { RecommendationMetrics, RecommenderReport, TriedRecommender } from "./report.ts";

/** The later time that recommendations are held against; shorter where the history is. */
const LONGEST_DAYS = 90;
const SHORTEST_DAYS = 14;
/** History is cut into this many such times at least: two to learn from, one to choose on, one to prove on. */
const PARTS = 4;
/** Fewer judged customers prove nothing. */
const FEWEST_JUDGED = 50;
/** Customers that a choice and the proof are made on; a random sample of more of them would say the same. */
const MOST_CHOOSING = 500;
const MOST_PROVING = 2000;

export interface RecommenderProof {
  /** The recipe to recommend by: the proven one, or the better popularity. */
  readonly recipe: Recipe;
  readonly published: boolean;
  readonly reason: Sentence;
  readonly proof: RecommenderReport["proof"];
  readonly tried: readonly TriedRecommender[];
  readonly horizonDays: number;
}

/**
 * Chooses a recommender and its baseline on one time, and proves it on a later one that is read once: recommendations as of
 * its first day against what customers took in it and had never taken before. Published when the intervals of the gains
 * in recall and NDCG at 10 lie above 0. @throws what the models throw
 */
export async function proveRecommender(
  reader: Reader,
  { firstFact, lastWholeDay }: LatestMoments,
  ctx: FitContext,
  work?: Work,
): Promise<RecommenderProof> {
  const historyDays = Math.floor((lastWholeDay.getTime() - startOfDay(firstFact).getTime()) / DAY_MS);
  const horizonDays = Math.min(LONGEST_DAYS, Math.floor(historyDays / PARTS));
  const none = { recipe: baselines[0]!, published: false, proof: null, tried: [], horizonDays };
  if (horizonDays < SHORTEST_DAYS) {
    return { ...none, reason: refused("short", { historyDays, neededDays: PARTS * SHORTEST_DAYS }) };
  }
  const cutOff = addDays(lastWholeDay, -horizonDays);
  const chosen = await chooseRecipes(reader, addDays(cutOff, -horizonDays), cutOff, ctx, work);
  if (!chosen) return { ...none, reason: refused("few", { least: FEWEST_JUDGED }) };
  const [moment, judged] = await readPeriod(reader, cutOff, lastWholeDay, MOST_PROVING, ctx);
  if (judged.customers.length < FEWEST_JUDGED) {
    return {
      ...none,
      recipe: chosen.baseline,
      tried: chosen.tried,
      reason: refused("few", { least: FEWEST_JUDGED }),
    };
  }
  work?.onProgress?.("recommend", candidates.length, candidates.length + 1);
  const own = await figuresOf(chosen.best, moment, judged, ctx);
  const base = await figuresOf(chosen.baseline, moment, judged, ctx);
  const gain = (metric: "recall10" | "ndcg10") =>
    pairedGain(judged.customers, own[metric], base[metric], ctx.seed);
  const gains = { recall10: gain("recall10"), ndcg10: gain("ndcg10") };
  const gate = recommendationGate(gains);
  const published = gate.every((c) => c.passed);
  return {
    recipe: published ? chosen.best : chosen.baseline,
    published,
    horizonDays,
    tried: chosen.tried,
    reason: {
      code: `act.recommend.${published ? "published" : "notBetter"}`,
      data: {
        model: chosen.best.model,
        ndcg: gains.ndcg10.model,
        popular: gains.ndcg10.baseline,
        recall: gains.recall10.model,
        popularRecall: gains.recall10.baseline,
        customers: judged.customers.length,
        days: horizonDays,
      },
    },
    proof: {
      model: chosen.best.model,
      parameters: chosen.best.parameters,
      cutOff: cutOff.toISOString(),
      until: lastWholeDay.toISOString(),
      customers: judged.customers.length,
      metrics: meansOf(own),
      baseline: meansOf(base),
      gains,
      gate,
    },
  };
}

/** The best recipe and the better baseline by NDCG at 10 in one time; null where too few can be judged. */
async function chooseRecipes(reader: Reader, from: Date, until: Date, ctx: FitContext, work?: Work) {
  const [moment, judged] = await readPeriod(reader, from, until, MOST_CHOOSING, ctx);
  if (judged.customers.length < FEWEST_JUDGED) return null;
  const measure = async (recipe: Recipe) => ({
    recipe,
    metrics: meansOf(await figuresOf(recipe, moment, judged, ctx)),
  });
  const found: Awaited<ReturnType<typeof measure>>[] = [];
  for (const [i, recipe] of [...baselines, ...candidates].entries()) {
    work?.onProgress?.("recommend", i, baselines.length + candidates.length + 2);
    found.push(await measure(recipe));
  }
  const better = (of: typeof found) =>
    of.reduce((a, b) => (b.metrics.ndcg10 > a.metrics.ndcg10 ? b : a)).recipe;
  return {
    baseline: better(found.slice(0, baselines.length)),
    best: better(found.slice(baselines.length)),
    tried: found.map(
      ({ recipe, metrics }): TriedRecommender => ({
        model: recipe.model,
        parameters: parametersOf(recipe),
        metrics,
      }),
    ),
  };
}

async function readPeriod(
  reader: Reader,
  from: Date,
  until: Date,
  most: number,
  ctx: FitContext,
): Promise<[Moment, Judged]> {
  const moment = await readMoment(reader, from, ctx);
  const later = await readNewPurchases(reader, from, until);
  return [moment, judgedCustomers(moment, later, most, ctx.seed)];
}

/** A recipe that finds nothing to learn from recommends nothing. */
async function figuresOf(recipe: Recipe, moment: Moment, judged: Judged, ctx: FitContext): Promise<Figures> {
  const tastes = moment.tastes(recipe);
  const model = await fitRecipe(recipe, tastes, moment.attributes, ctx);
  if (model) return judge(model, moment, tastes, judged, ctx.signal);
  const none = new Float64Array(judged.customers.length);
  return { recall10: none, ndcg10: none, coverage: 0 };
}

/** The parameters with how purchases count. */
function parametersOf({ parameters, halfLifeDays, lastDays }: Recipe): Record<string, string | number> {
  return {
    ...parameters,
    ...(halfLifeDays === null ? {} : { halfLifeDays }),
    ...(lastDays === null ? {} : { lastDays }),
  };
}

function meansOf({ recall10, ndcg10, coverage }: Figures): RecommendationMetrics {
  const mean = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length;
  return { recall10: mean(recall10), ndcg10: mean(ndcg10), coverage };
}

function refused(code: string, data: Sentence["data"]): Sentence {
  return { code: `act.recommend.refused.${code}`, data };
}
