import { KindredError } from "../../core/errors.ts";
import type { FeatureTable } from "../../features/compute.ts";
import { shopFeatures } from "../../features/shop.ts";
import type { FitContext } from "../../models/estimator.ts";
import { rowDeviance } from "../../validate/amounts.ts";
import { simplestWithinOneError } from "../../validate/choose.ts";
import type { TrainingPlan } from "../../validate/cut-offs.ts";
import type { Rule } from "../../validate/rules.ts";
import { type BandCuts, chooseBands } from "../bands.ts";
import type { Completed, History } from "../history.ts";
import { Refusal } from "../refusal.ts";
import { pickColumns, type Stack, stackRows } from "../stack.ts";
import type { BoostedRecipe } from "./boosted.ts";
import { boostedRecipes, fitBoosted, tryBoosted } from "./boosted-learning.ts";
import { BuyingModel } from "./buying.ts";
import type { AmountModel } from "./model.ts";

/** A way to learn amounts: the buying models, or boosted orders. */
type AmountRecipe = "bg-nbd" | BoostedRecipe;

interface TriedAmount {
  readonly recipe: AmountRecipe;
  readonly predicted: Float64Array;
  /** Mean deviance above the best one's, and its standard error. */
  readonly behind: { readonly mean: number; readonly standardError: number };
}

/** All that was learned from what had ended before the moment of the prediction. */
export interface LearnedAmount {
  readonly recipe: AmountRecipe;
  readonly model: AmountModel;
  readonly bands: BandCuts;
  /** The baseline rule that was nearest to what was spent after the newest completed cut-off. */
  readonly rule: Rule;
  readonly ruleErrors: readonly { readonly rule: Rule; readonly predicted: Float64Array }[];
  /** Candidates on rows of the newest completed cut-off that they had not seen; empty without such a cut-off. */
  readonly tried: readonly TriedAmount[];
  readonly triedOn: Float64Array;
  /** The buying models at the moment of the prediction; null where nobody has come back yet. */
  readonly buying: BuyingModel | null;
  /** A prediction below this counts as this where a deviance is taken. */
  readonly floor: number;
  readonly dropped: readonly string[];
}

export interface LearnAmountOptions {
  readonly rules: readonly Rule[];
  /** The recipe to use; chosen among all where absent. */
  readonly recipe?: AmountRecipe;
  readonly context: FitContext;
}

/** Share of the mean amount below which a prediction counts as that share. */
const FLOOR_SHARE = 0.01;

/**
 * Chooses recipe and rule on the newest completed cut-off and learns what is needed to predict as of `now`. The buying
 * models learn from histories alone; boosted orders need completed cut-offs. Throws Refusal where neither can be had.
 */
export async function learnAmount(
  history: History,
  plan: TrainingPlan,
  now: FeatureTable,
  { rules, recipe, context }: LearnAmountOptions,
): Promise<LearnedAmount> {
  const { horizonDays } = history;
  const buying = await fitBuying(now, horizonDays, context);
  const parts = await Promise.all(plan.training.map((t) => history.completed(t)));
  const newest = parts[0];
  if (!newest) return withoutOutcomes(buying, now, rules);
  const stack = stackRows(
    parts,
    shopFeatures.map((f) => f.name),
  );
  const actual = newest.outcomes.spent!;
  const floor = Math.max(1, FLOOR_SHARE * mean(actual));
  const loss = (predicted: Float64Array) => predicted.map((p, i) => rowDeviance(p, actual[i]!, floor));
  const candidates = [
    ...(recipe === undefined || recipe === "bg-nbd"
      ? await tryBuying(newest, buying, horizonDays, context)
      : []),
    ...(recipe === "bg-nbd" ? [] : await tryBoostedOn(history, plan, stack, recipe, context)),
  ];
  if (candidates.length === 0)
    throw new Refusal("degenerate", { degenerate: buying?.degenerate[0] ?? "none" });
  const { chosen, behind } = simplestWithinOneError(
    candidates.map((candidate) => ({ candidate, losses: loss(candidate.predicted) })),
  );
  const own = chosen.candidate.recipe;
  const fitted =
    own === "bg-nbd"
      ? { model: buying!, heldOut: chosen.candidate.predicted }
      : await fitBoosted(stack, own, context);
  const ruleErrors = rules.map((rule) => ({ rule, predicted: rule.score(newest.table.design) }));
  return {
    recipe: own,
    model: fitted.model,
    bands: chooseBands(fitted.heldOut),
    rule: ruleErrors.reduce((a, b) => (mean(loss(b.predicted)) < mean(loss(a.predicted)) ? b : a)).rule,
    ruleErrors,
    tried: candidates.map((c, k) => ({ ...c, behind: behind[k]! })),
    triedOn: actual,
    buying,
    floor,
    dropped: stack.dropped,
  };
}

type Candidate = Omit<TriedAmount, "behind">;

async function tryBoostedOn(
  history: History,
  plan: TrainingPlan,
  stack: Stack,
  recipe: BoostedRecipe | undefined,
  context: FitContext,
): Promise<Candidate[]> {
  const given = recipe ? [recipe] : boostedRecipes(stack.design.x.rows);
  return tryBoosted(history, plan, stack, given, context);
}

/** The buying models as they would have been at the newest completed cut-off; none where the data deform them. */
async function tryBuying(
  newest: Completed,
  now: BuyingModel | null,
  horizonDays: number,
  context: FitContext,
): Promise<Candidate[]> {
  const then = await fitBuying(newest.table, horizonDays, context);
  if (!then || then.degenerate.length > 0 || !now || now.degenerate.length > 0) return [];
  return [{ recipe: "bg-nbd", predicted: then.expected(pickColumns(newest.table.design, then.columns)) }];
}

/** Null where no customer has bought a second time. */
async function fitBuying(
  { design }: FeatureTable,
  horizonDays: number,
  context: FitContext,
): Promise<BuyingModel | null> {
  try {
    return await BuyingModel.fit(design, horizonDays, context);
  } catch (error) {
    if (error instanceof KindredError && error.code === "no-repeat-purchases") return null;
    throw error;
  }
}

/** With no completed cut-off only the buying models can predict, and the first rule is the baseline. */
function withoutOutcomes(
  buying: BuyingModel | null,
  now: FeatureTable,
  rules: readonly Rule[],
): LearnedAmount {
  if (!buying) throw new Refusal("noRepeats", { customers: now.customers.length });
  const [degenerate] = buying.degenerate;
  if (degenerate) throw new Refusal("degenerate", { degenerate });
  const rule = rules[0]!;
  const predicted = buying.expected(pickColumns(now.design, buying.columns));
  return {
    recipe: "bg-nbd",
    model: buying,
    bands: chooseBands(predicted),
    rule,
    ruleErrors: [],
    tried: [],
    triedOn: new Float64Array(),
    buying,
    floor: Math.max(1, FLOOR_SHARE * mean(rule.score(now.design))),
    dropped: [],
  };
}

function mean(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}
