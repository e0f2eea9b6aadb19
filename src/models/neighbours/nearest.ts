import { type KdTree, squaredToBox } from "./kd-tree.ts";

/** The `k` nearest points of each asked one, nearest first, ties by place in the tree's order. Row-major × k. */
export interface Nearest {
  readonly k: number;
  readonly squared: Float64Array;
  /** Places in the tree's order. */
  readonly place: Int32Array;
}

/** The `k` nearest points in the tree of every row of `points` (row-major, the tree's columns). */
export function nearest(tree: KdTree, points: Float64Array, k: number): Nearest {
  const rows = points.length / tree.cols;
  const squared = new Float64Array(rows * k);
  const place = new Int32Array(rows * k);
  const search = new Search(tree, k);
  for (let row = 0; row < rows; row++) {
    search.run(points, row * tree.cols);
    squared.set(search.squared, row * k);
    place.set(search.place, row * k);
  }
  return { k, squared, place };
}

/** One search after another with the same scratch memory. */
class Search {
  readonly squared: Float64Array;
  readonly place: Int32Array;
  readonly #tree: KdTree;
  readonly #last: number;
  readonly #nodes = new Int32Array(128);
  readonly #bounds = new Float64Array(128);

  constructor(tree: KdTree, k: number) {
    this.#tree = tree;
    this.#last = k - 1;
    this.squared = new Float64Array(k);
    this.place = new Int32Array(k);
  }

  run(points: Float64Array, q: number): void {
    const tree = this.#tree;
    const { firstLeaf } = tree;
    const nodes = this.#nodes;
    const bounds = this.#bounds;
    const { squared } = this;
    const last = this.#last;
    squared.fill(Number.POSITIVE_INFINITY);
    this.place.fill(-1);
    nodes[0] = 0;
    bounds[0] = 0;
    let open = 1;
    while (open > 0) {
      open--;
      if (bounds[open]! >= squared[last]!) continue;
      let node = nodes[open]!;
      // Down the nearer child; the farther one waits on the stack.
      while (node < firstLeaf) {
        const left = 2 * node + 1;
        const toLeft = squaredToBox(tree, left, points, q);
        const toRight = squaredToBox(tree, left + 1, points, q);
        const near = toLeft <= toRight ? left : left + 1;
        const far = Math.max(toLeft, toRight);
        if (far < squared[last]!) {
          nodes[open] = near === left ? left + 1 : left;
          bounds[open++] = far;
        }
        node = Math.min(toLeft, toRight) < squared[last]! ? near : -1;
        if (node < 0) break;
      }
      if (node >= 0) this.#look(node, points, q);
    }
  }

  #look(leaf: number, points: Float64Array, q: number): void {
    const { cols, points: own, from, to } = this.#tree;
    const { squared, place } = this;
    const last = this.#last;
    for (let i = from[leaf]!, at = i * cols; i < to[leaf]!; i++, at += cols) {
      let sum = 0;
      for (let j = 0; j < cols; j++) {
        const d = own[at + j]! - points[q + j]!;
        sum += d * d;
      }
      if (sum >= squared[last]!) continue;
      let slot = last;
      while (slot > 0 && squared[slot - 1]! > sum) {
        squared[slot] = squared[slot - 1]!;
        place[slot] = place[slot - 1]!;
        slot--;
      }
      squared[slot] = sum;
      place[slot] = i;
    }
  }
}
