import { KindredError } from "../../core/errors.ts";
import type { ModelState } from "../estimator.ts";
import { checkTargets } from "../rows.ts";
import { checkState } from "../state.ts";
import { sigmoid } from "./log-odds.ts";

/** Held-out margins of a model (log-odds; for `isotonic` any score will do) with what happened: 0 or 1, one a row. */
export interface CalibrationSample {
  readonly margin: Float64Array;
  readonly y: Float64Array;
  /** Positive, 1 when absent. */
  readonly weight?: Float64Array;
}

export type CalibrationMethod = "none" | "platt" | "isotonic";

/** Turns a model's margins into probabilities that come true as often as they say. Never falls as the margin rises. */
export interface Calibrator {
  readonly kind: CalibrationMethod | "shifted";
  /** Calibrated log-odds, one a row. Throws `bad-value` for a margin that is not finite. */
  margin(raw: Float64Array): Float64Array;
  /** Calibrated probabilities, one a row. */
  apply(raw: Float64Array): Float64Array;
  save(): ModelState;
}

/** The calibrator of one increasing function from margin to calibrated log-odds. */
export function calibrator(
  kind: Calibrator["kind"],
  curve: (margin: number) => number,
  save: () => ModelState,
): Calibrator {
  const margin = (raw: Float64Array): Float64Array => {
    checkMargins(raw);
    return raw.map(curve);
  };
  return { kind, margin, apply: (raw) => margin(raw).map(sigmoid), save };
}

const NONE_VERSION = 1;

/** Leaves the margins as they are. */
export function noCalibration(): Calibrator {
  return calibrator(
    "none",
    (margin) => margin,
    () => ({ kind: "none", version: NONE_VERSION }),
  );
}

export function loadNone(state: ModelState): Calibrator {
  checkState(state, "none", NONE_VERSION);
  return noCalibration();
}

/** Throws `no-rows`, `bad-value`, `bad-target` or `bad-weight` (row counted from 1). */
export function checkSample({ margin, y, weight }: CalibrationSample): void {
  if (margin.length === 0) throw new KindredError("no-rows");
  checkMargins(margin);
  const x = { rows: margin.length };
  checkTargets(weight ? { x, y, weight } : { x, y }, "0, 1", (target) => target === 0 || target === 1);
}

function checkMargins(margin: Float64Array): void {
  for (let i = 0; i < margin.length; i++)
    if (!Number.isFinite(margin[i]!))
      throw new KindredError("bad-value", {
        column: "margin",
        row: i + 1,
        value: String(margin[i]),
        allowed: "finite numbers",
      });
}
