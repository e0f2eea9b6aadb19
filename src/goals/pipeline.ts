import type { ColumnInfo, Design } from "../core/matrix.ts";
import type { Calibrator } from "../models/calibration/calibrator.ts";
import type { Contributions, ModelState } from "../models/estimator.ts";
import { AMOUNT_PIPELINE, loadAmountPipeline } from "./amounts/pipeline.ts";
import { loadClassifierPipeline } from "./classify/pipeline.ts";
import type { Band, Score } from "./goal.ts";
import { loadRecordedPipeline, RECORDED_PIPELINE } from "./recorded/pipeline.ts";

/** Predictions for the rows of a design. */
interface Predictions {
  readonly value: Float64Array;
  /** The raw margin that reasons add up to. */
  readonly margin: Float64Array;
  readonly probability: Float64Array | null;
  /** Ends of the 80 % interval. */
  readonly low: Float64Array | null;
  readonly high: Float64Array | null;
}

/** A champion read back from the store: raw features in, predictions and exact reasons out. */
export interface Pipeline {
  /** Names of the columns it reads, in order. */
  readonly columns: readonly string[];
  /** The same with their categories, where they are attributes of the customers and not features. */
  readonly attributes?: readonly ColumnInfo[];
  readonly unit: Score["unit"];
  /** Probability = calibrator(margin); absent where no probability is predicted. */
  readonly calibrator?: Calibrator;
  predict(design: Design, signal?: AbortSignal): Promise<Predictions>;
  band(value: number): Band;
  /** Base + sum of a row's effects = its margin. */
  contributions(design: Design, ctx?: { threads?: number; signal?: AbortSignal }): Promise<Contributions>;
}

/** Throws `model-version` for a state of another format. */
export function loadPipeline(state: ModelState): Pipeline {
  if (state.kind === AMOUNT_PIPELINE) return loadAmountPipeline(state);
  return state.kind === RECORDED_PIPELINE ? loadRecordedPipeline(state) : loadClassifierPipeline(state);
}
