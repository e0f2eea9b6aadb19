import { type Static, Type } from "typebox";
import { Interval, LangQuery, nullable, Told } from "./common.ts";

export const RecommendationsQuery = Type.Object({
  ...LangQuery.properties,
  n: Type.Integer({ minimum: 1, maximum: 100, default: 10 }),
});

const Metrics = Type.Object({ recall10: Type.Number(), ndcg10: Type.Number(), coverage: Type.Number() });
const Parameters = Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]));
const Gain = Type.Object({
  model: Type.Number(),
  baseline: Type.Number(),
  gain: Type.Number(),
  interval: Interval,
});

/** What recommends, and its test on later data beside what most others buy. */
const Recommender = Type.Object({
  model: Type.String(),
  version: Type.String(),
  published: Type.Boolean(),
  reason: Told,
  asOf: Type.String(),
  proof: nullable(
    Type.Object({
      model: Type.String(),
      parameters: Parameters,
      cutOff: Type.String(),
      until: Type.String(),
      customers: Type.Integer(),
      metrics: Metrics,
      baseline: Metrics,
      gains: Type.Object({ recall10: Gain, ndcg10: Gain }),
      gate: Type.Array(
        Type.Object({
          check: Type.String(),
          passed: Type.Boolean(),
          value: Type.Number(),
          low: Type.Optional(Type.Number()),
          high: Type.Optional(Type.Number()),
        }),
      ),
    }),
  ),
  tried: Type.Array(Type.Object({ model: Type.String(), parameters: Parameters, metrics: Metrics })),
  customers: Type.Integer(),
  products: Type.Integer(),
});

export const Recommendations = Type.Object({
  customerId: Type.String(),
  /** Whether anything this customer bought is known. */
  known: Type.Boolean(),
  model: Type.String(),
  /** Whether the model has beaten what most others buy, on later data. */
  proven: Type.Boolean(),
  asOf: Type.String(),
  /** Best first. */
  products: Type.Array(
    Type.Object({
      productId: Type.String(),
      name: nullable(Type.String()),
      category: nullable(Type.String()),
      /** Comparable within this list only; null for what merely most others buy. */
      score: nullable(Type.Number()),
      why: Told,
      /** What the customer bought that led to it; `share` of all that did, 0–1. */
      because: Type.Array(
        Type.Object({ productId: Type.String(), name: nullable(Type.String()), share: Type.Number() }),
      ),
    }),
  ),
  notes: Type.Array(Told),
  recommender: Recommender,
});
export type Recommendations = Static<typeof Recommendations>;
