import { type Static, Type } from "typebox";
import { LangQuery, nullable, Told } from "./common.ts";

export const SegmentTrait = Type.Object({
  feature: Type.String(),
  label: Type.String(),
  effect: Type.Number(),
  median: nullable(Type.Number()),
  medianAll: nullable(Type.Number()),
  clusteredOn: Type.Boolean(),
  pValue: Type.Optional(Type.Number()),
  what: Told,
});
export type SegmentTrait = Static<typeof SegmentTrait>;

export const SegmentPersona = Type.Object({
  segment: Type.Integer(),
  name: Told,
  icon: Type.String(),
  colour: Type.Integer(),
  size: Type.Integer(),
  share: Type.Number(),
  revenueMinor: Type.Number(),
  revenueShare: Type.Number(),
  medianOrderMinor: nullable(Type.Number()),
  traits: Type.Array(SegmentTrait),
  next: Type.Optional(
    Type.Object({
      orderedShare: Type.Number(),
      low: Type.Number(),
      high: Type.Number(),
      pValue: Type.Number(),
    }),
  ),
  summary: Told,
});
export type SegmentPersona = Static<typeof SegmentPersona>;

export const Segmentation = Type.Object({
  segmentation: Type.String(),
  method: Type.String(),
  groups: Type.Integer(),
  chosen: Told,
  candidates: Type.Array(
    Type.Object({
      groups: Type.Integer(),
      silhouette: Type.Number(),
      stability: Type.Number(),
      smallest: Type.Number(),
    }),
  ),
  silhouette: Type.Number(),
  stability: Type.Number(),
  real: Type.Boolean(),
  realWhy: Told,
  features: Type.Array(Type.Object({ feature: Type.String(), label: Type.String() })),
  personas: Type.Array(SegmentPersona),
  /** Where p-values stand and where not, which features were taken, what is sampled. */
  notes: Type.Array(Told),
  /** What became of the groups of the refresh before. */
  events: Type.Array(
    Type.Object({
      kind: Type.String(),
      segment: Type.Integer(),
      customers: Type.Integer(),
      share: Type.Number(),
      what: Told,
    }),
  ),
  /** Customers who went from one group to another since then; `from` is null for those who are new. */
  moves: Type.Array(
    Type.Object({ from: nullable(Type.Integer()), to: Type.Integer(), customers: Type.Integer() }),
  ),
  customers: Type.Integer(),
  currency: nullable(Type.String()),
  asOf: Type.String(),
});
export type Segmentation = Static<typeof Segmentation>;

export const Segments = Type.Object({
  segmentation: nullable(Segmentation),
  /** Customers who belong to no group, for want of an order that counts. */
  without: Type.Integer(),
});
export type Segments = Static<typeof Segments>;

export const PointsQuery = Type.Object({
  ...LangQuery.properties,
  limit: Type.Integer({ minimum: 1, maximum: 5000, default: 5000 }),
});

/** Customers on the two-dimensional picture, evenly drawn from `total`; columns of equal length. */
export const Points = Type.Object({
  total: Type.Integer(),
  customerId: Type.Array(Type.String()),
  segment: Type.Array(Type.Integer()),
  x: Type.Array(Type.Number()),
  y: Type.Array(Type.Number()),
});
export type Points = Static<typeof Points>;
