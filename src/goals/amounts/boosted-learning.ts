import type { BoostingParameters } from "../../models/boosting/parameters.ts";
import type { FitContext } from "../../models/estimator.ts";
import type { TrainingPlan } from "../../validate/cut-offs.ts";
import { foldsByCustomer } from "../../validate/folds.ts";
import type { History } from "../history.ts";
import { pick, pickColumns, pickRows, type Stack, stackRows } from "../stack.ts";
import { BoostedAmount, BoostedOrders, type BoostedRecipe } from "./boosted.ts";
import { SMALLEST_AMOUNT } from "./model.ts";

const FOLDS = 5;
/** Order days of the typical customer that stand beside a customer's own: from little to much shrinkage. */
const SHRINKAGES = [1, 2, 4, 8];

/** Weak to strong, so simplest first. `rows` to learn from. */
export function boostedRecipes(rows: number): BoostedRecipe[] {
  const minSamplesLeaf = Math.max(5, Math.min(60, Math.round(rows / 40)));
  const trees = {
    learningRate: 0.05,
    minSamplesLeaf,
    l2Regularization: 1,
    maxFeatures: 0.4,
    subsample: 0.6,
  } satisfies Partial<BoostingParameters>;
  return [
    { ...trees, maxLeafNodes: 4, maxIter: 100 },
    { ...trees, maxLeafNodes: 8, maxIter: 100 },
  ].flatMap((t) => SHRINKAGES.map((shrinkage) => ({ trees: t, shrinkage })));
}

export interface TriedRecipe {
  readonly recipe: BoostedRecipe;
  /** Amounts predicted for the rows of the newest cut-off. */
  readonly predicted: Float64Array;
}

/**
 * Each recipe on the newest cut-off: learned on outcomes that had ended before it, or, where history is too short, on
 * the other customers. Recipes that share their trees share the fit.
 */
export async function tryBoosted(
  history: History,
  plan: TrainingPlan,
  stack: Stack,
  given: readonly BoostedRecipe[],
  context: FitContext,
): Promise<TriedRecipe[]> {
  const columns = stack.design.columns.map((c) => c.name);
  const out: TriedRecipe[] = [];
  if (!plan.inner) {
    for (const trees of new Set(given.map((r) => r.trees))) {
      const alike = given.filter((r) => r.trees === trees);
      const margins = await crossFitted(stack, alike, context);
      alike.forEach((recipe, k) => {
        out.push({ recipe, predicted: levelled(margins[k]!, margins[k]!, spentOfNewest(stack)) });
      });
    }
    return out;
  }
  const parts = await Promise.all(plan.inner.training.map((t) => history.completed(t)));
  const earlier = stackRows(parts, columns);
  const names = earlier.design.columns.map((c) => c.name);
  const test = pickColumns((await history.features(plan.inner.test)).design, names);
  const fitted = new Map<BoostedRecipe["trees"], BoostedOrders>();
  for (const recipe of given) {
    const known = fitted.get(recipe.trees);
    const base = known
      ? BoostedOrders.of(known.orders, earlier.design, recipe.shrinkage)
      : await BoostedOrders.fit(earlier.design, earlier.outcomes.days!, recipe, context);
    fitted.set(recipe.trees, base);
    out.push({
      recipe,
      predicted: levelled(base.margin(test), base.margin(earlier.design), earlier.outcomes.spent!),
    });
  }
  return out;
}

/** The recipe on all training rows, its level and intervals by customers held out at the newest cut-off. */
export async function fitBoosted(
  stack: Stack,
  recipe: BoostedRecipe,
  context: FitContext,
): Promise<{ model: BoostedAmount; heldOut: Float64Array }> {
  const base = await BoostedOrders.fit(stack.design, stack.outcomes.days!, recipe, context);
  const [margin] = (await crossFitted(stack, [recipe], context)) as [Float64Array];
  const actual = spentOfNewest(stack);
  return {
    model: BoostedAmount.calibrated(base, { margin, actual }, recipe),
    heldOut: levelled(margin, margin, actual),
  };
}

/**
 * Margins of the newest cut-off's rows by models fitted on the other customers of all cut-offs: one array a recipe. The
 * recipes differ in their shrinkage only.
 */
async function crossFitted(
  { design, customers, outcomes, newest }: Stack,
  alike: readonly BoostedRecipe[],
  context: FitContext,
): Promise<Float64Array[]> {
  const folds = foldsByCustomer(customers, FOLDS, context.seed);
  const margins = alike.map(() => new Float64Array(newest));
  for (let fold = 0; fold < FOLDS; fold++) {
    const own: number[] = [];
    const others: number[] = [];
    for (let i = 0; i < folds.length; i++) {
      if (folds[i] !== fold) others.push(i);
      else if (i < newest) own.push(i);
    }
    if (own.length === 0) continue;
    const learned = pickRows(design, others);
    const { orders } = await BoostedOrders.fit(learned, pick(outcomes.days!, others), alike[0]!, context);
    const test = pickRows(design, own);
    alike.forEach(({ shrinkage }, k) => {
      const predicted = BoostedOrders.of(orders, learned, shrinkage).margin(test);
      own.forEach((row, j) => {
        margins[k]![row] = predicted[j]!;
      });
    });
  }
  return margins;
}

function spentOfNewest({ outcomes, newest }: Stack): Float64Array {
  return outcomes.spent!.subarray(0, newest);
}

/** Amounts of `margin`, on the level that makes the sum over `knownMargin` equal to what was spent there. */
function levelled(margin: Float64Array, knownMargin: Float64Array, spent: Float64Array): Float64Array {
  const sum = (of: Float64Array) => of.reduce((a, b) => a + b, 0);
  const level = Math.max(sum(spent), SMALLEST_AMOUNT) / sum(knownMargin.map(Math.exp));
  return margin.map((m) => Math.max(SMALLEST_AMOUNT, level * Math.exp(m)));
}
