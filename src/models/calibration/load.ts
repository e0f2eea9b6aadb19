import type { ModelState } from "../estimator.ts";
import { type Calibrator, loadNone } from "./calibrator.ts";
import { loadIsotonic } from "./isotonic.ts";
import { loadPlatt } from "./platt.ts";
import { loadShifted } from "./shift.ts";

/** The calibrator a state was saved from. Throws `model-version` for any other state. */
export function loadCalibrator(state: ModelState): Calibrator {
  if (state.kind === "platt") return loadPlatt(state);
  if (state.kind === "isotonic") return loadIsotonic(state);
  if (state.kind === "shifted") return loadShifted(state, loadCalibrator);
  return loadNone(state);
}
