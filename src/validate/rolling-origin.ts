import { KindredError } from "../core/errors.ts";
import type { FitContext } from "../models/estimator.ts";
import type { Forecast } from "../models/series/forecast.ts";
import type { SeriesParameters } from "../models/series/parameters.ts";
import { series } from "../models/series/series.ts";
import { bootstrapByCustomer } from "./bootstrap.ts";
import type { Interval } from "./report.ts";

export interface RollingOptions {
  /** Values forecast from each origin. */
  readonly horizon: number;
  /** Values before the first origin. */
  readonly first: number;
  /** Values from one origin to the next. */
  readonly step?: number;
  /** Chance the bounds promise. */
  readonly level?: number;
}

interface ForecastScores {
  /** Mean absolute error in the units of the series. */
  readonly mae: number;
  /** Mean absolute scaled error (Hyndman and Koehler 2006): below 1 is better than one season back in the known part; NaN where that never erred. */
  readonly mase: number;
  /** Symmetric mean absolute percentage error, 0 … 2. */
  readonly smape: number;
  /** Share of the values within the bounds. */
  readonly coverage: number;
}

export interface RollingReport {
  readonly origins: number;
  readonly model: ForecastScores;
  readonly seasonalNaive: ForecastScores;
  /** By how much of the naive error the model errs less, and its bootstrap interval over origins. */
  readonly gain: number;
  readonly gainInterval: Interval;
  /** Whether the whole interval is above 0; else the naive forecast is the one to use. */
  readonly wins: boolean;
}

/**
 * Forecasts of `values` (evenly spaced, oldest first, no gaps) from one origin after the other, each from the values
 * before it alone, beside the seasonal naive forecast.
 */
export async function rollingOrigin(
  values: Float64Array,
  parameters: SeriesParameters,
  { horizon, first, step = 1, level = 0.9 }: RollingOptions,
  ctx: FitContext,
): Promise<RollingReport> {
  if (first + horizon > values.length)
    throw new KindredError("series-too-short", { given: values.length, needed: first + horizon });
  const naive = { ...parameters, method: "seasonal-naive" } as const;
  const model = new Tally();
  const baseline = new Tally();
  for (let origin = first; origin + horizon <= values.length; origin += step) {
    const history = values.subarray(0, origin);
    const coming = values.subarray(origin, origin + horizon);
    const scale = naiveError(history, parameters.season);
    for (const [tally, p] of [
      [model, parameters],
      [baseline, naive],
    ] as const) {
      const fitted = await series.fit({ values: history }, p, ctx);
      tally.add(fitted.forecast(horizon, level), coming, scale);
    }
  }
  const origins = model.errors.length;
  const gainOf = (weight: Float64Array) => 1 - dot(model.errors, weight) / dot(baseline.errors, weight);
  const each = { customers: Float64Array.from({ length: origins }, (_, i) => i), statistic: gainOf };
  const gainInterval = bootstrapByCustomer([each], { seed: ctx.seed }).mean;
  return {
    origins,
    model: model.scores(),
    seasonalNaive: baseline.scores(),
    gain: gainOf(new Float64Array(origins).fill(1)),
    gainInterval,
    wins: gainInterval.low > 0,
  };
}

class Tally {
  /** Mean absolute error of each origin. */
  readonly errors: number[] = [];
  #scaled = 0;
  #relative = 0;
  #inside = 0;
  #count = 0;

  add({ point, lower, upper }: Forecast, coming: Float64Array, scale: number): void {
    let error = 0;
    for (const [h, value] of coming.entries()) {
      const off = Math.abs(value - point[h]!);
      const size = Math.abs(value) + Math.abs(point[h]!);
      error += off / coming.length;
      this.#relative += size > 0 ? (2 * off) / size : 0;
      if (value >= lower[h]! && value <= upper[h]!) this.#inside++;
    }
    this.#count += coming.length;
    this.#scaled += error / scale;
    this.errors.push(error);
  }

  scores(): ForecastScores {
    const origins = this.errors.length;
    return {
      mae: this.errors.reduce((a, b) => a + b, 0) / origins,
      mase: this.#scaled / origins,
      smape: this.#relative / this.#count,
      coverage: this.#inside / this.#count,
    };
  }
}

/** Mean absolute error of one season back within the history. */
function naiveError(history: Float64Array, season: number): number {
  let sum = 0;
  for (let i = season; i < history.length; i++) sum += Math.abs(history[i]! - history[i - season]!);
  return sum / (history.length - season);
}

function dot(a: readonly number[], b: Float64Array): number {
  return a.reduce((sum, v, i) => sum + v * b[i]!, 0);
}
