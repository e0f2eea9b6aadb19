import type { Predict } from "./forecast.ts";

/** Fewer differences say nothing of how far off a forecast may be. */
const FEWEST = 10;

/**
 * Each coming value is the last one of its place in the season. Bounds are the value ± the rank ⌈(n + 1) × level⌉ of the n
 * differences the history shows over as many seasons (split conformal; Vovk et al. 2005); where it shows fewer than 10,
 * over one season, widened by √seasons as a random walk.
 */
export function seasonalNaive(values: Float64Array, season: number): Predict {
  return (horizon, level) => {
    const point = new Float64Array(horizon);
    const lower = new Float64Array(horizon);
    const upper = new Float64Array(horizon);
    for (let h = 0; h < horizon; h++) {
      const seasons = Math.floor(h / season) + 1;
      point[h] = values[values.length - season + (h % season)]!;
      const direct = values.length - seasons * season >= FEWEST;
      const width = direct
        ? conformal(differences(values, seasons * season), level)
        : Math.sqrt(seasons) * conformal(differences(values, season), level);
      lower[h] = point[h]! - width;
      upper[h] = point[h]! + width;
    }
    return { point, lower, upper, level };
  };
}

function differences(values: Float64Array, lag: number): Float64Array {
  return values.slice(lag).map((v, i) => Math.abs(v - values[i]!));
}

/** With too few differences for the level, the largest. */
function conformal(sizes: Float64Array, level: number): number {
  const sorted = sizes.sort();
  return sorted[Math.min(sorted.length, Math.ceil((sorted.length + 1) * level)) - 1]!;
}
