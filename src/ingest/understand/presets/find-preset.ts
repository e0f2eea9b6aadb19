import { KindredError } from "../../../core/errors.ts";
import type { FillDown } from "../../read/fill-down.ts";
import { ga4 } from "./ga4.ts";
import { mailchimp } from "./mailchimp.ts";
import type { Preset } from "./preset.ts";
import { shopify } from "./shopify.ts";
import { stripe } from "./stripe.ts";
import { woocommerce } from "./woocommerce.ts";

/** Every export that is known. */
export const presets: readonly Preset[] = [...shopify, ...woocommerce, ...stripe, ...mailchimp, ...ga4];

/**
 * The export whose columns these are: the one the user named, else one all of whose signature is there.
 * @throws bad-option where the named one does not exist, or not for this table
 */
export function findPreset(
  table: string,
  names: readonly string[],
  asked: string | undefined,
): Preset | null {
  const ofTable = presets.filter((p) => p.table === table);
  if (asked !== undefined) {
    const preset = ofTable.find((p) => p.name === asked.trim().toLowerCase());
    if (preset) return preset;
    const allowed = ofTable.map((p) => p.name).join(", ") || "–";
    throw new KindredError("bad-option", { option: "--preset", value: asked, allowed });
  }
  return ofTable.find((p) => p.signature.every((either) => columnOf(names, either) >= 0)) ?? null;
}

/** The columns of these names that the preset's export fills only in the first of several rows. */
export function fillDownOf(preset: Preset | null, names: readonly string[]): FillDown | null {
  if (!preset?.onlyFirst) return null;
  const { key, except } = preset.onlyFirst;
  const at = columnOf(names, key);
  if (at < 0) return null;
  const columns = names.flatMap((name, j) => (j === at || name.startsWith(except) ? [] : [j]));
  return { key: at, columns: new Set(columns) };
}

/** Where the first of `a|b` that is there stands; -1 where none is. */
export function columnOf(names: readonly string[], either: string): number {
  for (const name of either.split("|")) {
    const wanted = name.toLowerCase();
    const at = names.findIndex((n) => n.toLowerCase() === wanted);
    if (at >= 0) return at;
  }
  return -1;
}
