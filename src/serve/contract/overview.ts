import { type Static, Type } from "typebox";
import { ActionKind } from "./actions.ts";
import { Band, Interval, nullable, PersonaBadge, Told } from "./common.ts";

/** What is in the store, in one line. */
const Shop = Type.Object({
  customers: Type.Integer(),
  orders: Type.Integer(),
  revenueMinor: Type.Number(),
  from: nullable(Type.String()),
  until: nullable(Type.String()),
});

/** The risk of leaving: who is warned of, what they spent, and how right such warnings were in the last proof. */
const Risk = Type.Object({
  goal: Type.String(),
  horizonDays: Type.Integer(),
  band: Band,
  customers: Type.Integer(),
  scored: Type.Integer(),
  /** What the warned customers spent in the 365 days before `asOf`, goods minus what was taken back. */
  revenueMinor: Type.Number(),
  /** Share of all customers' revenue in the same days. */
  revenueShare: Type.Number(),
  /** Share of as many warnings that came true in the last proof period; by the best baseline rule beside it. */
  right: nullable(
    Type.Object({
      share: Type.Number(),
      of: Type.Integer(),
      baseRate: Type.Number(),
      from: Type.String(),
      until: Type.String(),
    }),
  ),
});

const OverviewPersona = Type.Object({
  ...PersonaBadge.properties,
  size: Type.Integer(),
  share: Type.Number(),
  revenueMinor: Type.Number(),
  revenueShare: Type.Number(),
  summary: Told,
  atRisk: Type.Integer(),
});

const OverviewGoal = Type.Object({
  goal: Type.String(),
  kind: Type.String(),
  published: Type.Boolean(),
  model: Type.String(),
  baseline: Type.String(),
  reason: Told,
  gain: nullable(Type.Number()),
  gainInterval: nullable(Interval),
  horizonDays: Type.Integer(),
});

export const Overview = Type.Object({
  currency: nullable(Type.String()),
  asOf: nullable(Type.String()),
  shop: nullable(Shop),
  risk: nullable(Risk),
  personas: Type.Array(OverviewPersona),
  goals: Type.Array(OverviewGoal),
  actions: Type.Object({
    /** Customers for whom something is to be done. */
    count: Type.Integer(),
    expectedMarginMinor: nullable(Type.Number()),
    /** The kinds of actions, the most margin first. */
    kinds: Type.Array(ActionKind),
  }),
  findings: Type.Object({ error: Type.Integer(), warning: Type.Integer() }),
});
export type Overview = Static<typeof Overview>;
