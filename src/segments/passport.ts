import { jaccard } from "./stability.ts";

/** Least likeness of two groups that are the same: as of two equally large groups that share half of their members. */
const SAME_GROUP = 1 / 3;

/**
 * The former group each group continues, or −1: one to one, with the largest sum of likeness. Likeness is the Jaccard
 * similarity over the customers known to both; where `alike` (closeness of centres, 0–1, groups now × before) is
 * given, the mean of the two: a group may change its members or drift, but not both at once.
 * Labels are 0 … groups − 1; a customer unknown to one of the two is −1 there.
 */
export function continuedGroups(
  now: ArrayLike<number>,
  before: ArrayLike<number>,
  groupsNow: number,
  groupsBefore: number,
  alike?: readonly (readonly number[])[],
): Int32Array {
  const shared = [];
  for (let i = 0; i < now.length; i++) if (now[i]! >= 0 && before[i]! >= 0) shared.push(i);
  const members = jaccard(
    shared.map((i) => now[i]!),
    shared.map((i) => before[i]!),
    groupsNow,
    groupsBefore,
  );
  const likeness = members.map((row, i) => row.map((j, k) => (alike ? (j + alike[i]![k]!) / 2 : j)));
  const match = optimalAssignment(likeness, groupsBefore);
  return match.map((j, i) => (j >= 0 && likeness[i]![j]! >= SAME_GROUP ? j : -1));
}

/**
 * One-to-one assignment of rows to columns with the largest total gain (Hungarian method by shortest augmenting
 * paths, O(n³)); −1 for a row that gets none where there are more rows than columns.
 */
export function optimalAssignment(
  gain: readonly (readonly number[])[],
  cols: number,
): Int32Array<ArrayBuffer> {
  const rows = gain.length;
  const n = Math.max(rows, cols);
  const cost = (i: number, j: number) => -(gain[i - 1]?.[j - 1] ?? 0);
  const rowPotential = new Float64Array(n + 1);
  const colPotential = new Float64Array(n + 1);
  const rowOf = new Int32Array(n + 1);
  for (let i = 1; i <= n; i++) {
    const cameFrom = new Int32Array(n + 1);
    const slack = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY);
    const done = new Uint8Array(n + 1);
    rowOf[0] = i;
    let col = 0;
    while (rowOf[col] !== 0) {
      done[col] = 1;
      let next = 0;
      let delta = Number.POSITIVE_INFINITY;
      for (let j = 1; j <= n; j++) {
        if (done[j]) continue;
        const reduced = cost(rowOf[col]!, j) - rowPotential[rowOf[col]!]! - colPotential[j]!;
        if (reduced < slack[j]!) {
          slack[j] = reduced;
          cameFrom[j] = col;
        }
        if (slack[j]! < delta) {
          delta = slack[j]!;
          next = j;
        }
      }
      for (let j = 0; j <= n; j++) {
        if (done[j]) {
          rowPotential[rowOf[j]!]! += delta;
          colPotential[j]! -= delta;
        } else slack[j]! -= delta;
      }
      col = next;
    }
    while (col !== 0) {
      const previous = cameFrom[col]!;
      rowOf[col] = rowOf[previous]!;
      col = previous;
    }
  }
  const out = new Int32Array(rows).fill(-1);
  for (let j = 1; j <= cols; j++) if (rowOf[j]! <= rows) out[rowOf[j]! - 1] = j - 1;
  return out;
}
