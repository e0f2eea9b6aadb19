import { Random } from "../../core/random.ts";
import { breathe } from "../breathe.ts";
import type { FitContext } from "../estimator.ts";
import { type Ground, growTree, leafOfRow } from "./grow.ts";
import type { TreeParameters } from "./parameters.ts";
import { pruningPath } from "./prune.ts";

const EDGE = 1e-6;

/**
 * The largest alpha whose held-out loss (log-loss, or squared error) lies within one standard error, of the folds' paired
 * differences, of the best one's (Breiman et al. 1984, section 3.4.3). Judged are the geometric means of neighbours
 * among `alphas`, the whole tree's. `value`: a leaf's prediction on the scale of `outcome`.
 */
export async function chooseAlpha(
  ground: Ground,
  alphas: readonly number[],
  p: TreeParameters,
  value: (w: number, s: number) => number,
  outcome: Float64Array,
  ctx: FitContext,
): Promise<number> {
  const between = alphas.slice(1).map((alpha, k) => Math.sqrt(alphas[k]! * alpha));
  // The last stands for one leaf alone, in every fold.
  const tried = [...between, Number.POSITIVE_INFINITY];
  const folds = foldsOf(ground.binned.rows, p.folds, ctx.seed);
  const losses: Float64Array[] = [];
  for (const [fold, held] of folds.entries()) {
    const rows = Int32Array.from(folds.flatMap((other) => (other === held ? [] : [...other]))).sort();
    const nodes = await growTree(ground, rows, p, ctx.signal);
    const { cutAt } = pruningPath(nodes, p.criterion);
    const predicted = nodes.map(({ w, s }) => value(w, s));
    losses.push(
      Float64Array.from(tried, (alpha) => {
        let [sum, weight] = [0, 0];
        for (const row of held) {
          const leaf = leafOfRow(nodes, ground.binned, row, (node) => cutAt[node]! <= alpha);
          sum += ground.w[row]! * lossOf(predicted[leaf]!, outcome[row]!, p);
          weight += ground.w[row]!;
        }
        return sum / weight;
      }),
    );
    ctx.onProgress?.(fold + 2, folds.length + 1);
    await breathe(ctx.signal);
  }
  const k = chosen(losses);
  return between[k] ?? alphas.at(-1)!;
}

function foldsOf(rows: number, folds: number, seed: number): Int32Array[] {
  const order = new Random(seed).fork("tree").shuffle(Int32Array.from({ length: rows }, (_, i) => i));
  const count = Math.min(folds, rows);
  return Array.from({ length: count }, (_, k) => order.filter((_, i) => i % count === k));
}

function lossOf(predicted: number, outcome: number, p: TreeParameters): number {
  if (p.criterion === "squared-error") return (outcome - predicted) ** 2;
  const kept = Math.min(1 - EDGE, Math.max(EDGE, predicted));
  return -Math.log(outcome === 1 ? kept : 1 - kept);
}

function chosen(losses: readonly Float64Array[]): number {
  const folds = losses.length;
  const mean = (k: number) => losses.reduce((sum, loss) => sum + loss[k]!, 0) / folds;
  const means = Array.from(losses[0]!, (_, k) => mean(k));
  const best = means.indexOf(Math.min(...means));
  for (let k = means.length - 1; k > best; k--) {
    const apart = means[k]! - means[best]!;
    const spread = losses.reduce((sum, loss) => sum + (loss[k]! - loss[best]! - apart) ** 2, 0);
    if (apart <= Math.sqrt(spread / Math.max(1, folds - 1) / folds)) return k;
  }
  return best;
}
