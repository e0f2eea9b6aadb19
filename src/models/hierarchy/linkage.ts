import { UnionFind } from "../neighbours/union-find.ts";

/** A hierarchy of rows: merge m joins two nodes (rows 0 … n − 1, then merges n + m) at a distance. */
export interface Linkage {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly distance: Float64Array;
  /** Rows below each node. */
  readonly size: Int32Array;
}

/** Edges that join all rows into one: size − 1 pairs of rows, and the squared distance at which each pair was joined. */
export interface Joins {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly squared: Float64Array;
}

/** Sorts joins into merges by distance; equal ones keep their order. */
export function linkageOf({ a, b, squared }: Joins): Linkage {
  const merges = a.length;
  const n = merges + 1;
  const order = Int32Array.from({ length: merges }, (_, m) => m).sort(
    (p, q) => squared[p]! - squared[q]! || p - q,
  );
  const sets = new UnionFind(n);
  const nodeOf = Int32Array.from({ length: n }, (_, i) => i);
  const out: Linkage = {
    left: new Int32Array(merges),
    right: new Int32Array(merges),
    distance: new Float64Array(merges),
    size: new Int32Array(n + merges).fill(1),
  };
  order.forEach((edge, m) => {
    const left = nodeOf[sets.find(a[edge]!)]!;
    const right = nodeOf[sets.find(b[edge]!)]!;
    sets.join(a[edge]!, b[edge]!);
    nodeOf[sets.find(a[edge]!)] = n + m;
    out.left[m] = left;
    out.right[m] = right;
    out.distance[m] = Math.sqrt(squared[edge]!);
    out.size[n + m] = out.size[left]! + out.size[right]!;
  });
  return out;
}

/** Group of each row after the last `groups` − 1 merges are undone, numbered by size, largest first (ties: lowest row). */
export function cutInto({ left, right, distance }: Linkage, groups: number): Int32Array {
  const merges = distance.length;
  const n = merges + 1;
  const groupOf = new Int32Array(n + merges).fill(-1);
  let next = 0;
  for (let node = n + merges - 1; node >= 0; node--) {
    if (groupOf[node] === -1) {
      // The root of a group: a merge that is undone passes nothing on.
      if (node >= n && node - n >= merges - (groups - 1)) continue;
      groupOf[node] = next++;
    }
    if (node >= n) {
      groupOf[left[node - n]!] = groupOf[node]!;
      groupOf[right[node - n]!] = groupOf[node]!;
    }
  }
  return bySize(groupOf.subarray(0, n), next);
}

function bySize(labels: Int32Array, groups: number): Int32Array {
  const size = new Int32Array(groups);
  const first = new Int32Array(groups).fill(-1);
  labels.forEach((g, row) => {
    size[g]!++;
    if (first[g] === -1) first[g] = row;
  });
  const order = Array.from({ length: groups }, (_, g) => g).sort(
    (p, q) => size[q]! - size[p]! || first[p]! - first[q]!,
  );
  const number = new Int32Array(groups);
  order.forEach((g, i) => {
    number[g] = i;
  });
  return labels.map((g) => number[g]!);
}
