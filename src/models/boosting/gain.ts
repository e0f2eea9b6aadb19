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
 * What a split by the outcomes' own order of `of` categories could take where they do not differ at all: their means vary by
 * noise = mean g² per mean h each, (of − 1) noise together. A split by categories is worth only what it takes beyond
 * that; else columns of many categories win by chance alone.
 */
export function categoryPenalty(of: number, noise: number): number {
  return (of - 1) * noise;
}

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

/** What a node's value must lie within. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** Bounds of the children: under a monotone constraint (sign ±1; 0 = none) the middle of their values parts them. */
export function childBounds(
  own: Bounds,
  left: Sums,
  right: Sums,
  sign: number,
  units: Units,
  p: BoostingParameters,
): readonly [left: Bounds, right: Bounds] {
  const { low, high } = own;
  if (sign === 0)
    return [
      { low, high },
      { low, high },
    ];
  const middle = (leafValue(left, units, p, low, high) + leafValue(right, units, p, low, high)) / 2;
  const below = { low, high: middle };
  const above = { low: middle, high };
  return sign > 0 ? [below, above] : [above, below];
}
