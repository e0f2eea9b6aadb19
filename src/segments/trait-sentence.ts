import type { Sentence } from "../core/sentence.ts";
import { shopFeatures } from "../features/shop.ts";

/**
 * Shop features with sentences of their own (`segments.trait.<feature>.more`, `.less`, and `.times` where "2 times as
 * many" can be said); the others are told of by name. Only these are told of when no group was made from them.
 */
const wordings: Readonly<Record<string, "times" | "more">> = {
  daysSinceLastOrder: "more",
  daysSinceFirstOrder: "more",
  orderDays: "times",
  averageBasket: "times",
  linesPerOrder: "times",
  revenue: "times",
  products: "times",
  repeatProductShare: "more",
  cancelledShare: "more",
  weekendShare: "more",
  meanGapDays: "more",
};

/** Told of beside what the groups were made from, while it says something else. */
export const tellingShopFeatures: ReadonlySet<string> = new Set([
  "revenue",
  "repeatProductShare",
  "cancelledShare",
  "weekendShare",
  "meanGapDays",
]);

const units = new Map(shopFeatures.map((f) => [f.name, f.unit]));

/** Word code of a feature's name; null where a table's own column name stands for itself. */
export function featureCode(feature: string): string | null {
  return units.has(feature) ? `features.${feature}` : null;
}

export interface TraitFigures {
  readonly feature: string;
  readonly effect: number;
  /** Of the group and of all customers, in the feature's own unit. */
  readonly own: { readonly median: number; readonly mean: number };
  readonly all: { readonly median: number; readonly mean: number };
  readonly currency: string | null;
}

/** From this ratio on "2 times as many" is said. */
const TELLING_RATIO = 1.5;

/** What a group does differently, with the figures that show it; null where none does. */
export function traitSentence({ feature, effect, own, all, currency }: TraitFigures): Sentence | null {
  const figures = { median: shown(own.median), medianAll: shown(all.median) };
  const unit = units.get(feature);
  if (unit === undefined) {
    const side = effect > 0 ? "higher" : "lower";
    if ((own.median - all.median) * effect > 0) {
      return { code: `segments.trait.${side}.named`, data: { name: feature, ...figures } };
    }
    const means = { mean: shown(own.mean), meanAll: shown(all.mean) };
    if ((own.mean - all.mean) * effect <= 0) return null;
    return { code: `segments.trait.${side}.namedMean`, data: { name: feature, ...means } };
  }
  if (!((own.median - all.median) * effect > 0)) return null;
  const data = { ...figures, ...(unit === "money" ? { currency: currency ?? "" } : {}) };
  const wording = wordings[feature];
  if (wording === undefined) {
    const kind = unit === "money" ? "money" : unit === "share" ? "percent" : "number";
    return {
      code: `segments.trait.${effect > 0 ? "higher" : "lower"}.${kind}`,
      data: { label: `features.${feature}`, ...data },
    };
  }
  if (effect < 0) return { code: `segments.trait.${feature}.less`, data };
  const ratio = own.median / all.median;
  if (wording === "more" || !(all.median > 0 && ratio >= TELLING_RATIO)) {
    return { code: `segments.trait.${feature}.more`, data };
  }
  const count = ratio < 3 ? Math.round(ratio * 10) / 10 : Math.round(ratio);
  return { code: `segments.trait.${feature}.times`, data: { count, ...data } };
}

/** Rounded to six digits: figures of float32 have no more. */
function shown(value: number): number {
  return Number(value.toPrecision(6));
}
