import { type Matrix, takeRows } from "../core/matrix.ts";
import type { Random } from "../core/random.ts";
import { type Cluster, groupSizes } from "./cluster.ts";

/**
 * How surely each group is found again: mean over bootstrap draws of the largest Jaccard similarity between the group
 * and a group of the drawn rows (Hennig 2007, "Cluster-wise assessment of cluster stability"). One value a group,
 * 0–1; below .6 a group should not be believed. High values alone prove nothing: one long cloud cut in two is stable.
 */
export async function bootstrapStability(
  x: Matrix,
  labels: ArrayLike<number>,
  groups: number,
  cluster: Cluster,
  draws: number,
  random: Random,
): Promise<Float64Array> {
  const total = new Float64Array(groups);
  const drawnIn = new Int32Array(groups);
  for (let draw = 0; draw < draws; draw++) {
    const rows = Int32Array.from({ length: x.rows }, () => random.int(x.rows));
    const found = await cluster(takeRows(x, rows), groups, random.uint32());
    const distinct = new Map<number, number>();
    rows.forEach((row, i) => {
      distinct.set(row, found[i]!);
    });
    const own = new Int32Array(distinct.size);
    const again = new Int32Array(distinct.size);
    let i = 0;
    for (const [row, label] of distinct) {
      own[i] = labels[row]!;
      again[i++] = label;
    }
    const overlaps = jaccard(own, again, groups, groups);
    for (let g = 0; g < groups; g++) {
      if (!own.includes(g)) continue;
      drawnIn[g]!++;
      total[g]! += Math.max(...overlaps[g]!);
    }
  }
  return total.map((sum, g) => (drawnIn[g]! > 0 ? sum / drawnIn[g]! : 0));
}

/** Jaccard similarity of every group of `a` with every group of `b` over the same rows: [group of a][group of b]. */
export function jaccard(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  groupsA: number,
  groupsB: number,
): number[][] {
  const both = Array.from({ length: groupsA }, () => new Array<number>(groupsB).fill(0));
  for (let i = 0; i < a.length; i++) if (a[i]! >= 0 && b[i]! >= 0) both[a[i]!]![b[i]!]!++;
  const sizesA = groupSizes(a, groupsA);
  const sizesB = groupSizes(b, groupsB);
  return both.map((row, i) =>
    row.map((shared, j) => {
      const union = sizesA[i]! + sizesB[j]! - shared;
      return union > 0 ? shared / union : 0;
    }),
  );
}
