import type { ColumnInfo } from "../../core/matrix.ts";
import { loadCalibrator } from "../../models/calibration/load.ts";
import type { ModelState } from "../../models/estimator.ts";
import { checkState } from "../../models/state.ts";
import { type BandCuts, bandOf } from "../bands.ts";
import { loadClassifier } from "../classify/recipes.ts";
import type { Pipeline } from "../pipeline.ts";
import type { LearnedRecorded } from "./learn.ts";

export const RECORDED_PIPELINE = "recorded-pipeline";
const VERSION = 1;

/** Everything a score needs, as it is stored: the columns with their categories, too. */
export function recordedState(
  columns: readonly ColumnInfo[],
  { model, calibrator }: Pick<LearnedRecorded, "model" | "calibrator">,
  bands: BandCuts,
): ModelState {
  return {
    kind: RECORDED_PIPELINE,
    version: VERSION,
    columns,
    model: model.save(),
    calibrator: calibrator.save(),
    bands,
  };
}

interface Fields {
  readonly columns: readonly ColumnInfo[];
  readonly model: ModelState;
  readonly calibrator: ModelState;
  readonly bands: BandCuts;
}

/** Throws `model-version`. */
export function loadRecordedPipeline(state: ModelState): Pipeline {
  checkState(state, RECORDED_PIPELINE, VERSION);
  const fields = state as unknown as Fields;
  const model = loadClassifier(fields.model);
  const calibrator = loadCalibrator(fields.calibrator);
  return {
    columns: fields.columns.map((c) => c.name),
    attributes: fields.columns,
    unit: "probability",
    calibrator,
    async predict(design) {
      const margin = model.margin(design);
      const probability = calibrator.apply(margin);
      return { value: probability, margin, probability, low: null, high: null };
    },
    band: (value) => bandOf(value, fields.bands),
    contributions: async (design, ctx) => model.contributions(design, ctx),
  };
}
