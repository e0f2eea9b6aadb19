import type { Design } from "../../core/matrix.ts";
import { shopFeatures } from "../../features/shop.ts";
import type { Calibrator } from "../../models/calibration/calibrator.ts";
import { chooseCalibration } from "../../models/calibration/choose.ts";
import { shiftCalibration } from "../../models/calibration/shift.ts";
import type { Classifier, FitContext } from "../../models/estimator.ts";
import { simplestWithinOneError } from "../../validate/choose.ts";
import type { TrainingPlan } from "../../validate/cut-offs.ts";
import { foldsByCustomer } from "../../validate/folds.ts";
import { rowLogLoss, sigmoid } from "../../validate/probability.ts";
import { apSkill, positiveShare, rankByScore } from "../../validate/ranking.ts";
import { canApply, type Rule } from "../../validate/rules.ts";
import { type BandCuts, chooseBands } from "../bands.ts";
import type { History } from "../history.ts";
import { pick, pickColumns, pickRows, type Stack, splitByDrift, stackRows } from "../stack.ts";
import { type ClassifierMethod, type ExplainedClassifier, type Recipe, recipes } from "./recipes.ts";

const FOLDS = 5;

/** A recipe on rows it had not seen. */
interface TriedRecipe {
  readonly recipe: Recipe;
  readonly margin: Float64Array;
  /** Mean log-loss above the best one's, and its standard error. */
  readonly behind: { readonly mean: number; readonly standardError: number };
}

/** All that was learned from the training cut-offs of one plan; nothing later was read. */
export interface LearnedClassifier {
  readonly recipe: Recipe;
  readonly model: ExplainedClassifier;
  readonly calibrator: Calibrator;
  readonly bands: BandCuts;
  /** The baseline rule that ranked the training customers best. */
  readonly rule: Rule;
  /** The rules on the rows that recipes were tried on. */
  readonly triedRules: readonly { readonly rule: Rule; readonly score: Float64Array }[];
  readonly tried: readonly TriedRecipe[];
  /** Outcomes of the rows that recipes were tried on, in the order of their margins. */
  readonly triedOn: Float64Array;
  readonly stack: Stack;
  /** Columns left out, since their values at the moment of the prediction are not those it could learn from. */
  readonly drifted: readonly string[];
}

export interface LearnOptions {
  /** When it will predict: what has drifted by then is not learned from. */
  readonly predictsAt: Date;
  readonly outcome: string;
  readonly rules: readonly Rule[];
  /** The recipe to use; chosen among all, or those of the method, where absent. */
  readonly recipe?: Recipe;
  readonly method?: ClassifierMethod;
  readonly context: FitContext;
}

/**
 * Chooses recipe, calibrator, band cut points and baseline on the plan's training cut-offs, then fits on all of them.
 * Recipes are compared on the inner cut-off, each fitted on outcomes that had ended before it; where history is too
 * short for one, on customers held out. The calibrated mean is that of the newest training cut-off.
 */
