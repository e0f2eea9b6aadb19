import { quantile } from "../validate/quantile.ts";
import type { Band } from "./goal.ts";

/** Cut points between the bands, in the units of the prediction: from `high` on high, from `medium` on medium. */
export interface BandCuts {
  readonly high: number;
  readonly medium: number;
}

const HIGH_SHARE = 0.2;
const LOW_SHARE = 0.5;

/**
 * Cut points from predictions for training customers that the model had not seen: the fifth it puts first is high, the
 * lower half low. Later customers are compared with the same cut points, so that shares move with the customers.
 */
export function chooseBands(heldOut: Float64Array): BandCuts {
  return { high: quantile(heldOut, 1 - HIGH_SHARE), medium: quantile(heldOut, LOW_SHARE) };
}

export function bandOf(value: number, { high, medium }: BandCuts): Band {
  if (value >= high && high > medium) return "high";
  return value >= medium && value > 0 ? "medium" : "low";
}
