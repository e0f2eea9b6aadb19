import type { Matrix } from "../../core/matrix.ts";
import type { FitContext } from "../estimator.ts";
import { type AllNearest, allNearest } from "../neighbours/all-nearest.ts";
import { PointTree, threadsFor } from "../neighbours/point-tree.ts";
import { badParameter } from "../rules.ts";
import { Team } from "../threads/team.ts";
import { type CondensedTree, condense } from "./condense.ts";
import type { HdbscanParameters } from "./parameters.ts";
import { type Selection, selectGroups } from "./select.ts";
import { spanningTree } from "./spanning-tree.ts";

export interface FittedHdbscan {
  readonly minSamples: number;
  /** Row-major training rows and their core distances, by row. */
  readonly points: Float32Array;
  readonly core: Float64Array;
  /** Group of every training row, −1 = noise, and how surely it belongs, 0–1. */
  readonly labels: Int32Array;
  readonly membership: Float64Array;
  /** The condensed hierarchy: parent (−1 at the root), birth and number of the answer (−1 = none) of each node … */
  readonly parent: Int32Array;
  readonly birth: Float64Array;
  readonly number: Int32Array;
  /** … the node each row left last, and the highest density of each group of the answer. */
  readonly node: Int32Array;
  readonly last: Float64Array;
}

/** HDBSCAN* (Campello, Moulavi and Sander 2013; McInnes and Healy 2017), exact. */
export async function fitHdbscan(x: Matrix, p: HdbscanParameters, ctx: FitContext): Promise<FittedHdbscan> {
  const minSamples = p.minSamples || p.minClusterSize;
  if (minSamples > x.rows) throw badParameter("minSamples", minSamples, `1 … ${x.rows}, the number of rows`);
  const threads = threadsFor(x, ctx.threads);
  const team = await Team.start({ kernel: "neighbours", threads, atOnce: true });
  try {
    const tree = new PointTree(team, x);
    const near = await allNearest(tree, minSamples, ctx.signal);
    const hierarchy = condense(await spanningTree(tree, near, ctx), p.minClusterSize);
    return fitted(x, minSamples, tree, near, hierarchy, p);
  } finally {
    await team.close();
  }
}

function fitted(
  x: Matrix,
  minSamples: number,
  tree: PointTree,
  near: AllNearest,
  hierarchy: CondensedTree,
  p: HdbscanParameters,
): FittedHdbscan {
  const selection = selectGroups(hierarchy, p);
  const labels = new Int32Array(x.rows).fill(-1);
  const membership = new Float64Array(x.rows);
  const core = new Float64Array(x.rows);
  const node = new Int32Array(x.rows);
  for (let i = 0; i < tree.size; i++) {
    const row = tree.order[i]!;
    core[row] = Math.sqrt(near.squared[i * minSamples + minSamples - 1]!);
    node[row] = hierarchy.group[i]!;
    labels[row] = labelOf(i, hierarchy, selection, p);
    if (labels[row]! >= 0)
      membership[row] = strength(hierarchy, selection, labels[row]!, hierarchy.lambda[i]!);
  }
  return {
    minSamples,
    points: x.data.slice(0, x.rows * x.cols),
    core,
    labels,
    membership,
    parent: Int32Array.from(hierarchy.groups, (g) => g.parent),
    birth: Float64Array.from(hierarchy.groups, (g) => g.birth),
    number: selection.number,
    node,
    last: Float64Array.from(selection.chosen, (g) => hierarchy.groups[g]!.last),
  };
}

/** Where everything is one group, only rows that stay to its end (or to epsilon) belong to it, as in scikit-learn. */
function labelOf(
  i: number,
  tree: CondensedTree,
  { number, chosen }: Selection,
  p: HdbscanParameters,
): number {
  const label = number[tree.group[i]!]!;
  if (label < 0 || chosen[label] !== 0) return label;
  const least = p.clusterSelectionEpsilon > 0 ? 1 / p.clusterSelectionEpsilon : tree.groups[0]!.last;
  return tree.lambda[i]! >= least ? label : -1;
}

function strength(tree: CondensedTree, { chosen }: Selection, label: number, lambda: number): number {
  return membershipAt(lambda, tree.groups[chosen[label]!]!.last);
}

/** Share of the group's highest density at which a row still belongs to it. */
export function membershipAt(lambda: number, last: number): number {
  if (!Number.isFinite(lambda) || !(last > 0)) return 1;
  return Number.isFinite(last) ? Math.min(1, lambda / last) : 0;
}
