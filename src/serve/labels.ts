import type { Reason as StoredReason } from "../explain/reason.ts";
import type { Unit } from "../features/algebra.ts";
import { shopFeatures } from "../features/shop.ts";
import type { Words } from "../words/index.ts";
import type { Reason } from "./contract/common.ts";

/** A feature's name for people; a column of the user's own table keeps its name. */
export function featureLabel(feature: string, words: Words): string {
  const code = `features.${feature}`;
  const said = words.say(code);
  return said === code ? feature : said;
}

const units = new Map(shopFeatures.map((f) => [f.name, f.unit]));

/** What a feature's values are in; a column of the user's own has no unit we know. */
export function featureUnit(feature: string): Unit {
  return units.get(feature) ?? "ratio";
}

/** Stored reasons, worded. */
export function wordedReasons(reasons: readonly StoredReason[], words: Words): Reason[] {
  return reasons.map(({ feature, value, effect, code, data }) => ({
    feature,
    label: featureLabel(feature, words),
    value,
    effect,
    code,
    data: { ...data },
    text: words.tell({ code, data }),
  }));
}
