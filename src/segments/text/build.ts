import { createHash } from "node:crypto";
import { addDays, type Clock, startOfDay, systemClock } from "../../core/clock.ts";
import type { Work } from "../../core/progress.ts";
import type { Sentence } from "../../core/sentence.ts";
import type { FitContext } from "../../models/estimator.ts";
import type { Built, Store } from "../../store/store.ts";
import { describeTheme } from "./describe-theme.ts";
import { type Review, readReviews } from "./read-reviews.ts";
import type { Theme, ThemesReport, ToneOf } from "./report.ts";
import { type ScoredText, saveTexts } from "./save.ts";
import { learnThemes, sortIntoThemes } from "./themes.ts";
import { learnTone } from "./tone.ts";

export interface TextOptions {
  readonly seed: number;
  readonly threads: number;
  readonly clock?: Clock;
  readonly work?: Work;
}

/** A language of fewer texts, or of a smaller share, is counted but not read: most such texts are mistaken for it. */
const FEWEST_OF_LANGUAGE = 20;
const LEAST_SHARE = 0.01;

/**
 * Reads every review: its language, its tone (learned from the company's own ratings, published only where it was right on
 * texts it had not seen) and its theme, into `review_texts__next`. Null where there are no texts. Same texts and seed → the
 * same result, whatever `threads`.
 */
export async function buildTexts(
  store: Store,
  { seed, threads, clock = systemClock, work }: TextOptions,
): Promise<Built<ThemesReport> | null> {
  const from = performance.now();
  const ctx: FitContext = { seed, threads, ...(work?.signal ? { signal: work.signal } : {}) };
  const reviews = await readReviews(store);
  if (reviews.length === 0) return null;
  const groups = byLanguage(reviews);
  const tones: ToneOf[] = [];
  const themes: Theme[] = [];
  const scored: ScoredText[] = [];
  for (const [lang, own] of groups) {
    work?.onProgress?.("text", tones.length, groups.length);
    const read = await readLanguage(lang, own, themes.length, ctx);
    tones.push(read.tone);
    themes.push(...read.themes);
    for (const row of read.scored) scored.push(row);
  }
  const read = new Set(scored.map((s) => s.review));
  for (const r of reviews) {
    if (!read.has(r.review))
      scored.push({ review: r.review, lang: r.lang, tone: null, theme: null, share: null });
  }
  const { last } = await store.one<{ last: Date | null }>(
    "SELECT greatest(max(known_at), max(occurred_at), (SELECT max(finished_at) FROM imports)) AS last FROM reviews",
  );
  const asOf = addDays(startOfDay(last ?? clock.now()), 1).toISOString();
  const hash = createHash("sha256")
    .update(JSON.stringify([tones, themes, scored]))
    .digest("hex");
  const report: ThemesReport = {
    version: `themes-${asOf.slice(0, 10).replaceAll("-", "")}.${hash.slice(0, 8)}`,
    asOf,
    reviews: reviews.length,
    unclear: reviews.filter((r) => r.lang === null).length,
    tones,
    themes: themes.toSorted((a, b) => b.reviews - a.reviews || a.theme - b.theme),
    notes: notesOn(reviews, groups),
    seconds: Math.round(performance.now() - from) / 1000,
  };
  return saveTexts(store, report, scored, clock.now());
}

/** Texts of each language with enough of them, the most frequent first; those of no clear language go with the first. */
function byLanguage(reviews: readonly Review[]): [string, Review[]][] {
  const groups = new Map<string, Review[]>();
  for (const r of reviews) if (r.lang) groups.set(r.lang, [...(groups.get(r.lang) ?? []), r]);
  const enough = [...groups]
    .filter(([, own]) => own.length >= Math.max(FEWEST_OF_LANGUAGE, LEAST_SHARE * reviews.length))
    .sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  const [first] = enough;
  if (first) first[1] = [...first[1], ...reviews.filter((r) => r.lang === null)];
  return enough;
}

async function readLanguage(lang: string, reviews: readonly Review[], firstTheme: number, ctx: FitContext) {
  const texts = reviews.map((r) => r.text);
  const learned = await learnTone(lang, reviews, ctx);
  const tone = learned.model?.tone(texts);
  const found = await learnThemes(lang, reviews, ctx);
  const sorted = found ? sortIntoThemes(found, texts) : null;
  const toneOf = (i: number) => (tone?.known[i] ? tone.probability[i]! : null);
  /** The rating says it where there is one. */
  const positiveOf = (i: number) => {
    const told = toneOf(i);
    return reviews[i]!.liked ?? (told === null ? null : told >= 0.5 ? 1 : 0);
  };
  const said = Array.from(reviews.keys(), positiveOf);
  const themes = (found?.words ?? []).map((words, t) =>
    describeTheme({ theme: firstTheme + t, lang, words }, said, (i) => sorted!.theme[i] === t),
  );
  const known = said.filter((p) => p !== null);
  return {
    themes,
    tone: {
      lang,
      reviews: reviews.length,
      rated: reviews.filter((r) => r.liked !== null).length,
      scored: tone ? tone.known.filter(Boolean).length : 0,
      positive: known.length > 0 ? known.filter((p) => p === 1).length / known.length : null,
      test: learned.test,
      published: learned.model !== null,
      reason: learned.reason,
    } satisfies ToneOf,
    scored: reviews.map((r, i): ScoredText => {
      const theme = sorted && sorted.theme[i]! >= 0 ? firstTheme + sorted.theme[i]! : null;
      return {
        review: r.review,
        lang: r.lang,
        tone: toneOf(i),
        theme,
        share: theme === null ? null : sorted!.share[i]!,
      };
    }),
  };
}

function notesOn(reviews: readonly Review[], groups: readonly [string, Review[]][]): Sentence[] {
  const say = (code: string, data: Sentence["data"]) => ({ code: `themes.notes.${code}`, data });
  const told = new Set(groups.map(([lang]) => lang));
  const rare = reviews.filter((r) => r.lang !== null && !told.has(r.lang)).length;
  const unclear = reviews.filter((r) => r.lang === null).length;
  return [
    say("how", {}),
    ...(rare > 0 ? [say("rare", { count: rare, least: FEWEST_OF_LANGUAGE, share: LEAST_SHARE })] : []),
    ...(unclear > 0 ? [say("unclear", { count: unclear })] : []),
  ];
}
