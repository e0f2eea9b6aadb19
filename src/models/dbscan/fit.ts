import type { Matrix } from "../../core/matrix.ts";
import { breathe } from "../breathe.ts";
import type { FitContext } from "../estimator.ts";
import { buildKdTree, type KdTree, squaredToBox, squaredToFarCorner } from "../neighbours/kd-tree.ts";
import { UnionFind } from "../neighbours/union-find.ts";
import type { DbscanParameters } from "./parameters.ts";

const BREATHE_ROWS = 8192;

export interface FittedDbscan {
  readonly nClusters: number;
  /** Group of every row, −1 = noise. Groups are numbered by their first core row, as in scikit-learn. */
  readonly labels: Int32Array;
  /** Row-major coordinates of the core rows and their groups: all that new rows need. */
  readonly core: Float32Array;
  readonly coreLabels: Int32Array;
}

/**
 * DBSCAN (Ester, Kriegel, Sander and Xu 1996). Core rows within `eps` of each other are one group; other rows within
 * `eps` of a core row belong to the first such group; the rest is noise.
 */
export async function fitDbscan(x: Matrix, p: DbscanParameters, ctx: FitContext): Promise<FittedDbscan> {
  const tree = buildKdTree(x);
  const isCore = new Uint8Array(tree.size);
  const ball = new Ball(tree, p.eps * p.eps);
  for (let i = 0; i < tree.size; i++) {
    if (i % BREATHE_ROWS === 0) await pause(ctx, i, 3 * tree.size);
    isCore[i] = ball.holds(i, p.minSamples) ? 1 : 0;
  }
  const groups = await joinCores(tree, isCore, ball, ctx);
  const number = numberByFirstRow(tree, isCore, groups);
  const labels = new Int32Array(x.rows).fill(-1);
  for (let i = 0; i < tree.size; i++) {
    if (i % BREATHE_ROWS === 0) await pause(ctx, 2 * tree.size + i, 3 * tree.size);
    labels[tree.order[i]!] = isCore[i]
      ? number[groups.find(i)]!
      : ball.lowest(i, (j) => (isCore[j] ? number[groups.find(j)]! : -1));
  }
  const cores = [...tree.order.keys()].filter((i) => isCore[i]).map((i) => tree.order[i]!);
  return {
    nClusters: number.reduce((most, n) => Math.max(most, n + 1), 0),
    labels,
    core: Float32Array.from({ length: cores.length * x.cols }, (_, k) => {
      const row = cores[Math.floor(k / x.cols)]!;
      return x.data[row * x.cols + (k % x.cols)]!;
    }),
    coreLabels: Int32Array.from(cores, (row) => labels[row]!),
  };
}

async function pause(ctx: FitContext, done: number, of: number): Promise<void> {
  ctx.onProgress?.(done, of);
  await breathe(ctx.signal);
}

async function joinCores(tree: KdTree, isCore: Uint8Array, ball: Ball, ctx: FitContext): Promise<UnionFind> {
  const groups = new UnionFind(tree.size);
  for (let i = 0; i < tree.size; i++) {
    if (i % BREATHE_ROWS === 0) await pause(ctx, tree.size + i, 3 * tree.size);
    if (isCore[i]) ball.joinLater(i, isCore, groups);
  }
  return groups;
}

/** Number of each group, at its representative: by the lowest row among its cores. −1 elsewhere. */
function numberByFirstRow(tree: KdTree, isCore: Uint8Array, groups: UnionFind): Int32Array {
  const placeOf = new Int32Array(tree.size);
  tree.order.forEach((row, i) => {
    placeOf[row] = i;
  });
  const number = new Int32Array(tree.size).fill(-1);
  let next = 0;
  for (const i of placeOf) {
    if (!isCore[i]) continue;
    const group = groups.find(i);
    if (number[group] === -1) number[group] = next++;
  }
  return number;
}

/** Questions about the points within a distance of one point of the tree. */
class Ball {
  readonly #tree: KdTree;
  readonly #squared: number;
  readonly #stack = new Int32Array(128);

  constructor(tree: KdTree, squared: number) {
    this.#tree = tree;
    this.#squared = squared;
  }

  /** Whether at least `least` points lie within the distance of point i. */
  holds(i: number, least: number): boolean {
    const { cols, firstLeaf, from, to, points } = this.#tree;
    const q = i * cols;
    let count = 0;
    let open = 1;
    this.#stack[0] = 0;
    while (open > 0) {
      const node = this.#stack[--open]!;
      if (squaredToBox(this.#tree, node, points, q) > this.#squared) continue;
      if (squaredToFarCorner(this.#tree, node, points, q) <= this.#squared) count += to[node]! - from[node]!;
      else if (node < firstLeaf) {
        this.#stack[open++] = 2 * node + 1;
        this.#stack[open++] = 2 * node + 2;
      } else for (let j = from[node]!; j < to[node]!; j++) if (this.#near(q, j)) count++;
      if (count >= least) return true;
    }
    return false;
  }

  /** Joins core point i with every later core point within the distance. */
  joinLater(i: number, isCore: Uint8Array, groups: UnionFind): void {
    this.#each(i, i + 1, (j) => {
      if (isCore[j] && groups.find(j) !== groups.find(i) && this.#near(i * this.#tree.cols, j)) {
        groups.join(i, j);
      }
    });
  }

  /** The lowest value above −1 that `groupOf` gives for a point within the distance of point i; −1 where none. */
  lowest(i: number, groupOf: (j: number) => number): number {
    let best = -1;
    this.#each(i, 0, (j) => {
      const value = groupOf(j);
      if (value >= 0 && (best < 0 || value < best) && this.#near(i * this.#tree.cols, j)) best = value;
    });
    return best;
  }

  /** Visits the points from place `first` on in every leaf whose box the distance reaches. */
  #each(i: number, first: number, visit: (j: number) => void): void {
    const { cols, firstLeaf, from, to, points } = this.#tree;
    let open = 1;
    this.#stack[0] = 0;
    while (open > 0) {
      const node = this.#stack[--open]!;
      if (to[node]! <= first || squaredToBox(this.#tree, node, points, i * cols) > this.#squared) continue;
      if (node < firstLeaf) {
        this.#stack[open++] = 2 * node + 1;
        this.#stack[open++] = 2 * node + 2;
      } else for (let j = Math.max(first, from[node]!); j < to[node]!; j++) visit(j);
    }
  }

  #near(q: number, j: number): boolean {
    const { cols, points } = this.#tree;
    let sum = 0;
    for (let c = 0, at = j * cols; c < cols; c++) {
      const d = points[at + c]! - points[q + c]!;
      sum += d * d;
    }
    return sum <= this.#squared;
  }
}
