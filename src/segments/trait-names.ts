import type { Sentence } from "../core/sentence.ts";
import type { PersonaName } from "./name.ts";
import type { Trait } from "./persona.ts";

/** Traits a name is picked from: the strongest ones the groups were made from. */
const STRONGEST = 4;

/**
 * Names of groups that were not made from buying habits: the two traits that set them apart most, all different; the
 * next pair where two groups would be called the same, a running number only where no pair is left.
 * `codeOf` gives the word code of a feature's name, null where the data's own column name stands for itself.
 */
export function traitNames(
  traits: readonly (readonly Trait[])[],
  codeOf: (feature: string) => string | null,
  kept: readonly (Sentence | null)[] = [],
): PersonaName[] {
  const taken = new Set(kept.flatMap((name) => (name ? [JSON.stringify(name)] : [])));
  return traits.map((own, i) => {
    const name = kept[i] ?? candidates(own, codeOf).find((c) => !taken.has(JSON.stringify(c))) ?? numbered(i);
    taken.add(JSON.stringify(name));
    const effect = own.find((t) => t.clusteredOn)?.effect ?? 0;
    return { name, icon: effect > 0 ? "rising" : effect < 0 ? "falling" : "user" };
  });
}

function candidates(traits: readonly Trait[], codeOf: (feature: string) => string | null): Sentence[] {
  const strong = traits.filter((t) => t.clusteredOn).slice(0, STRONGEST);
  if (strong.length === 0) return [{ code: "segments.traits.average", data: {} }];
  const pairs = strong.flatMap((a, i) => strong.slice(i + 1).map((b) => [a, b] as const));
  return [...pairs.map(([a, b]) => sentence([a, b], codeOf)), ...strong.map((a) => sentence([a], codeOf))];
}

function sentence(of: readonly Trait[], codeOf: (feature: string) => string | null): Sentence {
  const [first, second] = of;
  const side = (t: Trait) => (t.effect > 0 ? "high" : "low");
  const labelled = of.every((t) => codeOf(t.feature) !== null);
  const say = (t: Trait) => (labelled ? codeOf(t.feature) : t.feature);
  const code = second ? `${side(first!)}${side(second) === "high" ? "High" : "Low"}` : side(first!);
  return {
    code: `segments.${labelled ? "labelled" : "traits"}.${code}`,
    data: { first: say(first!), ...(second ? { second: say(second) } : {}) },
  };
}

function numbered(i: number): Sentence {
  return { code: "segments.traits.numbered", data: { n: i + 1 } };
}
