import type { Random } from "../../core/random.ts";
import type { Points } from "./points.ts";
import { squaredDistance } from "./squared-distance.ts";

/**
 * First centres by greedy k-means++ (Arthur and Vassilvitskii 2007): each next centre is the best of 2 + ⌊ln k⌋ rows
 * drawn with chances proportional to the squared distance to the centres so far. Row-major groups × width.
 */
export function plusPlus(points: Points, random: Random): Float64Array {
  const { rows, width, groups, data } = points;
  const trials = 2 + Math.floor(Math.log(groups));
  const centres = new Float64Array(groups * width);
  const put = (group: number, row: number) => {
    centres.set(data.subarray(row * width, (row + 1) * width), group * width);
  };
  const first = random.int(rows);
  put(0, first);
  let nearest = distancesTo(points, first);
  for (let group = 1; group < groups; group++) {
    let best: { row: number; distances: Float64Array; total: number } | undefined;
    const total = nearest.reduce((sum, d) => sum + d, 0);
    for (let trial = 0; trial < trials; trial++) {
      const row = total > 0 ? drawn(nearest, random.next() * total) : random.int(rows);
      const distances = distancesTo(points, row, nearest);
      const cost = distances.reduce((sum, d) => sum + d, 0);
      if (!best || cost < best.total) best = { row, distances, total: cost };
    }
    put(group, best!.row);
    nearest = best!.distances;
  }
  return centres;
}

/** Squared distance of every row to row `to`, or to what is nearer already. */
function distancesTo({ rows, width, data }: Points, to: number, nearest?: Float64Array): Float64Array {
  const out = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const distance = squaredDistance(data, i * width, data, to * width, width);
    out[i] = nearest && nearest[i]! < distance ? nearest[i]! : distance;
  }
  return out;
}

function drawn(chances: Float64Array, at: number): number {
  let sum = 0;
  let last = 0;
  for (let i = 0; i < chances.length; i++) {
    if (chances[i] === 0) continue;
    sum += chances[i]!;
    last = i;
    if (sum > at) return i;
  }
  return last;
}
