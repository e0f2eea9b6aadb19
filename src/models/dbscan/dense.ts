import { breathe } from "../breathe.ts";
import type { FitContext } from "../estimator.ts";
import type { PointTree } from "../neighbours/point-tree.ts";

/** Leaves of one order: the event loop turns between two orders. */
const LEAVES = 1024;
/** The level of the tree whose subtrees the threads join by themselves. */
const JOIN_LEVEL = 5;

/** Groups of dense points, by place in the tree's order. */
export interface DensePoints {
  readonly isCore: Uint8Array;
  /** Group of every point, −1 = noise. */
  readonly label: Int32Array;
  readonly groups: number;
}

/**
 * DBSCAN over the points of a tree (kernels/neighbours/dense.ts): which are core points, which core points lie within
 * `eps` of each other, and the lowest group within `eps` of each other point. Groups are numbered by the lowest row of the
 * input among their core points.
 */
export async function densePoints(
  tree: PointTree,
  eps: number,
  minSamples: number,
  ctx: FitContext,
): Promise<DensePoints> {
  const { team, size, firstLeaf, nodes } = tree;
  const isCore = team.bytes(size);
  const [parent, one] = [team.ints(size), team.ints(nodes)];
  const [group, label] = [team.ints(size), team.ints(size)];
  // The fields of Dense in kernels/neighbours/dense.ts, in their order.
  const block = team.doubles(5);
  new Int32Array(team.memory.buffer, block.at, 8).set([
    tree.at,
    minSamples,
    ...[isCore.at, parent.at, one.at, group.at, label.at],
  ]);
  block.view[4] = eps * eps;
  const leaves = nodes - firstLeaf;
  const overLeaves = async (name: string, stage: number) => {
    for (let leaf = firstLeaf; leaf < nodes; leaf += LEAVES) {
      await breathe(ctx.signal);
      tree.shareOut(name, [block.at], leaf, Math.min(leaf + LEAVES, nodes));
      ctx.onProgress?.(stage * leaves + Math.min(leaf + LEAVES, nodes) - firstLeaf, 3 * leaves);
    }
  };
  await overLeaves("countNear", 0);
  const top = Math.min(firstLeaf, 2 ** JOIN_LEVEL - 1);
  tree.shareOut("joinBelow", [block.at], top, 2 * top + 1);
  await breathe(ctx.signal);
  team.call("joinTop", block.at, top - 1);
  ctx.onProgress?.(2 * leaves, 3 * leaves);
  const groups = numberByFirstRow(tree, isCore.view, parent.view, group.view);
  await overLeaves("reachBorder", 2);
  return { isCore: isCore.view, label: label.view, groups };
}

/** Writes the number of each core point's group, by the lowest row among its core points, −1 elsewhere; how many there are. */
function numberByFirstRow(
  tree: PointTree,
  isCore: Uint8Array,
  parent: Int32Array,
  group: Int32Array,
): number {
  const placeOf = new Int32Array(tree.size);
  for (let i = 0; i < tree.size; i++) placeOf[tree.order[i]!] = i;
  group.fill(-1);
  let next = 0;
  // A set's root is its lowest place; rows come in another order, so the root is numbered when its first row is met.
  for (const i of placeOf) {
    if (isCore[i] === 0) continue;
    let root = i;
    while (parent[root] !== root) root = parent[root]!;
    if (group[root] === -1) group[root] = next++;
    group[i] = group[root]!;
  }
  return next;
}
