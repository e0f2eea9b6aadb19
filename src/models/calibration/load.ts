import type { ModelState } from "../estimator.ts";
import { checkState } from "../state.ts";
import { type Calibrator, noCalibration } from "./calibrator.ts";
import { loadIsotonic } from "./isotonic.ts";
import { loadPlatt } from "./platt.ts";
import { loadShifted } from "./shift.ts";

/** The calibrator a state was saved from. Throws `model-version` for any other state. */
export function loadCalibrator(state: ModelState): Calibrator {
  if (state.kind === "platt") return loadPlatt(state);
  if (state.kind === "isotonic") return loadIsotonic(state);
  if (state.kind === "shifted") return loadShifted(state, loadCalibrator);
  checkState(state, "none", 1);
  return noCalibration();
}
