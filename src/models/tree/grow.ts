import type { Matrix } from "../../core/matrix.ts";
import { breathe } from "../breathe.ts";
import type { Binned } from "../forest/binned.ts";
import type { TreeParameters } from "./parameters.ts";
import { type Split, SplitSearch, type Sums } from "./split.ts";
import { middle, roundest } from "./threshold.ts";

/** Nodes with more rows than this let the event loop turn before they are searched. */
const BREATHE_ROWS = 20_000;

/** A node of a tree that grew; parents come before their children. */
export interface TreeGrowth extends Sums {
  split: (Split & { readonly threshold: number; readonly children: readonly [number, number] }) | undefined;
}

/** What a tree grows on. `w`, `s`: weight and weighted outcome (less a shift) of every row. */
export interface Ground {
  readonly x: Matrix;
  readonly binned: Binned;
  readonly w: Float64Array;
  readonly s: Float64Array;
}

/** Grows a tree on the given rows, level by level within each branch (Breiman et al. 1984). */
export async function growTree(
  ground: Ground,
  rows: Int32Array,
  p: TreeParameters,
  signal?: AbortSignal,
): Promise<TreeGrowth[]> {
  const { binned, w, s } = ground;
  const search = new SplitSearch(binned, p.criterion, p.minSamplesLeaf);
  const root = sumsOf(ground, rows);
  const nodes: TreeGrowth[] = [root];
  const queue = [{ node: root, rows, depth: 0 }];
  for (const { node, rows: own, depth } of queue) {
    if (own.length < 2 * p.minSamplesLeaf || (p.maxDepth !== null && depth >= p.maxDepth)) continue;
    if (own.length > BREATHE_ROWS) await breathe(signal);
    const split = search.best(own, w, s, node);
    if (!split || split.gain < p.minImpurityDecrease * root.w) continue;
    const parts = partition(binned, own, split);
    const threshold =
      binned.kinds[split.column] === 1 ? 0 : thresholdOf(ground, own, split, p.roundThresholds);
    node.split = { ...split, threshold, children: [nodes.length, nodes.length + 1] };
    for (const part of parts) {
      const child = sumsOf(ground, part);
      nodes.push(child);
      queue.push({ node: child, rows: part, depth: depth + 1 });
    }
  }
  return nodes;
}

/** Leaf of a row. `isLeaf` may end the way earlier. */
export function leafOfRow(
  nodes: readonly TreeGrowth[],
  binned: Binned,
  row: number,
  isLeaf: (node: number) => boolean,
): number {
  let at = 0;
  for (;;) {
    const split = nodes[at]!.split;
    if (!split || isLeaf(at)) return at;
    const bin = binned.bins[row * binned.stride + split.column]!;
    at = split.children[isLeft(binned, split, bin) ? 0 : 1];
  }
}

/** A number goes left by its bin's place, so that values the node did not see find their way; a category when listed. */
function isLeft(binned: Binned, split: Split, bin: number): boolean {
  if (bin === 255) return split.missingLeft;
  if (binned.kinds[split.column] === 0) return bin <= split.bin;
  return split.left[bin] === 1;
}

function sumsOf({ w, s }: Ground, rows: Int32Array): TreeGrowth {
  const sums = { w: 0, s: 0 };
  for (let i = 0; i < rows.length; i++) {
    sums.w += w[rows[i]!]!;
    sums.s += s[rows[i]!]!;
  }
  return { ...sums, rows: rows.length, split: undefined };
}

function partition(binned: Binned, rows: Int32Array, split: Split): [Int32Array, Int32Array] {
  const left = new Int32Array(rows.length);
  const right = new Int32Array(rows.length);
  let [l, r] = [0, 0];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (isLeft(binned, split, binned.bins[row * binned.stride + split.column]!)) left[l++] = row;
    else right[r++] = row;
  }
  return [left.slice(0, l), right.slice(0, r)];
}

/** A number that parts the node's own values where the split does. */
function thresholdOf({ x, binned }: Ground, rows: Int32Array, split: Split, round: boolean): number {
  const { column } = split;
  let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  let any = false;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const value = x.data[row * x.cols + column]!;
    if (Number.isNaN(value)) continue;
    if (binned.bins[row * binned.stride + column]! <= split.bin) low = Math.max(low, value);
    else {
      high = Math.min(high, value);
      any = true;
    }
  }
  // All values left, only what is missing right.
  if (!any) return Number.POSITIVE_INFINITY;
  return round ? roundest(low, high) : middle(low, high);
}
