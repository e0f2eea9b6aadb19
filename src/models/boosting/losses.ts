import type { Labelled } from "../estimator.ts";
import type { Loss } from "./parameters.ts";

export const lossCode: Record<Loss, number> = { "log-loss": 0, squared: 1, poisson: 2 };

/** The constant raw score with the least loss: log-odds, mean, or log of the mean. */
export function baseScore(loss: Loss, data: Labelled): number {
  let sum = 0;
  let weights = 0;
  for (let i = 0; i < data.y.length; i++) {
    const w = data.weight?.[i] ?? 1;
    sum += w * data.y[i]!;
    weights += w;
  }
  const mean = sum / weights;
  if (loss === "squared") return mean;
  return loss === "poisson" ? Math.log(mean) : Math.log(mean / (1 - mean));
}

/** Raw score to probability, value or rate. */
export function response(loss: Loss, margin: number): number {
  if (loss === "squared") return margin;
  return loss === "poisson" ? Math.exp(margin) : 1 / (1 + Math.exp(-margin));
}

/** Mean loss of raw scores (constants that depend on y alone left out); `shift` is added to each score. */
export function meanLoss(
  loss: Loss,
  score: Float32Array,
  shift: number,
  y: Float64Array,
  weight?: Float64Array,
): number {
  let sum = 0;
  let weights = 0;
  for (let i = 0; i < y.length; i++) {
    const s = score[i]! + shift;
    const w = weight?.[i] ?? 1;
    weights += w;
    if (loss === "log-loss") sum += w * (Math.log1p(Math.exp(-Math.abs(s))) + Math.max(s, 0) - y[i]! * s);
    else if (loss === "squared") sum += (w * (s - y[i]!) ** 2) / 2;
    else sum += w * (Math.exp(s) - y[i]! * s);
  }
  return sum / weights;
}
