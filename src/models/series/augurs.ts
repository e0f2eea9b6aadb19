import { ChangepointDetector, initSync as initChangepoint } from "@bsull/augurs/changepoint";
import { AutoETS, initSync as initEts } from "@bsull/augurs/ets";
import { initSync as initMstl, MSTL } from "@bsull/augurs/mstl";
import { packageModule } from "../../core/package-wasm.ts";
import type { Forecast, Predict } from "./forecast.ts";

/** What the library needs at least; shorter series it refuses. */
export const SHORTEST_ETS = 7;

const ready = new Set<string>();

function once(script: string, init: (given: { module: WebAssembly.Module }) => unknown): void {
  if (ready.has(script)) return;
  init({ module: packageModule(script) });
  ready.add(script);
}

/** Exponential smoothing without season; error and trend as the information criterion likes best. */
export function ets(values: Float64Array): Predict {
  once("@bsull/augurs/ets", initEts);
  const model = new AutoETS(1, "ZZN");
  model.fit(values);
  return (horizon, level) => forecastOf(model.predict(horizon, level), level);
}

/** Seasons by STL, the rest by exponential smoothing. `season` ≥ 2, at least two of them. */
export function mstl(values: Float64Array, season: number): Predict {
  once("@bsull/augurs/mstl", initMstl);
  const model = MSTL.ets([season]);
  model.fit(values);
  return (horizon, level) => forecastOf(model.predict(horizon, level), level);
}

/** Indexes of the last value before each change of level or spread; values of mean 0 and deviation 1. */
export function changesOf(values: Float64Array, meanRun: number): number[] {
  once("@bsull/augurs/changepoint", initChangepoint);
  const detector = ChangepointDetector.normalGamma({ hazardLambda: meanRun });
  try {
    return detector.detectChangepoints(values).indices;
  } finally {
    detector.free();
  }
}

interface LibraryForecast {
  readonly point: readonly number[];
  readonly intervals?: { readonly lower: readonly number[]; readonly upper: readonly number[] } | undefined;
}

function forecastOf({ point, intervals }: LibraryForecast, level: number): Forecast {
  return {
    point: Float64Array.from(point),
    lower: Float64Array.from(intervals?.lower ?? []),
    upper: Float64Array.from(intervals?.upper ?? []),
    level,
  };
}
