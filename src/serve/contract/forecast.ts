import { type Static, Type } from "typebox";
import { Interval, LangQuery, nullable, Told } from "./common.ts";

export const ForecastQuery = Type.Object({
  ...LangQuery.properties,
  weeks: Type.Integer({ minimum: 1, maximum: 26, default: 8 }),
  of: Type.Union([Type.Literal("revenue"), Type.Literal("orders"), Type.Literal("customers")], {
    default: "revenue",
  }),
  segment: Type.Optional(Type.Integer({ minimum: 0 })),
});

const Test = Type.Object({ mae: Type.Number(), mase: nullable(Type.Number()), coverage: Type.Number() });

/** Values of revenue are in minor units of `currency`; weeks are the days of their Mondays. */
const WeeklyForecast = Type.Object({
  of: Type.String(),
  unit: Type.String(),
  currency: nullable(Type.String()),
  segment: nullable(Type.Integer()),
  asOf: Type.String(),
  history: Type.Array(Type.Object({ week: Type.String(), value: Type.Number() })),
  weeks: Type.Array(
    Type.Object({ week: Type.String(), value: Type.Number(), low: Type.Number(), high: Type.Number() }),
  ),
  /** Chance that the bounds promise. */
  level: Type.Number(),
  method: Type.String(),
  season: Type.Integer(),
  /** Whether the model has beaten the seasonal naive forecast on earlier weeks. */
  proven: Type.Boolean(),
  reason: Told,
  test: Type.Object({
    origins: Type.Integer(),
    weeksAhead: Type.Integer(),
    model: Test,
    seasonalNaive: Test,
    gain: Type.Number(),
    gainInterval: Interval,
  }),
  /** Stretches with a level of their own, oldest first. */
  levels: Type.Array(Type.Object({ from: Type.String(), weeks: Type.Integer(), mean: Type.Number() })),
  changes: Type.Array(Told),
  summary: Told,
  notes: Type.Array(Told),
});

export const Forecast = Type.Object({
  /** Null where there is too little to test a forecast on. */
  forecast: nullable(WeeklyForecast),
  reason: Told,
});
export type Forecast = Static<typeof Forecast>;
