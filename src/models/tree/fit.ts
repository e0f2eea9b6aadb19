import { KindredError } from "../../core/errors.ts";
import { type TreeNode, type Trees, treesOf } from "../boosting/trees.ts";
import { breathe } from "../breathe.ts";
import type { FitContext, Labelled } from "../estimator.ts";
import { type Binned, binDesign } from "../forest/binned.ts";
import type { CategoryCodes } from "../forest/categories.ts";
import { codesOf } from "../forest/fit.ts";
import { checkDesign, checkTargets } from "../rows.ts";
import { chooseAlpha } from "./choose-alpha.ts";
import { growTree, type TreeGrowth } from "./grow.ts";
import type { TreeParameters } from "./parameters.ts";
import { pruningPath } from "./prune.ts";
import type { Split } from "./split.ts";

export interface FittedTree {
  readonly trees: Trees;
  readonly codes: CategoryCodes;
  /** The alpha it was pruned at. */
  readonly ccpAlpha: number;
  /** At which alphas the whole tree would get smaller, rising from 0. */
  readonly alphas: readonly number[];
}

export async function fitTree(data: Labelled, p: TreeParameters, ctx: FitContext): Promise<FittedTree> {
  checkOutcomes(data, p);
  await breathe(ctx.signal);
  const binary = p.criterion !== "squared-error";
  const { rows } = data.x;
  const w = data.weight ? scaled(data.weight) : new Float64Array(rows).fill(1);
  // Amounts less their mean: so sums of large amounts do not lose their digits.
  const shift = binary ? 0 : data.y.reduce((sum, y, i) => sum + w[i]! * y, 0) / rows;
  const s = data.y.map((y, i) => w[i]! * (y - shift));
  const ground = { x: data.x, binned: binDesign(data.x, data.columns, p.maxBins), w, s };
  const value = (weight: number, sum: number) =>
    binary ? (sum + p.laplace) / (weight + 2 * p.laplace) : shift + sum / weight;
  const everyone = Int32Array.from({ length: rows }, (_, i) => i);
  const nodes = await growTree(ground, everyone, p, ctx.signal);
  ctx.onProgress?.(1, p.ccpAlpha === "cross-validated" ? Math.min(p.folds, rows) + 1 : 1);
  await breathe(ctx.signal);
  const { alphas, cutAt } = pruningPath(nodes, p.criterion);
  const ccpAlpha =
    p.ccpAlpha === "cross-validated" ? await chooseAlpha(ground, alphas, p, value, data.y, ctx) : p.ccpAlpha;
  const kept = finish(nodes, ground.binned, (node) => cutAt[node]! <= ccpAlpha, value);
  return { trees: treesOf([kept]), codes: codesOf(ground.binned), ccpAlpha, alphas };
}

/** Weights at a mean of 1. */
function scaled(weight: Float64Array): Float64Array {
  const scale = weight.length / weight.reduce((a, b) => a + b, 0);
  return weight.map((w) => w * scale);
}

function checkOutcomes(data: Labelled, p: TreeParameters): void {
  checkDesign(data);
  if (p.criterion === "squared-error") {
    checkTargets(data, "a finite number", Number.isFinite);
    return;
  }
  checkTargets(data, "0, 1", (y) => y === 0 || y === 1);
  const first = data.y[0]!;
  if (data.y.every((y) => y === first)) throw new KindredError("one-class", { value: first });
}

/** The nodes that are kept, with sets of category bins that go to the side where what is missing does not. */
function finish(
  nodes: readonly TreeGrowth[],
  binned: Binned,
  isCut: (node: number) => boolean,
  value: (w: number, s: number) => number,
): TreeNode[] {
  const kept: TreeNode[] = [];
  const put = (at: number): number => {
    const { split, w, s, rows: cover } = nodes[at]!;
    const id = kept.length;
    const leaf = {
      column: -1,
      threshold: 0,
      missingLeft: false,
      left: 0,
      right: 0,
      value: value(w, s),
      cover,
    };
    kept.push(leaf);
    if (!split || isCut(at)) return id;
    const { column, threshold, missingLeft, children } = split;
    const inner = {
      column,
      threshold,
      missingLeft,
      left: put(children[0]),
      right: put(children[1]),
      value: 0,
      cover,
    };
    kept[id] =
      binned.kinds[column] === 1 ? { ...inner, codes: listed(split, binned.counts[column]!) } : inner;
    return id;
  };
  put(0);
  return kept;
}

/** Bins on the side that missing values do not take. */
function listed({ left, missingLeft }: Split, bins: number): number[] {
  return Array.from({ length: bins }, (_, bin) => bin).filter((bin) => (left[bin] === 1) !== missingLeft);
}
