import type { TreeGrowth } from "./grow.ts";
import type { Criterion } from "./parameters.ts";
import { impurity } from "./split.ts";

/** The weakest-link sequence of a tree. */
export interface PruningPath {
  /** Rising: at each of them the tree gets smaller; the first is 0. */
  readonly alphas: readonly number[];
  /** From which alpha on each node is a leaf; ∞ where it is never cut (or was a leaf already). */
  readonly cutAt: Float64Array;
}

/**
 * Minimal cost-complexity pruning (Breiman et al. 1984, chapter 3): again and again the inner node whose branch brings
 * least per leaf, (R(t) − R(branch)) / (leaves − 1) in impurity per unit of weight, becomes a leaf.
 */
export function pruningPath(nodes: readonly TreeGrowth[], criterion: Criterion): PruningPath {
  const total = nodes[0]!.w;
  const cost = nodes.map(({ w, s }) => impurity(criterion, w, s) / total);
  const cutAt = new Float64Array(nodes.length).fill(Number.POSITIVE_INFINITY);
  const alphas = [0];
  const isInner = (node: number) =>
    nodes[node]!.split !== undefined && cutAt[node] === Number.POSITIVE_INFINITY;
  let alpha = 0;
  while (isInner(0)) {
    const weakest = weakestLink(nodes, cost, isInner);
    // A rounding must not make a later alpha smaller.
    alpha = Math.max(alpha, weakest.alpha);
    if (alpha > alphas.at(-1)!) alphas.push(alpha);
    const branch = [weakest.node];
    for (let node = branch.pop(); node !== undefined; node = branch.pop()) {
      if (!isInner(node)) continue;
      cutAt[node] = alpha;
      branch.push(...nodes[node]!.split!.children);
    }
  }
  return { alphas, cutAt };
}

function weakestLink(
  nodes: readonly TreeGrowth[],
  cost: readonly number[],
  isInner: (node: number) => boolean,
): { node: number; alpha: number } {
  const leaves = new Float64Array(nodes.length);
  const below = new Float64Array(nodes.length);
  let weakest = { node: 0, alpha: Number.POSITIVE_INFINITY };
  // Children stand after their parents.
  for (let node = nodes.length - 1; node >= 0; node--) {
    if (!isInner(node)) {
      leaves[node] = 1;
      below[node] = cost[node]!;
      continue;
    }
    const [left, right] = nodes[node]!.split!.children;
    leaves[node] = leaves[left]! + leaves[right]!;
    below[node] = below[left]! + below[right]!;
    const alpha = (cost[node]! - below[node]!) / (leaves[node]! - 1);
    if (alpha <= weakest.alpha) weakest = { node, alpha };
  }
  return weakest;
}
