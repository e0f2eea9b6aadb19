import { shopFeatures } from "../features/shop.ts";
import type { FeatureLabel } from "./describe.ts";

const units = new Map(shopFeatures.map((f) => [f.name, f.unit]));

/** How a feature is written: shop features by the catalogue's name and their unit, own columns by their own name. */
export function labelOf(feature: string, kind: "shop" | "flat"): FeatureLabel {
  const unit = kind === "shop" ? units.get(feature) : undefined;
  if (unit === undefined) return { code: null, unit: "number" };
  return {
    code: `features.${feature}`,
    unit: unit === "money" ? "money" : unit === "share" ? "percent" : "number",
  };
}
