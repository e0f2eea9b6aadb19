import type { Network } from "./network.ts";

/** What came of the sequences of one batch. `next` is a column of the head less one; −1 = not known. */
export interface Outcomes {
  readonly y: Float64Array;
  readonly next: Int32Array;
}

/**
 * Mean log-loss of the outcome plus `nextWeight` × the cross-entropy of the next kind of event, over the batch's first
 * `outcomes.y.length` rows; fills the network's output slopes.
 */
export function lossOf(network: Network, { y, next }: Outcomes, nextWeight: number): number {
  const { output, outputSlope, layout } = network;
  const { outputs } = layout.head;
  outputSlope.fill(0);
  let loss = 0;
  for (let row = 0; row < y.length; row++) {
    const at = row * outputs;
    const margin = output[at]!;
    const e = Math.exp(-Math.abs(margin));
    loss += (Math.max(margin, 0) - y[row]! * margin + Math.log1p(e)) / y.length;
    outputSlope[at] = ((margin >= 0 ? 1 / (1 + e) : e / (1 + e)) - y[row]!) / y.length;
    const target = next[row]!;
    if (target < 0 || nextWeight === 0 || layout.choices === 0) continue;
    const scores = output.subarray(at + 1, at + 1 + layout.choices);
    const slopes = outputSlope.subarray(at + 1, at + 1 + layout.choices);
    const weight = nextWeight / y.length;
    loss -= weight * Math.log(softmax(scores, slopes)[target]!);
    for (let k = 0; k < slopes.length; k++) slopes[k]! *= weight;
    slopes[target]! -= weight;
  }
  return loss;
}

/** Probabilities that add up to 1, into `out`. */
export function softmax(scores: Float32Array, out: Float32Array): Float32Array {
  const most = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  let sum = 0;
  for (let k = 0; k < scores.length; k++) sum += Math.exp(scores[k]! - most);
  // A probability that float32 rounds to 0 would make an endless loss.
  for (let k = 0; k < scores.length; k++) out[k] = Math.max(1e-30, Math.exp(scores[k]! - most) / sum);
  return out;
}
