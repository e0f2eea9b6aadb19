import type { Design } from "../../core/matrix.ts";
import { Random } from "../../core/random.ts";
import type { Calibrator } from "../../models/calibration/calibrator.ts";
import { chooseCalibration } from "../../models/calibration/choose.ts";
import type { FitContext } from "../../models/estimator.ts";
import { simplestWithinOneError } from "../../validate/choose.ts";
import { stratifiedFolds } from "../../validate/folds.ts";
import { rowLogLoss, sigmoid } from "../../validate/probability.ts";
import {
  type ClassifierMethod,
  type ExplainedClassifier,
  type Recipe,
  recipes,
} from "../classify/recipes.ts";
import { pick, pickRows } from "../stack.ts";

/** Rows that recipes are tried on at most: more tell no other recipe, and take longer. */
const TRIAL_ROWS = 10_000;
/** One part in so many is held out of the trial. */
const TRIAL_FOLDS = 4;
const CALIBRATION_FOLDS = 5;

interface TriedRecipe {
  readonly recipe: Recipe;
  /** Margins of the rows held out of the trial. */
  readonly margin: Float64Array;
  readonly behind: { readonly mean: number; readonly standardError: number };
}

/** All that was learned from some rows; no others were read. */
export interface LearnedRecorded {
  readonly recipe: Recipe;
  readonly model: ExplainedClassifier;
  readonly calibrator: Calibrator;
  readonly tried: readonly TriedRecipe[];
  readonly triedOn: { readonly design: Design; readonly y: Float64Array };
}

/** Chooses a recipe on rows held out of a trial, calibrates it there, and fits it on all rows. */
export async function learnRecorded(
  design: Design,
  y: Float64Array,
  context: FitContext,
  method?: ClassifierMethod,
): Promise<LearnedRecorded> {
  const trial = trialRows(y, context.seed);
  const fold = stratifiedFolds(pick(y, trial), TRIAL_FOLDS, context.seed);
  const held = trial.filter((_, i) => fold[i] === 0);
  const rest = trial.filter((_, i) => fold[i] !== 0);
  const [fitted, fittedY] = [pickRows(design, rest), pick(y, rest)];
  const [later, laterY] = [pickRows(design, held), pick(y, held)];
  const candidates = recipes(rest.length, method);
  const margins: Float64Array[] = [];
  for (const candidate of candidates) {
    const model = await candidate.fit({ ...fitted, y: fittedY }, context);
    margins.push(model.margin(later));
  }
  const choice = simplestWithinOneError(
    margins.map((margin, candidate) => ({
      candidate,
      losses: margin.map((m, i) => rowLogLoss(sigmoid(m), laterY[i]!)),
    })),
  );
  const chosen = choice.chosen.candidate;
  const recipe = candidates[chosen]!;
  const { calibrator } = chooseCalibration(
    { margin: margins[chosen]!, y: laterY },
    stratifiedFolds(laterY, CALIBRATION_FOLDS, context.seed),
  );
  return {
    recipe,
    model: await recipe.fit({ ...design, y }, context),
    calibrator,
    tried: candidates.map((c, k) => ({ recipe: c, margin: margins[k]!, behind: choice.behind[k]! })),
    triedOn: { design: later, y: laterY },
  };
}

/** All rows, or as many of them as are tried on, with both outcomes as often as among all. */
function trialRows(y: Float64Array, seed: number): Int32Array {
  const all = Int32Array.from(y.keys());
  if (y.length <= TRIAL_ROWS) return all;
  const fold = stratifiedFolds(y, Math.min(255, Math.ceil(y.length / TRIAL_ROWS)), seed);
  const rows = all.filter((i) => fold[i] === 0);
  return rows.length <= TRIAL_ROWS
    ? rows
    : new Random(seed).fork("trial").shuffle(rows).slice(0, TRIAL_ROWS).sort();
}
