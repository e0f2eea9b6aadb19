import type { Matrix } from "../../core/matrix.ts";
import { treeShap } from "../boosting/shap.ts";
import { type Trees, treeCount } from "../boosting/trees.ts";
import type { Contributions } from "../estimator.ts";
import { sliceTrees } from "./flatten.ts";

/** Nodes explained at once: their leaves' conditions lie in memory together. */
const NODES_AT_ONCE = 40_000;

/** TreeSHAP of a sum of trees, a part of them at a time: deep trees have too many leaves to lay out all at once. */
export async function forestShap(
  trees: Trees,
  x: Matrix,
  ctx: { readonly threads?: number; readonly signal?: AbortSignal } = {},
): Promise<Contributions> {
  const effects = new Float64Array(x.rows * x.cols);
  let base = 0;
  for (let from = 0; from < treeCount(trees); ) {
    let to = from + 1;
    while (to < treeCount(trees) && trees.roots[to + 1]! - trees.roots[from]! <= NODES_AT_ONCE) to++;
    const part = await treeShap(sliceTrees(trees, from, to), 0, x, ctx);
    base += part.base;
    for (let i = 0; i < effects.length; i++) effects[i]! += part.effects[i]!;
    from = to;
  }
  return { base, rows: x.rows, cols: x.cols, effects };
}
