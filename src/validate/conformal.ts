/**
 * Split-conformal distributions of amounts (Vovk et al. 2005; Mondrian classes by size of the prediction): of customers
 * with a like prediction, how did what came compare with it? No assumption on its law, so lumps at 0 are as they are.
 */
export interface Conformal {
  /** Largest prediction of each class but the last, ascending. */
  readonly edges: Float64Array;
  /** Actual over predicted of the calibration rows of each class, ascending. */
  readonly ratios: readonly Float64Array[];
}

const CLASSES = 10;
const FEWEST_ROWS = 60;
/** .1 · 100 must be 10, not a little less. */
const ROUNDING = 1e-9;

/** Learns from held-out rows; predictions are positive. */
export function learnConformal(predicted: Float64Array, actual: Float64Array): Conformal {
  const order = Uint32Array.from(predicted.keys()).sort((a, b) => predicted[a]! - predicted[b]! || a - b);
  const classes = Math.max(1, Math.min(CLASSES, Math.floor(order.length / FEWEST_ROWS)));
  const edges: number[] = [];
  const ratios: Float64Array[] = [];
  let from = 0;
  for (let k = 1; k <= classes; k++) {
    let to = Math.max(from, Math.round((k * order.length) / classes));
    while (to > 0 && to < order.length && predicted[order[to]!] === predicted[order[to - 1]!]) to++;
    if (to === from) continue;
    const rows = order.subarray(from, to);
    ratios.push(Float64Array.from(rows, (i) => actual[i]! / predicted[i]!).sort());
    if (to < order.length) edges.push(predicted[order[to - 1]!]!);
    from = to;
  }
  return { edges: Float64Array.from(edges), ratios };
}

/** The middle `level` of each row's distribution; the ends are values that came, scaled to the row's prediction. */
export function conformalInterval(
  conformal: Conformal,
  predicted: Float64Array,
  level = 0.8,
): { low: Float64Array; high: Float64Array } {
  const low = new Float64Array(predicted.length);
  const high = new Float64Array(predicted.length);
  predicted.forEach((value, i) => {
    const ratios = classOf(conformal, value);
    const n = ratios.length;
    const below = Math.floor(((1 - level) / 2) * (n + 1) + ROUNDING) - 1;
    const above = Math.ceil(((1 + level) / 2) * (n + 1) - ROUNDING) - 1;
    low[i] = below < 0 ? 0 : value * ratios[below]!;
    high[i] = value * ratios[Math.min(n - 1, above)]!;
  });
  return { low, high };
}

/** F(actual−) and F(actual) of each row: what a randomised PIT draws between. */
export function conformalCumulative(
  conformal: Conformal,
  predicted: Float64Array,
  actual: Float64Array,
): { below: Float64Array; upTo: Float64Array } {
  const below = new Float64Array(predicted.length);
  const upTo = new Float64Array(predicted.length);
  predicted.forEach((value, i) => {
    const ratios = classOf(conformal, value);
    const ratio = actual[i]! / value;
    below[i] = countBelow(ratios, ratio, false) / (ratios.length + 1);
    upTo[i] = (countBelow(ratios, ratio, true) + 1) / (ratios.length + 1);
  });
  return { below, upTo };
}

function classOf({ edges, ratios }: Conformal, predicted: number): Float64Array {
  let k = 0;
  while (k < edges.length && predicted > edges[k]!) k++;
  return ratios[k]!;
}

/** Ascending values below `limit`, or up to it. */
function countBelow(sorted: Float64Array, limit: number, inclusive: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < limit || (inclusive && sorted[middle] === limit)) low = middle + 1;
    else high = middle;
  }
  return low;
}
