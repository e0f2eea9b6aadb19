import type { Matrix } from "../core/matrix.ts";
import { quantile } from "./habits.ts";

/** Mean of every group's rows, one list a group; rows labelled −1 are left out. */
export function centresOf(x: Matrix, labels: ArrayLike<number>, groups: number): number[][] {
  const sums = Array.from({ length: groups }, () => new Array<number>(x.cols).fill(0));
  const sizes = new Array<number>(groups).fill(0);
  for (let i = 0, at = 0; i < x.rows; i++, at += x.cols) {
    const g = labels[i]!;
    if (g < 0) continue;
    sizes[g]!++;
    const sum = sums[g]!;
    for (let j = 0; j < x.cols; j++) sum[j]! += x.data[at + j]!;
  }
  return sums.map((sum, g) => sum.map((s) => s / Math.max(1, sizes[g]!)));
}

/** The group whose centre is nearest to each row; −1 where that lies farther away than the group's `reach`. */
export function nearestCentres(
  x: Matrix,
  centres: readonly (readonly number[])[],
  reach?: readonly number[],
): Int32Array {
  return Int32Array.from({ length: x.rows }, (_, i) => {
    let [best, least] = [-1, Number.POSITIVE_INFINITY];
    centres.forEach((centre, g) => {
      const squared = squaredDistance(x, i, centre);
      if (squared < least) [best, least] = [g, squared];
    });
    return best >= 0 && reach && least > reach[best]! ** 2 ? -1 : best;
  });
}

/** Share of a group's members that its reach takes in: the farthest few would make it too wide. */
const WITHIN = 0.9;

/** How far from its centre most members of each group lie. */
export function reachOf(labels: ArrayLike<number>, groups: number, distances: Float64Array): number[] {
  return Array.from({ length: groups }, (_, g) => {
    const own = distances.filter((_d, i) => labels[i] === g).sort();
    return quantile(own, WITHIN);
  });
}

/** Euclidean distance of every row to the centre of its group; NaN for a row labelled −1. */
export function distancesToCentre(
  x: Matrix,
  labels: ArrayLike<number>,
  centres: readonly (readonly number[])[],
): Float64Array {
  return Float64Array.from({ length: x.rows }, (_, i) => {
    const centre = centres[labels[i]!];
    return centre ? Math.sqrt(squaredDistance(x, i, centre)) : Number.NaN;
  });
}

function squaredDistance(x: Matrix, row: number, centre: readonly number[]): number {
  let squared = 0;
  for (let j = 0; j < x.cols; j++) squared += (x.data[row * x.cols + j]! - centre[j]!) ** 2;
  return squared;
}

/** Root mean square difference a feature (standard deviations) at which two centres are half alike. */
const HALF_ALIKE = 0.5;

/** How alike two centres on the clustering scale are: 1 = the same, .5 at half a standard deviation a feature, → 0. */
export function closeness(a: readonly number[], b: readonly number[]): number {
  const squares = a.reduce((sum, v, j) => sum + (v - b[j]!) ** 2, 0) / Math.max(1, a.length);
  return 2 ** (-squares / HALF_ALIKE ** 2);
}
