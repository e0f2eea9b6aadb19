import { type Static, Type } from "typebox";

/** Parts that several answers share. Money is in minor units of the answer's `currency`; moments are ISO strings. */

const Scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]);

/** A sentence for people: its code, what fills it in, and its text in the asked language. */
export const Told = Type.Object({
  code: Type.String(),
  data: Type.Record(Type.String(), Scalar),
  text: Type.String(),
});
export type Told = Static<typeof Told>;

export const Interval = Type.Object({ low: Type.Number(), high: Type.Number(), level: Type.Number() });
export type Interval = Static<typeof Interval>;

export const Band = Type.Union([Type.Literal("high"), Type.Literal("medium"), Type.Literal("low")]);
export type Band = Static<typeof Band>;

/** How a persona is shown, the same everywhere. */
export const PersonaBadge = Type.Object({
  segment: Type.Integer(),
  name: Type.String(),
  icon: Type.String(),
  colour: Type.Integer(),
});
export type PersonaBadge = Static<typeof PersonaBadge>;

/** One additive reason of a score, worded; `label` names the feature, `effect` is in the model's raw margin. */
export const Reason = Type.Object({
  feature: Type.String(),
  label: Type.String(),
  value: Type.Union([Type.Number(), Type.String(), Type.Null()]),
  effect: Type.Number(),
  code: Type.String(),
  data: Type.Record(Type.String(), Scalar),
  text: Type.String(),
});
export type Reason = Static<typeof Reason>;

/** RFC 9457: what happened (`title`), what to do (`next`), and the code of docs/reference/errors.md. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  next: Type.String(),
  data: Type.Record(Type.String(), Scalar),
});
export type Problem = Static<typeof Problem>;

export const Lang = Type.Union([Type.Literal("en"), Type.Literal("zh"), Type.Literal("ru")], {
  description: "Language of the sentences; without it the Accept-Language header decides.",
});

/** The query every route takes. */
export const LangQuery = Type.Object({ lang: Type.Optional(Lang) });

/** The query of a table: pages count from 1. */
export const pageQuery = {
  lang: Type.Optional(Lang),
  page: Type.Integer({ minimum: 1, maximum: 1_000_000, default: 1 }),
  pageSize: Type.Integer({ minimum: 1, maximum: 200, default: 25 }),
};

export const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
