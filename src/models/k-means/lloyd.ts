import { breathe } from "../breathe.ts";
import type { FitContext } from "../estimator.ts";
import type { Points, StepResult } from "./points.ts";
import { squaredDistance } from "./squared-distance.ts";

export interface Clustering {
  /** Row-major groups × width, less the offset. */
  readonly centres: Float64Array;
  readonly counts: Float64Array;
  readonly inertia: number;
  readonly converged: boolean;
  readonly nIter: number;
}

export interface LloydLimits {
  readonly maxIter: number;
  /** Largest sum of squared moves of the centres that counts as standing still. */
  readonly still: number;
}

/** Lloyd's algorithm from `start` (Lloyd 1982); afterwards `points.labels` are the rows' groups for the centres returned. */
export async function lloyd(
  points: Points,
  start: Float64Array,
  { maxIter, still }: LloydLimits,
  ctx: Pick<FitContext, "signal" | "onProgress">,
): Promise<Clustering> {
  let centres = start;
  let found = points.step(centres);
  for (let iter = 1; ; iter++) {
    await breathe(ctx.signal);
    ctx.onProgress?.(iter, maxIter);
    const next = centresOf(points, found, centres);
    let moved = 0;
    for (let c = 0; c < next.length; c++) moved += (next[c]! - centres[c]!) ** 2;
    centres = next;
    found = points.step(centres);
    const converged = found.changed === 0 || moved <= still;
    if (converged || iter === maxIter)
      return { centres, counts: found.counts, inertia: inertia(points, centres), converged, nIter: iter };
  }
}

/** Means of the groups; a group without rows moves to the row that is farthest from its own centre. */
export function centresOf(points: Points, { sums, counts }: StepResult, before: Float64Array): Float64Array {
  const { groups, width } = points;
  const centres = new Float64Array(groups * width);
  for (let g = 0; g < groups; g++) if (counts[g] === 0) reseed(points, g, sums, counts, before);
  for (let g = 0; g < groups; g++)
    for (let j = 0, c = g * width; j < width; j++, c++)
      centres[c] = counts[g]! > 0 ? sums[c]! / counts[g]! : before[c]!;
  return centres;
}

/** Takes the farthest row out of its group's sum and makes it group `empty`; does nothing when all rows sit on centres. */
function reseed(
  { rows, width, data, labels }: Points,
  empty: number,
  sums: Float64Array,
  counts: Float64Array,
  centres: Float64Array,
): void {
  let farthest = -1;
  let most = 0;
  for (let i = 0; i < rows; i++) {
    if (counts[labels[i]!]! < 2) continue;
    const distance = squaredDistance(data, i * width, centres, labels[i]! * width, width);
    if (distance > most) {
      most = distance;
      farthest = i;
    }
  }
  if (farthest < 0) return;
  const from = labels[farthest]!;
  for (let j = 0; j < width; j++) {
    const value = data[farthest * width + j]!;
    sums[from * width + j]! -= value;
    sums[empty * width + j] = value;
  }
  counts[from]!--;
  counts[empty] = 1;
  labels[farthest] = empty;
}

/** Sum of the squared distances of all rows to the centres of their groups, in float64. */
export function inertia({ rows, width, data, labels }: Points, centres: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < rows; i++) sum += squaredDistance(data, i * width, centres, labels[i]! * width, width);
  return sum;
}
