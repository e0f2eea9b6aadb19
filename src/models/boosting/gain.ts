import type { BoostingParameters } from "./parameters.ts";

/** Sums of quantised first and second derivatives. */
export interface Sums {
  readonly g: number;
  readonly h: number;
}

/** What a unit of a quantised derivative is worth. */
export interface Units {
  readonly unitG: number;
  readonly unitH: number;
}

/**
 * The value that lowers the second-order loss most, g v + ½ (h + λ₂) v² + λ₁ |v|, within [low, high]
 * (Chen and Guestrin 2016, equation 5; λ₁ by soft threshold).
 */
function bestValue(g: number, h: number, l1: number, ridge: number, low: number, high: number): number {
  const pull = g > l1 ? g - l1 : g < -l1 ? g + l1 : 0;
  return pull === 0 && ridge + h === 0 ? 0 : Math.min(Math.max(-pull / (h + ridge), low), high);
}

/** Twice the loss that `value` takes away. */
function lossTaken(g: number, h: number, value: number, l1: number, ridge: number): number {
  return -(2 * g * value + (h + ridge) * value * value + 2 * l1 * Math.abs(value));
}

/** A leaf's value before the learning rate. */
export function leafValue(
  sums: Sums,
  units: Units,
  p: BoostingParameters,
  low: number,
  high: number,
): number {
  return bestValue(
    sums.g * units.unitG,
    sums.h * units.unitH,
    p.l1Regularization,
    p.l2Regularization,
    low,
    high,
  );
}

/**
 * What the best split of `of` categories in order of their means takes where they do not differ at all: (2/π)(of − 1) noise
 * for many of them (the best cut of sorted normal means), noise = mean g² per mean h. A split by categories is worth only
 * what it takes beyond that; else columns of many categories win by chance alone.
 */
export function categoryPenalty(of: number, noise: number): number {
  return CATEGORY_NOISE * noise * (of - 1);
}

export const CATEGORY_NOISE = 2 / Math.PI;

/** Twice the loss that a split takes away beyond the leaf it splits; `ridge` is the λ₂ of the children. */
export function splitGain(
  whole: Sums & { readonly low: number; readonly high: number },
  left: Sums,
  units: Units,
  p: BoostingParameters,
  ridge: number,
): number {
  const taken = (g: number, h: number, l2: number) => {
    const value = bestValue(g, h, p.l1Regularization, l2, whole.low, whole.high);
    return lossTaken(g, h, value, p.l1Regularization, l2);
  };
  const { unitG, unitH } = units;
  return (
    taken(left.g * unitG, left.h * unitH, ridge) +
    taken((whole.g - left.g) * unitG, (whole.h - left.h) * unitH, ridge) -
    taken(whole.g * unitG, whole.h * unitH, p.l2Regularization)
  );
}
