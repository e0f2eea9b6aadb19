import { KindredError } from "../../core/errors.ts";
import { Random } from "../../core/random.ts";
import type { FitContext } from "../../models/estimator.ts";
import { type TopicsModel, topics } from "../../models/topics/topics.ts";
import { contentOf, isFunctionWord } from "./function-words.ts";
import type { Review } from "./read-reviews.ts";

/** Fewer texts are read faster than a list of their themes. */
const FEWEST_TEXTS = 50;
/** About so many texts a theme, and as many themes as people can keep apart. */
const TEXTS_A_THEME = 40;
const MOST_THEMES = 10;
const FEWEST_THEMES = 3;
/** Themes are learned from at most so many texts; all are then sorted into them. */
const MOST_TEXTS = 20_000;
/** A text belongs to its strongest theme where that has this share of it. */
const CLEAR_SHARE = 0.4;
const WORDS = 5;

export interface LearnedThemes {
  readonly lang: string;
  readonly model: TopicsModel;
  readonly words: readonly (readonly string[])[];
}

/** The themes of one language's texts; null where they are too few, or too unlike one another to have any. */
export async function learnThemes(
  lang: string,
  reviews: readonly Review[],
  ctx: FitContext,
): Promise<LearnedThemes | null> {
  if (reviews.length < FEWEST_TEXTS) return null;
  const some = new Random(ctx.seed)
    .fork(`themes ${lang}`)
    .shuffle([...reviews])
    .slice(0, MOST_TEXTS);
  const nTopics = Math.min(MOST_THEMES, Math.max(FEWEST_THEMES, Math.round(some.length / TEXTS_A_THEME)));
  try {
    const texts = some.map((r) => contentOf(r.text, lang));
    const model = await topics.fit({ texts, lang }, topics.check({ nTopics }), ctx);
    const said = (words: readonly string[]) => words.filter((w) => !isFunctionWord(w, lang)).slice(0, WORDS);
    return { lang, model, words: model.topics(3 * WORDS).map((t) => said(t.words)) };
  } catch (error) {
    // Fewer words in common than themes: nothing is written about again and again.
    if (error instanceof KindredError && error.code === "bad-parameter") return null;
    throw error;
  }
}

/** The strongest theme of each text and its share; −1 where none is clear. */
export function sortIntoThemes(
  { lang, model }: LearnedThemes,
  texts: readonly string[],
): { readonly theme: Int32Array; readonly share: Float64Array } {
  const shares = model.shares(texts.map((text) => contentOf(text, lang)));
  const n = model.nTopics;
  const theme = new Int32Array(texts.length).fill(-1);
  const share = new Float64Array(texts.length);
  texts.forEach((_, i) => {
    const own = shares.subarray(i * n, (i + 1) * n);
    const best = own.reduce((most, s, t) => (s > own[most]! ? t : most), 0);
    share[i] = own[best]!;
    if (share[i]! >= CLEAR_SHARE) theme[i] = best;
  });
  return { theme, share };
}
