import type { CalibrationBin } from "./report.ts";

const Z95 = 1.959963984540054;

/** Wilson's 95 % interval for a share of `hits` in `count` (Wilson 1927); it stays in [0, 1] and never collapses. */
export function wilsonInterval(hits: number, count: number): { low: number; high: number } {
  if (count === 0) return { low: 0, high: 1 };
  const share = hits / count;
  const z2 = Z95 * Z95;
  const centre = (share + z2 / (2 * count)) / (1 + z2 / count);
  const half = (Z95 / (1 + z2 / count)) * Math.sqrt((share * (1 - share)) / count + z2 / (4 * count * count));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** Rows in `bins` groups of equal size by predicted probability; ties stay together, so there may be fewer groups. */
export function calibrationBins(p: Float64Array, y: Float64Array, bins = 10): CalibrationBin[] {
  const order = Uint32Array.from(p.keys()).sort((a, b) => p[a]! - p[b]! || a - b);
  const out: CalibrationBin[] = [];
  let from = 0;
  for (let k = 1; k <= bins; k++) {
    let to = Math.max(from, Math.round((k * order.length) / bins));
    while (to > 0 && to < order.length && p[order[to]!] === p[order[to - 1]!]) to++;
    if (to === from) continue;
    let predicted = 0;
    let hits = 0;
    for (let i = from; i < to; i++) {
      predicted += p[order[i]!]!;
      hits += y[order[i]!]!;
    }
    const count = to - from;
    out.push({ predicted: predicted / count, observed: hits / count, ...wilsonInterval(hits, count), count });
    from = to;
  }
  return out;
}
