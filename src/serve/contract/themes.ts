import { type Static, Type } from "typebox";
import { Interval, nullable, Told } from "./common.ts";

const ThemesReport = Type.Object({
  version: Type.String(),
  asOf: Type.String(),
  reviews: Type.Integer(),
  /** Texts too short or too mixed to tell their language. */
  unclear: Type.Integer(),
  /** Most written about first; shares are of the texts of its language, 0–1. */
  themes: Type.Array(
    Type.Object({
      theme: Type.Integer(),
      lang: Type.String(),
      words: Type.Array(Type.String()),
      reviews: Type.Integer(),
      share: Type.Number(),
      positive: nullable(Type.Number()),
      positiveInterval: nullable(Interval),
      /** Against all texts of its language; null where it could be chance. */
      difference: nullable(Type.Number()),
      what: Told,
    }),
  ),
  /** How well the tone of each language can be told, on texts not seen before. */
  tones: Type.Array(
    Type.Object({
      lang: Type.String(),
      reviews: Type.Integer(),
      rated: Type.Integer(),
      scored: Type.Integer(),
      positive: nullable(Type.Number()),
      test: nullable(
        Type.Object({
          on: Type.String(),
          reviews: Type.Integer(),
          auc: Type.Number(),
          interval: Interval,
        }),
      ),
      published: Type.Boolean(),
      reason: Told,
    }),
  ),
  notes: Type.Array(Told),
});

export const Themes = Type.Object({
  /** Null before the first refresh, and where there are no texts. */
  report: nullable(ThemesReport),
});
export type Themes = Static<typeof Themes>;
