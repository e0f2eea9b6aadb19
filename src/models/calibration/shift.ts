import type { ModelState } from "../estimator.ts";
import { badParameter } from "../rules.ts";
import { checkState } from "../state.ts";
import { type Calibrator, calibrator } from "./calibrator.ts";
import { sigmoid } from "./log-odds.ts";

const KIND = "shifted";
const VERSION = 1;

export interface ShiftedCalibrator extends Calibrator {
  readonly base: Calibrator;
  /** Added to the calibrated log-odds. */
  readonly shift: number;
}

/**
 * `base` with its log-odds moved by the one constant that makes the mean prediction over the rows `margin` equal to
 * `target`: an intercept-only correction, for a season that is better or worse than the one calibrated on. Ranks stay.
 * `target` lies strictly between 0 and 1; throws `bad-parameter` otherwise.
 */
export function shiftCalibration(base: Calibrator, margin: Float64Array, target: number): ShiftedCalibrator {
  if (!(target > 0 && target < 1)) throw badParameter("target", target, "between 0 and 1, both excluded");
  if (margin.length === 0) throw badParameter("margin", "no rows", "at least one row");
  return shifted(base, shiftTo(base.margin(margin), target));
}

export function loadShifted(
  state: ModelState,
  loadBase: (state: ModelState) => Calibrator,
): ShiftedCalibrator {
  checkState(state, KIND, VERSION);
  return shifted(loadBase(state.base as ModelState), Number(state.shift));
}

function shifted(base: Calibrator, shift: number): ShiftedCalibrator {
  const plain = calibrator(
    KIND,
    (margin) => margin + shift,
    () => ({ kind: KIND, version: VERSION, base: base.save(), shift }),
  );
  const margin = (raw: Float64Array): Float64Array => plain.margin(base.margin(raw));
  return { ...plain, margin, apply: (raw) => margin(raw).map(sigmoid), base, shift };
}

/** The mean prediction rises with the shift: Newton's method inside a bracket that halves where a step would leave it. */
function shiftTo(margin: Float64Array, target: number): number {
  const wanted = Math.log(target) - Math.log1p(-target);
  let low = wanted - Math.max(...extremes(margin));
  let high = wanted - Math.min(...extremes(margin));
  let shift = 0;
  if (!(shift >= low && shift <= high)) shift = (low + high) / 2;
  for (let iteration = 0; iteration < 200; iteration++) {
    let mean = 0;
    let slope = 0;
    for (let i = 0; i < margin.length; i++) {
      const p = sigmoid(margin[i]! + shift);
      mean += p;
      slope += p * (1 - p);
    }
    const gap = mean / margin.length - target;
    if (gap > 0) high = shift;
    else low = shift;
    const next = shift - (gap * margin.length) / slope;
    const moved = next > low && next < high ? next : (low + high) / 2;
    if (Math.abs(moved - shift) <= 1e-14 * (1 + Math.abs(shift))) return moved;
    shift = moved;
  }
  return shift;
}

function extremes(values: Float64Array): [number, number] {
  let least = values[0]!;
  let most = values[0]!;
  for (const v of values) {
    least = Math.min(least, v);
    most = Math.max(most, v);
  }
  return [least, most];
}
