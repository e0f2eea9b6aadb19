import { KindredError } from "../../core/errors.ts";
import type { Estimator, Model, ModelState } from "../estimator.ts";
import { checkState, doubles } from "../state.ts";
import { ets, mstl } from "./augurs.ts";
import type { Forecast, Predict } from "./forecast.ts";
import { historyOf, type Series } from "./history.ts";
import { checkSeries, type SeriesParameters, seriesDefaults } from "./parameters.ts";
import { seasonalNaive } from "./seasonal-naive.ts";

const KIND = "series";
const VERSION = 1;
const FARTHEST = 10_000;

/** A series that goes on: its history and how it is continued. Fitting is repeated on loading, to the same forecasts. */
export class SeriesModel implements Model {
  readonly kind = KIND;
  readonly features: readonly string[] = ["value"];
  readonly converged = true;
  readonly parameters: SeriesParameters;
  readonly #history: Float64Array;
  readonly #scale: number;
  readonly #predict: Predict;

  /** `history` without gaps. */
  constructor(history: Float64Array, parameters: SeriesParameters) {
    this.parameters = parameters;
    this.#history = history;
    // The library's optimiser has fixed step sizes; and a series of ones is as good as one of millions.
    const size = history.reduce((sum, v) => sum + Math.abs(v), 0) / history.length;
    this.#scale = size > 0 && Number.isFinite(size) ? size : 1;
    this.#predict = predictorOf(
      history.map((v) => v / this.#scale),
      parameters,
    );
  }

  /** The next `horizon` values with bounds at `level` (0 … 1). */
  forecast(horizon: number, level = 0.9): Forecast {
    if (!Number.isInteger(horizon) || horizon < 1 || horizon > FARTHEST)
      throw new KindredError("bad-parameter", {
        name: "horizon",
        value: horizon,
        allowed: `1 … ${FARTHEST}`,
      });
    if (!(level > 0 && level < 1))
      throw new KindredError("bad-parameter", { name: "level", value: level, allowed: "between 0 and 1" });
    const { point, lower, upper } = this.#predict(horizon, level);
    const back = (v: number) =>
      this.parameters.nonNegative ? Math.max(0, v * this.#scale) : v * this.#scale;
    return { point: point.map(back), lower: lower.map(back), upper: upper.map(back), level };
  }

  save(): ModelState {
    return {
      kind: KIND,
      version: VERSION,
      history: this.#history.slice(),
      parameters: { ...this.parameters },
    };
  }
}

function predictorOf(values: Float64Array, { method, season }: SeriesParameters): Predict {
  const first = values[0]!;
  // Nothing to smooth, and the library would give rounding errors instead of the value.
  if (values.every((v) => v === first))
    return (horizon, level) => {
      const same = () => new Float64Array(horizon).fill(first);
      return { point: same(), lower: same(), upper: same(), level };
    };
  if (method === "seasonal-naive") return seasonalNaive(values, season);
  return method === "ets" ? ets(values) : mstl(values, season);
}

/** Forecasts of one series; see docs/reference/models/series.md. */
export const series: Estimator<SeriesParameters, Series, SeriesModel> = {
  kind: KIND,
  defaults: seriesDefaults,
  check: checkSeries,
  async fit(data, p, ctx) {
    const parameters = checkSeries(p);
    ctx.signal?.throwIfAborted();
    return new SeriesModel(historyOf(data, parameters), parameters);
  },
  load(state) {
    checkState(state, KIND, VERSION);
    return new SeriesModel(doubles(state.history), checkSeries(state.parameters as SeriesParameters));
  },
};
