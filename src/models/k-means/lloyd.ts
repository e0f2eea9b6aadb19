import { breathe } from "../breathe.ts";
import type { FitContext } from "../estimator.ts";
import type { Points, StepResult } from "./points.ts";

export interface Clustering {
  /** Row-major groups × columns, less the offset. */
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
      return { centres, counts: found.counts, inertia: points.inertia(centres), converged, nIter: iter };
  }
}

/** Means of the groups; a group without rows moves to the row that is farthest from its own centre. */
export function centresOf(points: Points, { sums, counts }: StepResult, before: Float64Array): Float64Array {
  const { groups, cols } = points;
  const centres = new Float64Array(groups * cols);
  for (let g = 0; g < groups; g++) if (counts[g] === 0) reseed(points, g, sums, counts, before);
  for (let g = 0; g < groups; g++)
    for (let c = g * cols; c < (g + 1) * cols; c++)
      centres[c] = counts[g]! > 0 ? sums[c]! / counts[g]! : before[c]!;
  return centres;
}

/** Takes the farthest row out of its group's sum and makes it group `empty`; does nothing when all rows sit on centres. */
function reseed(
  points: Points,
  empty: number,
  sums: Float64Array,
  counts: Float64Array,
  centres: Float64Array,
): void {
  const { rows, cols, labels } = points;
  let farthest = -1;
  let most = 0;
  for (let i = 0; i < rows; i++) {
    if (counts[labels[i]!]! < 2) continue;
    let distance = 0;
    for (let j = 0, c = labels[i]! * cols; j < cols; j++, c++)
      distance += (points.value(i, j) - centres[c]!) ** 2;
    if (distance > most) {
      most = distance;
      farthest = i;
    }
  }
  if (farthest < 0) return;
  const from = labels[farthest]!;
  for (let j = 0; j < cols; j++) {
    const value = points.value(farthest, j);
    sums[from * cols + j]! -= value;
    sums[empty * cols + j] = value;
  }
  counts[from]!--;
  counts[empty] = 1;
  points.move(farthest, empty);
}
