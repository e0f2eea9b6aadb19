import type { Calibrator } from "../../models/calibration/calibrator.ts";
import { loadCalibrator } from "../../models/calibration/load.ts";
import type { ModelState } from "../../models/estimator.ts";
import { checkState } from "../../models/state.ts";
import { type BandCuts, bandOf } from "../bands.ts";
import type { Pipeline } from "../pipeline.ts";
import type { LearnedClassifier } from "./learn.ts";
import { loadClassifier } from "./recipes.ts";

const KIND = "classifier-pipeline";
const VERSION = 1;

/** Everything a score needs, as it is stored. */
export function classifierState({ model, calibrator, bands, stack }: LearnedClassifier): ModelState {
  return {
    kind: KIND,
    version: VERSION,
    columns: stack.design.columns.map((c) => c.name),
    model: model.save(),
    calibrator: calibrator.save(),
    bands,
  };
}

interface Fields {
  readonly columns: readonly string[];
  readonly model: ModelState;
  readonly calibrator: ModelState;
  readonly bands: BandCuts;
}

/** Throws `model-version`. */
export function loadClassifierPipeline(state: ModelState): Pipeline & { readonly calibrator: Calibrator } {
  checkState(state, KIND, VERSION);
  const fields = state as unknown as Fields;
  const model = loadClassifier(fields.model);
  const calibrator = loadCalibrator(fields.calibrator);
  return {
    columns: fields.columns,
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
