import type { Sentence } from "../../core/sentence.ts";
import { sameShareP, wilson } from "../proportion.ts";
import type { Theme } from "./report.ts";

/** Words of a theme that its sentence names. */
const NAMED = 3;
const SURE = 0.05;
const LEVEL = 0.95;

/**
 * A theme in figures: how many texts are about it, and whether they are liked more or less than the others (chi-square test
 * of the two shares; a difference that could be chance is not told). `said`: 1 = positive, 0 = negative, null = unknown.
 */
export function describeTheme(
  of: Pick<Theme, "theme" | "lang" | "words">,
  said: readonly (0 | 1 | null)[],
  about: (text: number) => boolean,
): Theme {
  const own = said.filter((_, i) => about(i));
  const count = (texts: readonly (0 | 1 | null)[], of: 0 | 1) => texts.filter((p) => p === of).length;
  const [liked, known] = [count(own, 1), count(own, 0) + count(own, 1)];
  const others = said.filter((_, i) => !about(i));
  const [likedOthers, knownOthers] = [count(others, 1), count(others, 0) + count(others, 1)];
  const positive = known > 0 ? liked / known : null;
  const { low, high } = wilson(liked, known);
  const sure = sameShareP(liked, known, likedOthers, knownOthers) < SURE;
  const difference =
    positive !== null && sure ? positive - (liked + likedOthers) / (known + knownOthers) : null;
  const share = own.length / said.length;
  return {
    ...of,
    reviews: own.length,
    share,
    positive,
    positiveInterval: known > 0 ? { low, high, level: LEVEL } : null,
    difference,
    what: sentenceOf(of.words, own.length, share, positive, difference),
  };
}

function sentenceOf(
  words: readonly string[],
  reviews: number,
  share: number,
  positive: number | null,
  difference: number | null,
): Sentence {
  const side = difference === null ? "usual" : difference > 0 ? "liked" : "disliked";
  return {
    code: `themes.theme.${positive === null ? "plain" : side}`,
    data: {
      words: words.slice(0, NAMED).join(", "),
      count: reviews,
      share,
      ...(positive === null ? {} : { positive }),
    },
  };
}
