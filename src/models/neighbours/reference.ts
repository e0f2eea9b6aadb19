import type { Matrix } from "../../core/matrix.ts";

/** Squared distance of two rows in float64, columns summed in their order. */
export function squaredDistance({ data, cols }: Matrix, a: number, b: number): number {
  let sum = 0;
  for (let j = 0; j < cols; j++) {
    const d = data[a * cols + j]! - data[b * cols + j]!;
    sum += d * d;
  }
  return sum;
}

/** The `k` nearest rows of every row by comparing all: squared distances ascending, the lower row first in a tie. */
export function referenceNearest(x: Matrix, k: number): { squared: Float64Array; place: Int32Array } {
  const squared = new Float64Array(x.rows * k);
  const place = new Int32Array(x.rows * k);
  for (let i = 0; i < x.rows; i++) {
    const all = Float64Array.from({ length: x.rows }, (_, j) => squaredDistance(x, i, j));
    const order = Array.from(all.keys()).sort((a, b) => all[a]! - all[b]! || a - b);
    for (let z = 0; z < k; z++) {
      squared[i * k + z] = all[order[z]!]!;
      place[i * k + z] = order[z]!;
    }
  }
  return { squared, place };
}

/** Squared mutual reachability of two rows, given all squared core distances. */
export function reachability(x: Matrix, core: Float64Array, a: number, b: number): number {
  return Math.max(core[a]!, core[b]!, squaredDistance(x, a, b));
}

/** Squared lengths, ascending, of the minimum spanning tree of mutual reachability (Prim 1957): the same for every such tree. */
export function referenceSpanningTree(x: Matrix, core: Float64Array): Float64Array {
  const nearest = new Float64Array(x.rows).fill(Number.POSITIVE_INFINITY);
  const left = new Set(Array.from({ length: x.rows - 1 }, (_, i) => i + 1));
  const lengths: number[] = [];
  for (let at = 0; left.size > 0; left.delete(at)) {
    let next = -1;
    for (const i of left) {
      nearest[i] = Math.min(nearest[i]!, reachability(x, core, at, i));
      if (next < 0 || nearest[i]! < nearest[next]!) next = i;
    }
    lengths.push(nearest[next]!);
    at = next;
  }
  return Float64Array.from(lengths).sort();
}

/** DBSCAN's labels by comparing all rows (Ester et al. 1996): groups in order of their first core row. */
export function referenceDbscan(x: Matrix, eps: number, minSamples: number): Int32Array {
  const rows = Array.from({ length: x.rows }, (_, i) => i);
  const around = rows.map((i) => rows.filter((j) => squaredDistance(x, i, j) <= eps * eps));
  const isCore = around.map((near) => near.length >= minSamples);
  const labels = new Int32Array(x.rows).fill(-1);
  let groups = 0;
  for (const first of rows) {
    if (!isCore[first] || labels[first]! >= 0) continue;
    const open = [first];
    labels[first] = groups;
    while (open.length > 0)
      for (const j of around[open.pop()!]!) {
        // A border row stays with the first group that reaches it.
        if (labels[j]! >= 0) continue;
        labels[j] = groups;
        if (isCore[j]) open.push(j);
      }
    groups++;
  }
  return labels;
}