export async function learnClassifier(
  history: History,
  plan: TrainingPlan,
  { predictsAt, outcome, rules, recipe, method, context }: LearnOptions,
): Promise<LearnedClassifier> {
  const parts = await Promise.all(plan.training.map((t) => history.completed(t)));
  const whole = stackRows(
    parts,
    shopFeatures.map((f) => f.name),
  );
  const { kept, drifted } = splitByDrift(whole, (await history.features(predictsAt)).design);
  const stack = { ...whole, design: kept };
  const y = stack.outcomes[outcome]!;
  const candidates = recipe ? [recipe] : recipes(stack.design.x.rows, method);
  const held = plan.inner
    ? await onInnerCutOff(history, plan.inner, stack, outcome, candidates, context)
    : { ...(await onOtherCustomers(stack, y, candidates, context)), design: whole.design };
  const choice = simplestWithinOneError(
    held.margins.map((margin, k) => ({
      candidate: k,
      losses: margin.map((m, i) => rowLogLoss(sigmoid(m), held.y[i]!)),
    })),
  );
  const chosen = candidates[choice.chosen.candidate]!;
  const folds = foldsByCustomer(held.customers, FOLDS, context.seed);
  const { calibrator } = chooseCalibration(
    { margin: held.margins[choice.chosen.candidate]!, y: held.y },
    folds,
  );
  const newest = Array.from({ length: stack.newest }, (_, i) => i);
  const byOthers = plan.inner
    ? await crossFitted(stack, y, chosen, context)
    : held.margins[choice.chosen.candidate]!;
  const unseen = pick(byOthers, newest);
  const shifted = shiftCalibration(calibrator, unseen, positiveShare(pick(y, newest)));
  const ruleSkills = rules
    .filter((rule) => canApply(rule, whole.design))
    .map((rule) => ({ rule, apSkill: apSkill(rankByScore(rule.score(whole.design)), y) }));
  return {
    recipe: chosen,
    model: await chosen.fit({ ...stack.design, y }, context),
    calibrator: shifted,
    bands: chooseBands(shifted.apply(unseen)),
    rule: ruleSkills.reduce((a, b) => (b.apSkill > a.apSkill ? b : a)).rule,
    triedRules: ruleSkills.map(({ rule }) => ({ rule, score: rule.score(held.design) })),
    tried: candidates.map((c, k) => ({ recipe: c, margin: held.margins[k]!, behind: choice.behind[k]! })),
    triedOn: held.y,
    stack,
    drifted,
  };
}

interface HeldOut {
  /** All columns, for the rules. */
  readonly design: Design;
  /** One array of margins a candidate. */
  readonly margins: readonly Float64Array[];
  readonly y: Float64Array;
  readonly customers: Float64Array;
}

async function onInnerCutOff(
  history: History,
  inner: NonNullable<TrainingPlan["inner"]>,
  stack: Stack,
  outcome: string,
  candidates: readonly Recipe[],
  context: FitContext,
): Promise<HeldOut> {
  const columns = stack.design.columns.map((c) => c.name);
  const earlier = stackRows(await Promise.all(inner.training.map((t) => history.completed(t))), columns);
  const test = await history.completed(inner.test);
  const names = earlier.design.columns.map((c) => c.name);
  const x = pickColumns(test.table.design, names);
  const margins: Float64Array[] = [];
  for (const candidate of candidates) {
    const model = await candidate.fit({ ...earlier.design, y: earlier.outcomes[outcome]! }, context);
    margins.push(model.margin(x));
  }
  return {
    design: test.table.design,
    margins,
    y: test.outcomes[outcome]!,
    customers: test.table.customers,
  };
}

async function onOtherCustomers(
  stack: Stack,
  y: Float64Array,
  candidates: readonly Recipe[],
  context: FitContext,
): Promise<Omit<HeldOut, "design">> {
  const margins: Float64Array[] = [];
  for (const candidate of candidates) margins.push(await crossFitted(stack, y, candidate, context));
  return { margins, y, customers: stack.customers };
}

/** Margins of every row by a model fitted on the other customers. */
async function crossFitted(
  { design, customers }: Stack,
  y: Float64Array,
  recipe: Recipe,
  context: FitContext,
): Promise<Float64Array> {
  const folds = foldsByCustomer(customers, FOLDS, context.seed);
  const margin = new Float64Array(y.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    const own: number[] = [];
    const others: number[] = [];
    for (let i = 0; i < folds.length; i++) (folds[i] === fold ? own : others).push(i);
    if (own.length === 0) continue;
    const model: Classifier = await recipe.fit({ ...pickRows(design, others), y: pick(y, others) }, context);
    const predicted = model.margin(pickRows(design, own));
    own.forEach((i, k) => {
      margin[i] = predicted[k]!;
    });
  }
  return margin;
}
