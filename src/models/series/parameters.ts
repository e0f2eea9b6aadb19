import { checkParameters, flag, oneOf, type Rule, whole } from "../rules.ts";

export interface SeriesParameters {
  readonly method: "ets" | "mstl" | "seasonal-naive";
  /** Values of one season: 7 for days that follow the week; 1 = no season. */
  readonly season: number;
  /** What a value that is missing (NaN) means: an error, or a straight line between its neighbours. */
  readonly gaps: "refuse" | "interpolate";
  /** Forecasts and bounds below 0 become 0: for counts. */
  readonly nonNegative: boolean;
}

export const seriesDefaults: SeriesParameters = Object.freeze({
  method: "ets",
  season: 1,
  gaps: "refuse",
  nonNegative: false,
});

const rules: Record<keyof SeriesParameters, Rule> = {
  method: oneOf("ets", "mstl", "seasonal-naive"),
  season: whole(1, 10_000),
  gaps: oneOf("refuse", "interpolate"),
  nonNegative: flag,
};

export function checkSeries(given: Partial<SeriesParameters>): SeriesParameters {
  return checkParameters(seriesDefaults, rules, given);
}
