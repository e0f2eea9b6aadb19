import type { Random } from "../core/random.ts";

/** Metrics of predicted amounts (money, orders) against what came, one a row. */

export function mae(predicted: Float64Array, actual: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < actual.length; i++) sum += Math.abs(predicted[i]! - actual[i]!);
  return sum / actual.length;
}

export function rmse(predicted: Float64Array, actual: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < actual.length; i++) sum += (predicted[i]! - actual[i]!) ** 2;
  return Math.sqrt(sum / actual.length);
}

/**
 * Tweedie deviance of power 1.5 of one row: how far an expected amount was off. Unlike the absolute error, which rewards
 * the median (0 for most customers), its mean is least for the true mean, and one large customer does not decide it as
 * in the squared error (Gneiting 2011; Jørgensen 1987). A prediction below `floor` counts as `floor`: 0 would be
 * infinitely wrong for anyone who buys.
 */
export function rowDeviance(predicted: number, actual: number, floor: number): number {
  const root = Math.sqrt(Math.max(predicted, floor));
  return 4 * (root + actual / root - 2 * Math.sqrt(actual));
}

/** Mean deviance under row weights (1 when absent). */
export function deviance(
  predicted: Float64Array,
  actual: Float64Array,
  floor: number,
  weight?: Float64Array,
): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < actual.length; i++) {
    const w = weight ? weight[i]! : 1;
    sum += w * rowDeviance(predicted[i]!, actual[i]!, floor);
    total += w;
  }
  return sum / total;
}

/** Sum of the predictions over the sum of what came. */
export function totalRatio(predicted: Float64Array, actual: Float64Array): number {
  let p = 0;
  let a = 0;
  for (let i = 0; i < actual.length; i++) {
    p += predicted[i]!;
    a += actual[i]!;
  }
  return p / a;
}

/** Ranks from 1, ties sharing their mean rank. */
export function ranks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const out = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let i = from; i < to; i++) out[order[i]!] = (from + to + 1) / 2;
    from = to;
  }
  return out;
}

/** Correlation of the weighted values (weight 1 when absent); NaN where one side is constant. */
export function correlation(a: Float64Array, b: Float64Array, weight?: Float64Array): number {
  let n = 0;
  let sa = 0;
  let sb = 0;
  for (let i = 0; i < a.length; i++) {
    const w = weight ? weight[i]! : 1;
    n += w;
    sa += w * a[i]!;
    sb += w * b[i]!;
  }
  const ma = sa / n;
  const mb = sb / n;
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    const w = weight ? weight[i]! : 1;
    const da = a[i]! - ma;
    const db = b[i]! - mb;
    ab += w * da * db;
    aa += w * da * da;
    bb += w * db * db;
  }
  return ab / Math.sqrt(aa * bb);
}

/** Spearman's rank correlation, ties by mean rank, as SciPy's `spearmanr`. */
export function spearman(predicted: Float64Array, actual: Float64Array): number {
  return correlation(ranks(predicted), ranks(actual));
}

/** Share of rows whose actual amount lies in [low, high]. */
export function coverage(low: Float64Array, high: Float64Array, actual: Float64Array): number {
  let inside = 0;
  for (let i = 0; i < actual.length; i++) {
    if (actual[i]! >= low[i]! && actual[i]! <= high[i]!) inside++;
  }
  return inside / actual.length;
}

/**
 * Coverage of the central 80 % by the randomised probability integral transform: u = F(y−) + v (F(y) − F(y−)) with v
 * uniform is uniform for a right distribution even when it has lumps (most counts are 0), so 80 % of the u lie in
 * [.1, .9]. `below` is each row's F(y−), `upTo` its F(y) (Brockwell 2007; Czado, Gneiting and Held 2009).
 */
export function coverage80(below: Float64Array, upTo: Float64Array, random: Random): number {
  let inside = 0;
  for (let i = 0; i < below.length; i++) {
    const u = below[i]! + random.next() * (upTo[i]! - below[i]!);
    if (u >= 0.1 && u <= 0.9) inside++;
  }
  return inside / below.length;
}
