import type { Matrix } from "../../core/matrix.ts";

const LEAF_POINTS = 16;

/**
 * A balanced kd-tree laid out without pointers: node k has the children 2k + 1 and 2k + 2, and holds the points
 * from[k] … to[k] − 1 of the tree's own order. Points are float64 copies, so distances equal those of the input.
 */
export interface KdTree {
  readonly size: number;
  readonly cols: number;
  /** Row of the input at each place of the tree's order. */
  readonly order: Int32Array;
  /** Row-major points in the tree's order. */
  readonly points: Float64Array;
  readonly nodes: number;
  readonly firstLeaf: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Lowest, then highest value of every column, one block of 2 × cols a node. */
  readonly boxes: Float64Array;
}

/** Splits at the median of the widest column until a node holds at most 16 points. */
export function buildKdTree(x: Matrix): KdTree {
  const { rows: size, cols, data } = x;
  let depth = 0;
  while (size / 2 ** depth > LEAF_POINTS) depth++;
  const nodes = 2 ** (depth + 1) - 1;
  const firstLeaf = 2 ** depth - 1;
  const order = Int32Array.from({ length: size }, (_, i) => i);
  const from = new Int32Array(nodes);
  const to = new Int32Array(nodes);
  const boxes = new Float64Array(nodes * 2 * cols);
  to[0] = size;
  for (let k = 0; k < nodes; k++) {
    const widest = fitBox(boxes, k * 2 * cols, data, cols, order, from[k]!, to[k]!);
    if (k >= firstLeaf) continue;
    const middle = (from[k]! + to[k]!) >> 1;
    select(data, cols, widest, order, from[k]!, to[k]! - 1, middle);
    from[2 * k + 1] = from[k]!;
    to[2 * k + 1] = middle;
    from[2 * k + 2] = middle;
    to[2 * k + 2] = to[k]!;
  }
  const points = new Float64Array(size * cols);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < cols; j++) points[i * cols + j] = data[order[i]! * cols + j]!;
  return { size, cols, order, points, nodes, firstLeaf, from, to, boxes };
}

/** Writes the node's box at `at`; returns its widest column. */
function fitBox(
  boxes: Float64Array,
  at: number,
  data: Float32Array,
  cols: number,
  order: Int32Array,
  from: number,
  to: number,
): number {
  let widest = 0;
  let width = -1;
  for (let j = 0; j < cols; j++) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = from; i < to; i++) {
      const v = data[order[i]! * cols + j]!;
      if (v < low) low = v;
      if (v > high) high = v;
    }
    boxes[at + j] = low;
    boxes[at + cols + j] = high;
    if (high - low > width) {
      width = high - low;
      widest = j;
    }
  }
  return widest;
}

/** Puts the k-th smallest of order[left … right] by a column at place k, smaller ones before it (Hoare 1961). */
function select(
  data: Float32Array,
  cols: number,
  column: number,
  order: Int32Array,
  left: number,
  right: number,
  k: number,
): void {
  let l = left;
  let r = right;
  while (r > l) {
    const pivot = data[order[(l + r) >> 1]! * cols + column]!;
    let i = l;
    let j = r;
    while (i <= j) {
      while (data[order[i]! * cols + column]! < pivot) i++;
      while (data[order[j]! * cols + column]! > pivot) j--;
      if (i <= j) {
        const t = order[i]!;
        order[i++] = order[j]!;
        order[j--] = t;
      }
    }
    if (k <= j) r = j;
    else if (k >= i) l = i;
    else return;
  }
}

/** Squared distance from the point at `q` of `points` to the box of node `k`; 0 inside. */
export function squaredToBox(tree: KdTree, k: number, points: Float64Array, q: number): number {
  const { boxes, cols } = tree;
  const at = k * 2 * cols;
  let sum = 0;
  for (let j = 0; j < cols; j++) {
    const v = points[q + j]!;
    const below = boxes[at + j]! - v;
    if (below > 0) sum += below * below;
    else {
      const above = v - boxes[at + cols + j]!;
      if (above > 0) sum += above * above;
    }
  }
  return sum;
}

/** Squared distance from the point at `q` of `points` to the farthest corner of the box of node `k`. */
export function squaredToFarCorner(tree: KdTree, k: number, points: Float64Array, q: number): number {
  const { boxes, cols } = tree;
  const at = k * 2 * cols;
  let sum = 0;
  for (let j = 0; j < cols; j++) {
    const v = points[q + j]!;
    const far = Math.max(v - boxes[at + j]!, boxes[at + cols + j]! - v);
    sum += far * far;
  }
  return sum;
}
