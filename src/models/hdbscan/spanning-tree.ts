import { breathe } from "../breathe.ts";
import type { FitContext } from "../estimator.ts";
import type { Joins } from "../hierarchy/linkage.ts";
import { type KdTree, squaredToBox } from "../neighbours/kd-tree.ts";
import type { Nearest } from "../neighbours/nearest.ts";
import { UnionFind } from "../neighbours/union-find.ts";

const BREATHE_ROWS = 4096;

/**
 * Minimum spanning tree of the mutual-reachability distances max(core(a), core(b), |a − b|), by Borůvka's rounds over a
 * kd-tree (March, Ram and Gray 2010): each round every component finds its nearest point outside. Rounds start from the
 * known neighbours, skip subtrees that lie in one component, and remember how far a point need not look again.
 * Rows of the result are places of the tree's order.
 */
export async function spanningTree(tree: KdTree, near: Nearest, ctx: FitContext): Promise<Joins> {
  const n = tree.size;
  const rounds = new Rounds(tree, near);
  const edges = { a: new Int32Array(n - 1), b: new Int32Array(n - 1), squared: new Float64Array(n - 1) };
  for (let found = 0; found < n - 1; ) {
    rounds.begin();
    for (let i = 0; i < n; i++) {
      if (i % BREATHE_ROWS === 0) await breathe(ctx.signal);
      rounds.search(i);
    }
    found = rounds.join(edges, found);
    ctx.onProgress?.(found, n - 1);
  }
  return edges;
}

class Rounds {
  readonly #tree: KdTree;
  readonly #near: Nearest;
  readonly #core: Float64Array;
  /** Smallest core distance in each node: nothing in it is nearer. */
  readonly #nodeCore: Float64Array;
  readonly #sets: UnionFind;
  readonly #component: Int32Array;
  /** The component all of a node's points lie in; −1 where they lie in several. */
  readonly #nodeComponent: Int32Array;
  /** No foreign point is nearer to a point than this. */
  readonly #atLeast: Float64Array;
  readonly #best: Float64Array;
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  readonly #nodes = new Int32Array(128);
  readonly #bounds = new Float64Array(128);

  constructor(tree: KdTree, near: Nearest) {
    const n = tree.size;
    this.#tree = tree;
    this.#near = near;
    this.#core = Float64Array.from({ length: n }, (_, i) => near.squared[i * near.k + near.k - 1]!);
    this.#nodeCore = new Float64Array(tree.nodes);
    this.#nodeComponent = new Int32Array(tree.nodes);
    this.#sets = new UnionFind(n);
    this.#component = new Int32Array(n);
    this.#atLeast = this.#core.slice();
    this.#best = new Float64Array(n);
    this.#from = new Int32Array(n);
    this.#to = new Int32Array(n);
    for (let k = tree.nodes - 1; k >= 0; k--) {
      if (k < tree.firstLeaf) {
        this.#nodeCore[k] = Math.min(this.#nodeCore[2 * k + 1]!, this.#nodeCore[2 * k + 2]!);
      } else {
        let lowest = Number.POSITIVE_INFINITY;
        for (let i = tree.from[k]!; i < tree.to[k]!; i++) lowest = Math.min(lowest, this.#core[i]!);
        this.#nodeCore[k] = lowest;
      }
    }
  }

  /** Names the components of this round, and seeds their nearest foreign points from the known neighbours. */
  begin(): void {
    const { size, nodes, firstLeaf, from, to } = this.#tree;
    const component = this.#component;
    for (let i = 0; i < size; i++) component[i] = this.#sets.find(i);
    for (let k = nodes - 1; k >= 0; k--) {
      if (k < firstLeaf) {
        const left = this.#nodeComponent[2 * k + 1]!;
        this.#nodeComponent[k] = left === this.#nodeComponent[2 * k + 2] ? left : -1;
      } else {
        let one = component[from[k]!]!;
        for (let i = from[k]! + 1; i < to[k]!; i++) if (component[i] !== one) one = -1;
        this.#nodeComponent[k] = one;
      }
    }
    this.#best.fill(Number.POSITIVE_INFINITY);
    const { k: neighbours, squared, place } = this.#near;
    for (let i = 0; i < size; i++) {
      const own = this.#core[i]!;
      if (own >= this.#best[component[i]!]!) continue;
      for (let z = i * neighbours; z < (i + 1) * neighbours; z++) {
        const j = place[z]!;
        if (component[j] !== component[i]) this.#offer(i, j, Math.max(own, this.#core[j]!, squared[z]!));
      }
    }
  }

  #offer(i: number, j: number, squared: number): void {
    const c = this.#component[i]!;
    if (squared >= this.#best[c]!) return;
    this.#best[c] = squared;
    this.#from[c] = i;
    this.#to[c] = j;
  }

  /** Looks for a foreign point nearer to point i than the best its component has. */
  search(i: number): void {
    const c = this.#component[i]!;
    if (this.#atLeast[i]! >= this.#best[c]!) return;
    const tree = this.#tree;
    const { points, cols, firstLeaf, from, to } = tree;
    const core = this.#core;
    const own = core[i]!;
    const q = i * cols;
    const nodes = this.#nodes;
    const bounds = this.#bounds;
    nodes[0] = 0;
    bounds[0] = own;
    let open = 1;
    while (open > 0) {
      open--;
      if (bounds[open]! >= this.#best[c]!) continue;
      let node = nodes[open]!;
      while (node >= 0 && node < firstLeaf) {
        const left = 2 * node + 1;
        const toLeft = this.#bound(left, c, q, own);
        const toRight = this.#bound(left + 1, c, q, own);
        const far = Math.max(toLeft, toRight);
        const near = toLeft <= toRight ? left : left + 1;
        if (far < this.#best[c]!) {
          nodes[open] = near === left ? left + 1 : left;
          bounds[open++] = far;
        }
        node = Math.min(toLeft, toRight) < this.#best[c]! ? near : -1;
      }
      if (node < 0 || this.#nodeComponent[node] === c) continue;
      for (let j = from[node]!; j < to[node]!; j++) {
        if (this.#component[j] === c || core[j]! >= this.#best[c]!) continue;
        let sum = 0;
        for (let z = 0, p = j * cols; z < cols; z++) {
          const d = points[p + z]! - points[q + z]!;
          sum += d * d;
        }
        this.#offer(i, j, Math.max(sum, own, core[j]!));
      }
    }
    this.#atLeast[i] = Math.max(this.#atLeast[i]!, this.#best[c]!);
  }

  /** No point of the node is nearer than this to the point at `q`; infinite where the node is all of component c. */
  #bound(node: number, c: number, q: number, own: number): number {
    if (this.#nodeComponent[node] === c) return Number.POSITIVE_INFINITY;
    return Math.max(squaredToBox(this.#tree, node, this.#tree.points, q), this.#nodeCore[node]!, own);
  }

  /** Takes each component's best edge that still joins two; returns how many edges there are now. */
  join(edges: Joins, have: number): number {
    let found = have;
    for (let c = 0; c < this.#tree.size; c++) {
      if (this.#component[c] !== c || this.#best[c] === Number.POSITIVE_INFINITY) continue;
      const a = this.#from[c]!;
      const b = this.#to[c]!;
      if (!this.#sets.join(a, b)) continue;
      edges.a[found] = a;
      edges.b[found] = b;
      edges.squared[found++] = this.#best[c]!;
    }
    return found;
  }
}
