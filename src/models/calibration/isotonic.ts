import type { ModelState } from "../estimator.ts";
import { checkState, doubles } from "../state.ts";
import { type CalibrationSample, type Calibrator, calibrator, checkSample } from "./calibrator.ts";
import { logOdds } from "./log-odds.ts";

const KIND = "isotonic";
const VERSION = 1;

/** Scores nearer than this count as one, as in scikit-learn. */
const TIE = 1e-15;

interface Curve {
  /** Margins, ascending; between two of them the probability runs straight, beyond the ends it stays. */
  readonly at: Float64Array;
  /** Probability at each, ascending, inside (0, 1). */
  readonly probability: Float64Array;
}

export interface IsotonicCalibrator extends Calibrator, Curve {}

/**
 * The non-falling step curve nearest to the outcomes in weighted squares, which is also the one of greatest likelihood
 * (pool adjacent violators: Ayer et al. 1955; Zadrozny and Elkan 2002). Equal margins are averaged first, and the curve
 * runs straight between blocks, as in scikit-learn's IsotonicRegression with `out_of_bounds="clip"`. One rule is ours,
 * so that no later outcome has probability 0: a block of weight w in which nobody (everybody) did it gets 1/(w+2)
 * ((w+1)/(w+2)), but never passes its neighbour.
 */
export function fitIsotonic(sample: CalibrationSample): IsotonicCalibrator {
  checkSample(sample);
  const points = uniquePoints(sample);
  const blocks = poolAdjacentViolators(points);
  return isotonicCalibrator(corners(points, softenEnds(blocks)));
}

export function loadIsotonic(state: ModelState): IsotonicCalibrator {
  checkState(state, KIND, VERSION);
  const { at, probability } = state as unknown as Curve;
  return isotonicCalibrator({ at: doubles(at), probability: doubles(probability) });
}

function isotonicCalibrator({ at, probability }: Curve): IsotonicCalibrator {
  const plain = calibrator(
    KIND,
    (margin) => logOdds(interpolate(at, probability, margin)),
    () => ({ kind: KIND, version: VERSION, at: at.slice(), probability: probability.slice() }),
  );
  return { ...plain, at, probability };
}

interface Points {
  readonly at: Float64Array;
  readonly mean: Float64Array;
  readonly weight: Float64Array;
}

/** One point a distinct margin: its weight and weighted mean outcome, margins ascending. */
function uniquePoints({ margin, y, weight }: CalibrationSample): Points {
  const order = Uint32Array.from(margin.keys()).sort((i, j) => margin[i]! - margin[j]! || i - j);
  const at = new Float64Array(order.length);
  const ones = new Float64Array(order.length);
  const total = new Float64Array(order.length);
  let last = -1;
  for (const i of order) {
    if (last < 0 || margin[i]! - at[last]! >= TIE) at[++last] = margin[i]!;
    const w = weight ? weight[i]! : 1;
    ones[last]! += w * y[i]!;
    total[last]! += w;
  }
  const count = last + 1;
  return {
    at: at.slice(0, count),
    mean: ones.slice(0, count).map((sum, k) => sum / total[k]!),
    weight: total.slice(0, count),
  };
}

interface Block {
  /** Points pooled so far: the block ends before this one. */
  readonly end: number;
  readonly ones: number;
  readonly weight: number;
}

function poolAdjacentViolators({ mean, weight }: Points): Block[] {
  const blocks: Block[] = [];
  for (let k = 0; k < mean.length; k++) {
    let block: Block = { end: k + 1, ones: mean[k]! * weight[k]!, weight: weight[k]! };
    for (let before = blocks.at(-1); before && !(rate(before) < rate(block)); before = blocks.at(-1)) {
      blocks.pop();
      block = { end: block.end, ones: before.ones + block.ones, weight: before.weight + block.weight };
    }
    blocks.push(block);
  }
  return blocks;
}

function rate({ ones, weight }: Block): number {
  return ones / weight;
}

function softenEnds(blocks: readonly Block[]): { end: number; value: number }[] {
  const values = blocks.map(rate);
  const soft = values.map((value, k) => {
    const { weight } = blocks[k]!;
    if (value <= 0) return Math.min(1 / (weight + 2), inside(values[k + 1]));
    if (value >= 1) return Math.max((weight + 1) / (weight + 2), inside(values[k - 1]));
    return value;
  });
  return blocks.map(({ end }, k) => ({ end, value: soft[k]! }));
}

/** A neighbour that is itself soft or absent sets no bound: 1/(w+2) ≤ ½ ≤ (w+1)/(w+2). */
function inside(neighbour: number | undefined): number {
  return neighbour === undefined || neighbour <= 0 || neighbour >= 1 ? 0.5 : neighbour;
}

/** First and last point of each block: all that the straight lines between need. */
function corners({ at }: Points, blocks: readonly { end: number; value: number }[]): Curve {
  const x: number[] = [];
  const probability: number[] = [];
  let start = 0;
  for (const { end, value } of blocks) {
    for (const k of end - start > 1 ? [start, end - 1] : [start]) {
      x.push(at[k]!);
      probability.push(value);
    }
    start = end;
  }
  return { at: Float64Array.from(x), probability: Float64Array.from(probability) };
}

function interpolate(at: Float64Array, value: Float64Array, x: number): number {
  const end = at.length - 1;
  if (x <= at[0]!) return value[0]!;
  if (x >= at[end]!) return value[end]!;
  let low = 0;
  let high = end;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (at[middle]! <= x) low = middle;
    else high = middle;
  }
  const share = (x - at[low]!) / (at[high]! - at[low]!);
  // A level stretch stays level to the last bit.
  return value[low]! + share * (value[high]! - value[low]!);
}
