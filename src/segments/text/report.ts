import type { Sentence } from "../../core/sentence.ts";
import type { Interval } from "../../validate/report.ts";

/** One thing that people write about. */
export interface Theme {
  /** Its number within the report, as in `review_texts.theme`. */
  readonly theme: number;
  readonly lang: string;
  /** Its heaviest words as people write them. */
  readonly words: readonly string[];
  readonly reviews: number;
  /** Of the reviews of its language, 0–1. */
  readonly share: number;
  /** Share of its reviews that are positive, by their rating or, without one, by their tone; null where neither says it. */
  readonly positive: number | null;
  readonly positiveInterval: Interval | null;
  /** By how much `positive` is above or below that of all reviews of its language; null where that is not sure. */
  readonly difference: number | null;
  readonly what: Sentence;
}

/** The tone of one language: whether it can be told, and how that was tested. */
export interface ToneOf {
  readonly lang: string;
  readonly reviews: number;
  readonly rated: number;
  /** Texts in which the tone was read; 0 where there is no model. */
  readonly scored: number;
  readonly positive: number | null;
  /** Null where it was not tested. */
  readonly test: {
    /** `later`: on the newest fifth; `products`: on other products; `others`: on a fifth drawn at random. */
    readonly on: "later" | "products" | "others";
    readonly reviews: number;
    readonly auc: number;
    readonly interval: Interval;
  } | null;
  readonly published: boolean;
  readonly reason: Sentence;
}

/** What reviews, posts and answers say. Moments are ISO strings. */
export interface ThemesReport {
  readonly version: string;
  readonly asOf: string;
  /** Texts, those with a language that is told, and those too short or mixed for that. */
  readonly reviews: number;
  readonly unclear: number;
  readonly tones: readonly ToneOf[];
  /** Most written about first. */
  readonly themes: readonly Theme[];
  readonly notes: readonly Sentence[];
  readonly seconds: number;
}
