import { type Static, Type } from "typebox";
import { Band, nullable, PersonaBadge, pageQuery, Reason, Told } from "./common.ts";

/** What the money figure takes for granted: shares 0–1 and the cost of one action. */
const Assumptions = Type.Object({
  marginRate: Type.Number(),
  effect: Type.Number(),
  costMinor: Type.Number(),
});

export const ActionRow = Type.Object({
  customerId: Type.String(),
  action: Type.String(),
  what: Told,
  message: Told,
  persona: nullable(PersonaBadge),
  goal: Type.String(),
  band: Band,
  priority: Type.Integer(),
  /** `email`, `phone`, `newsletter` or `none`, and its name. */
  channel: Type.String(),
  channelText: Type.String(),
  /** Null where the goal is not published. */
  churnProbability: nullable(Type.Number()),
  valueMinor: nullable(Type.Number()),
  /** After the cost of the action; an estimate that rests on `assumptions`. */
  expectedMarginMinor: nullable(Type.Number()),
  assumptions: Assumptions,
  /** True: left alone on purpose, so that the effect can be seen later. */
  control: Type.Boolean(),
  because: Told,
  reasons: Type.Array(Reason),
});
export type ActionRow = Static<typeof ActionRow>;

export const ActionsQuery = Type.Object({
  ...pageQuery,
  action: Type.Optional(Type.String()),
  segment: Type.Optional(Type.Integer()),
  band: Type.Optional(Band),
  customer: Type.Optional(Type.String({ maxLength: 200 })),
});
export type ActionsQuery = Static<typeof ActionsQuery>;

/** One kind of action over the whole list. Customers of the control group do not count: nothing is done for them. */
export const ActionKind = Type.Object({
  action: Type.String(),
  what: Told,
  customers: Type.Integer(),
  /** Null where the predictions that money rests on are not published. */
  expectedMarginMinor: nullable(Type.Number()),
  assumptions: Assumptions,
});
export type ActionKind = Static<typeof ActionKind>;

export const Actions = Type.Object({
  currency: nullable(Type.String()),
  asOf: nullable(Type.String()),
  /** Rows that fit the filters: those to do and those left alone. */
  total: Type.Integer(),
  /** Rows that fit and are to be done. */
  toDo: Type.Integer(),
  /** Of those to be done; null where the predictions that money rests on are not published. */
  expectedMarginMinor: nullable(Type.Number()),
  /** Customers that fit and are left alone on purpose. */
  control: Type.Integer(),
  personas: Type.Array(PersonaBadge),
  /** Every kind of action in the whole list, the most margin first. */
  kinds: Type.Array(ActionKind),
  rows: Type.Array(ActionRow),
});
export type Actions = Static<typeof Actions>;
