import type { ModelState } from "../../models/estimator.ts";
import { checkState } from "../../models/state.ts";
import { type BandCuts, bandOf } from "../bands.ts";
import type { Pipeline } from "../pipeline.ts";
import { BoostedAmount } from "./boosted.ts";
import { BuyingModel } from "./buying.ts";
import type { LearnedAmount } from "./learn.ts";

export const AMOUNT_PIPELINE = "amount-pipeline";
const VERSION = 1;

/** Everything a score needs, as it is stored. */
export function amountState({ model, bands }: LearnedAmount): ModelState {
  return { kind: AMOUNT_PIPELINE, version: VERSION, name: model.name, model: model.save(), bands };
}

interface Fields {
  readonly name: string;
  readonly model: ModelState;
  readonly bands: BandCuts;
}

/** Throws `model-version`. */
export function loadAmountPipeline(state: ModelState): Pipeline {
  checkState(state, AMOUNT_PIPELINE, VERSION);
  const { name, model: saved, bands } = state as unknown as Fields;
  const model = name === "bg-nbd" ? BuyingModel.load(saved) : BoostedAmount.load(saved);
  return {
    columns: model.columns,
    unit: "minor",
    async predict(design, signal) {
      const value = model.expected(design);
      const { low, high } = await model.interval(design, signal);
      return { value, margin: value.map(Math.log), probability: null, low, high };
    },
    band: (value) => bandOf(value, bands),
    contributions: (design, ctx) => model.contributions(design, ctx),
  };
}
