import { type Design, zeros } from "../core/matrix.ts";
import { Random } from "../core/random.ts";
import type { Contributions } from "../models/estimator.ts";

export interface SampledShapley extends Contributions {
  /** Standard error of each effect, laid out as they are. */
  readonly standardError: Float64Array;
}

export interface SampledShapleyOptions {
  /** Pairs of an order and its reverse (antithetic: their errors partly cancel). */
  readonly pairs?: number;
  readonly seed?: number;
  readonly signal?: AbortSignal;
}

const PAIRS = 16;
/** Rows explained at once: bounds the memory. */
const BLOCK = 64;

/**
 * Shapley values by sampled orders (Castro, Gómez and Tejada 2009) for a model that has no exact ones: each order takes the
 * columns from `reference` (a row of the design's columns) to the row's own values, one after the other, and a column's
 * effect is what its step changes. Within an order the steps add up, so base + a row's effects = the row's margin,
 * whatever the number of orders; the split between columns has `standardError`. The orders depend on the seed and the number
 * of columns only, so a row alone has the effects it has among others.
 */
export async function sampledShapley(
  { x, columns }: Design,
  reference: ArrayLike<number>,
  margin: (design: Design) => Float64Array,
  { pairs = PAIRS, seed = 1, signal }: SampledShapleyOptions = {},
): Promise<SampledShapley> {
  const { rows, cols } = x;
  const start = zeros(1, cols);
  start.data.set(reference);
  const base = margin({ x: start, columns })[0]!;
  const effects = new Float64Array(rows * cols);
  const standardError = new Float64Array(rows * cols);
  const random = new Random(seed).fork("orders of columns");
  const orders = Array.from({ length: pairs }, () => {
    const order = random.shuffle(Int32Array.from({ length: cols }, (_, j) => j));
    return [order, order.toReversed()] as const;
  });
  for (let from = 0; from < rows; from += BLOCK) {
    const many = Math.min(BLOCK, rows - from);
    const squares = new Float64Array(many * cols);
    for (const pair of orders) {
      signal?.throwIfAborted();
      const mean = new Float64Array(many * cols);
      for (const order of pair) addSteps(order, from, many, mean);
      for (let k = 0; k < mean.length; k++) {
        const effect = mean[k]! / 2;
        effects[from * cols + k]! += effect / pairs;
        squares[k]! += effect * effect;
      }
    }
    for (let k = 0; k < squares.length; k++) {
      const effect = effects[from * cols + k]!;
      const variance = Math.max(0, squares[k]! / pairs - effect * effect);
      standardError[from * cols + k] = Math.sqrt(variance / Math.max(1, pairs - 1));
    }
    await new Promise(setImmediate);
  }
  return { base, rows, cols, effects, standardError };

  function addSteps(order: Int32Array, from: number, many: number, into: Float64Array): void {
    const steps = zeros(many * cols, cols);
    for (let i = 0; i < many; i++)
      for (let s = 0; s < cols; s++) {
        const at = (i * cols + s) * cols;
        if (s === 0) steps.data.set(reference, at);
        else steps.data.copyWithin(at, at - cols, at);
        const column = order[s]!;
        steps.data[at + column] = x.data[(from + i) * cols + column]!;
      }
    const margins = margin({ x: steps, columns });
    for (let i = 0; i < many; i++)
      for (let s = 0; s < cols; s++) {
        const before = s === 0 ? base : margins[i * cols + s - 1]!;
        into[i * cols + order[s]!]! += margins[i * cols + s]! - before;
      }
  }
}
