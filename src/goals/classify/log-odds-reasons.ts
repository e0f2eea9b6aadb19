import type { Design } from "../../core/matrix.ts";
import type { Classifier, Contributions, Explainable } from "../../models/estimator.ts";
import { logOdds } from "../../models/forest/log-odds.ts";

/** The step between two log-odds for the step between two shares that lie too near to divide by. */
const NEAR = 1e-9;

/**
 * Reasons of a model that has them exactly in probability (a tree, a forest), in log-odds: a row's effects are stretched
 * by one factor, so that base + effects = margin; which of them is how many times as strong as another stays as it was.
 */
export async function logOddsReasons(
  model: Classifier & Explainable,
  x: Design,
  ctx?: { threads?: number; signal?: AbortSignal },
): Promise<Contributions> {
  const { base, rows, cols, effects } = await model.contributions(x, ctx);
  const margin = model.margin(x);
  const start = logOdds(base);
  const stretched = new Float64Array(effects.length);
  for (let i = 0; i < rows; i++) {
    const own = effects.subarray(i * cols, (i + 1) * cols);
    const moved = own.reduce((sum, e) => sum + e, 0);
    const factor = Math.abs(moved) > NEAR ? (margin[i]! - start) / moved : 1 / (base * (1 - base));
    own.forEach((effect, j) => {
      stretched[i * cols + j] = effect * factor;
    });
  }
  return { base: start, rows, cols, effects: stretched };
}
