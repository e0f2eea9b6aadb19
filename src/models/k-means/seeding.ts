import type { Random } from "../../core/random.ts";
import type { Points } from "./points.ts";

/**
 * First centres by greedy k-means++ (Arthur and Vassilvitskii 2007): each next centre is the best of 2 + ⌊ln k⌋ rows
 * drawn with chances proportional to the squared distance to the centres so far. Row-major groups × columns.
 */
export function plusPlus(points: Points, random: Random): Float64Array {
  const { rows, cols, groups } = points;
  const trials = 2 + Math.floor(Math.log(groups));
  const centres = new Float64Array(groups * cols);
  const put = (group: number, row: number) => {
    for (let j = 0; j < cols; j++) centres[group * cols + j] = points.value(row, j);
  };
  const first = random.int(rows);
  put(0, first);
  // Which of the three arrays of distances holds what: the nearest so far, the best trial, the trial at hand.
  let [now, kept, free] = [0, 1, 2];
  let nearest = points.distancesTo(first, now);
  for (let group = 1; group < groups; group++) {
    let best = { row: -1, total: Number.POSITIVE_INFINITY };
    for (let trial = 0; trial < trials; trial++) {
      const row = nearest.total > 0 ? drawn(nearest.of, random.next() * nearest.total) : random.int(rows);
      const { total } = points.distancesTo(row, free, now);
      if (total >= best.total) continue;
      best = { row, total };
      [kept, free] = [free, kept];
    }
    put(group, best.row);
    [now, kept] = [kept, now];
    nearest = points.distancesTo(best.row, now, now);
  }
  return centres;
}

function drawn(chances: Float32Array, at: number): number {
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
