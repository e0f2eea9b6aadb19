import { type Static, Type } from "typebox";
import { ActionRow } from "./actions.ts";
import { Band, nullable, PersonaBadge, pageQuery, Reason } from "./common.ts";

export const ScoreCell = Type.Object({
  goal: Type.String(),
  value: Type.Number(),
  unit: Type.String(),
  low: nullable(Type.Number()),
  high: nullable(Type.Number()),
  probability: nullable(Type.Number()),
  band: Band,
});
export type ScoreCell = Static<typeof ScoreCell>;

const Rfm = Type.Object({ r: Type.Integer(), f: Type.Integer(), m: Type.Integer() });

export const CustomerRow = Type.Object({
  customerId: Type.String(),
  persona: nullable(PersonaBadge),
  orders: Type.Integer(),
  revenueMinor: Type.Number(),
  lastOrderAt: nullable(Type.String()),
  rfm: nullable(Rfm),
  scores: Type.Array(ScoreCell),
});
export type CustomerRow = Static<typeof CustomerRow>;

const customerSorts = ["revenue", "orders", "lastOrder", "customer", "churn", "value"] as const;

export const CustomersQuery = Type.Object({
  ...pageQuery,
  search: Type.Optional(Type.String({ maxLength: 200 })),
  segment: Type.Optional(Type.Integer()),
  band: Type.Optional(Band),
  sort: Type.Enum(customerSorts, { default: "revenue" }),
  order: Type.Union([Type.Literal("asc"), Type.Literal("desc")], { default: "desc" }),
});
export type CustomersQuery = Static<typeof CustomersQuery>;

export const Customers = Type.Object({
  currency: nullable(Type.String()),
  total: Type.Integer(),
  all: Type.Integer(),
  personas: Type.Array(PersonaBadge),
  /** The published goals. */
  goals: Type.Array(Type.Object({ goal: Type.String(), kind: Type.String(), horizonDays: Type.Integer() })),
  rows: Type.Array(CustomerRow),
});
export type Customers = Static<typeof Customers>;

export const TimelineOrder = Type.Object({
  orderId: Type.String(),
  at: Type.String(),
  kind: Type.String(),
  amountMinor: Type.Number(),
  /** Taken back later, of this order. */
  reversedMinor: Type.Number(),
  lines: Type.Integer(),
});
export type TimelineOrder = Static<typeof TimelineOrder>;

export const CustomerScore = Type.Object({
  ...ScoreCell.properties,
  kind: Type.String(),
  horizonDays: Type.Integer(),
  /** False: over a longer time than was tested, so extrapolated. */
  proven: Type.Boolean(),
  /** Percentile rank, 100 = highest value. */
  score: Type.Number(),
  margin: nullable(Type.Number()),
  reasons: Type.Array(Reason),
  asOf: Type.String(),
  modelVersion: Type.String(),
});
export type CustomerScore = Static<typeof CustomerScore>;

export const CustomerPage = Type.Object({
  customerId: Type.String(),
  currency: nullable(Type.String()),
  asOf: nullable(Type.String()),
  country: nullable(Type.String()),
  persona: nullable(PersonaBadge),
  rfm: nullable(Rfm),
  orders: Type.Integer(),
  revenueMinor: Type.Number(),
  reversedMinor: Type.Number(),
  firstOrderAt: nullable(Type.String()),
  lastOrderAt: nullable(Type.String()),
  timeline: Type.Array(TimelineOrder),
  scores: Type.Array(CustomerScore),
  actions: Type.Array(ActionRow),
});
export type CustomerPage = Static<typeof CustomerPage>;
