import { type Static, Type } from "typebox";
import { Interval, nullable, Told } from "./common.ts";

const Metrics = Type.Record(Type.String(), nullable(Type.Number()));

export const LiftPoint = Type.Object({
  share: Type.Number(),
  contacted: Type.Number(),
  caught: Type.Number(),
  precision: Type.Number(),
  lift: Type.Number(),
  baselineCaught: Type.Number(),
});
export type LiftPoint = Static<typeof LiftPoint>;

export const CalibrationBin = Type.Object({
  predicted: Type.Number(),
  observed: Type.Number(),
  low: Type.Number(),
  high: Type.Number(),
  count: Type.Integer(),
});
export type CalibrationBin = Static<typeof CalibrationBin>;

export const ProofPeriod = Type.Object({
  repeat: Type.Optional(Type.Integer({ description: "number of the repeat, where no later time was read" })),
  cutOff: Type.String(),
  outcomeUntil: Type.String(),
  trainedOn: Type.Array(Type.String()),
  customers: Type.Integer(),
  actual: Type.Number(),
  expected: Type.Number(),
  metrics: Metrics,
  baseline: Type.Object({ model: Type.String(), metrics: Metrics }),
  gain: Type.Number(),
  gainInterval: Interval,
  droppedFeatures: Type.Array(Type.String()),
  lift: Type.Array(LiftPoint),
  calibration: Type.Array(CalibrationBin),
});
export type ProofPeriod = Static<typeof ProofPeriod>;

export const GateCheck = Type.Object({
  check: Type.String(),
  text: Type.String(),
  passed: Type.Boolean(),
  value: nullable(Type.Number()),
  low: Type.Optional(nullable(Type.Number())),
  high: Type.Optional(nullable(Type.Number())),
});
export type GateCheck = Static<typeof GateCheck>;

export const Driver = Type.Object({
  feature: Type.String(),
  label: Type.String(),
  /** What `at` is in: `money` is minor units, `share` 0–1; `ratio` where it has no unit. */
  unit: Type.Union([
    Type.Literal("days"),
    Type.Literal("count"),
    Type.Literal("money"),
    Type.Literal("share"),
    Type.Literal("ratio"),
    Type.Literal("units"),
  ]),
  importance: Type.Number(),
  shape: Type.Array(Type.Object({ at: Type.Number(), effect: Type.Number(), count: Type.Number() })),
});
export type Driver = Static<typeof Driver>;

export const Proof = Type.Object({
  goal: Type.String(),
  kind: Type.String(),
  model: Type.String(),
  version: Type.String(),
  asOf: Type.String(),
  horizonDays: Type.Integer(),
  published: Type.Boolean(),
  reason: Told,
  gate: Type.Array(GateCheck),
  metrics: Metrics,
  interval: Type.Record(Type.String(), Interval),
  parameters: Type.Record(Type.String(), Type.Unknown()),
  baseline: Type.Object({ model: Type.String(), metrics: Metrics }),
  challengers: Type.Array(Type.Object({ model: Type.String(), metrics: Metrics, why: Told })),
  earlier: Type.Object({ champion: Metrics, baseline: Metrics }),
  proofs: Type.Array(ProofPeriod),
  drivers: Type.Array(Driver),
  leaks: Type.Array(
    Type.Object({
      column: Type.String(),
      verdict: Type.Union([Type.Literal("excluded"), Type.Literal("ask"), Type.Literal("fine")]),
      why: Told,
    }),
  ),
  notes: Type.Array(Told),
  features: Type.Array(Type.String()),
  seconds: Type.Number(),
});
export type Proof = Static<typeof Proof>;

const Bands = Type.Object({ high: Type.Integer(), medium: Type.Integer(), low: Type.Integer() });

/** One goal with its champion, else its newest refused model; `proof` is null before the first training. */
export const GoalPage = Type.Object({
  goal: Type.String(),
  kind: Type.String(),
  horizonDays: Type.Integer(),
  trainedAt: nullable(Type.String()),
  scored: Type.Integer(),
  bands: Bands,
  proof: nullable(Proof),
  /** A later training that did not pass, so that the earlier model stays in use. */
  refusedSince: nullable(Type.Object({ trainedAt: Type.String(), reason: Told })),
});
export type GoalPage = Static<typeof GoalPage>;

export const Goals = Type.Object({ currency: nullable(Type.String()), goals: Type.Array(GoalPage) });
export type Goals = Static<typeof Goals>;
