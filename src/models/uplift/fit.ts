import { Random } from "../../core/random.ts";
import type { Trees } from "../boosting/trees.ts";
import { breathe } from "../breathe.ts";
import type { FitContext } from "../estimator.ts";
import { binDesign } from "../forest/binned.ts";
import type { CategoryCodes } from "../forest/categories.ts";
import { codesOf, seedsOf, targetsOf } from "../forest/fit.ts";
import { type FlatTree, flatten, joinTrees } from "../forest/flatten.ts";
import { ForestGrower } from "../forest/grower.ts";
import { columnsDrawn } from "../forest/parameters.ts";
import { checkTargets } from "../rows.ts";
import { NodeEstimates } from "./estimates.ts";
import type { UpliftForestParameters } from "./parameters.ts";
import { checkTreated, type TreatedRows } from "./treated.ts";

/** Below this many (row, tree) pairs one thread is as fast. */
const THREAD_PAIRS = 200_000;

export interface FittedUpliftForest {
  /** A leaf's value: its effect over the number of trees. */
  readonly trees: Trees;
  /** A leaf's mean of the control over the number of trees, by the same node ids. */
  readonly control: Float64Array;
  readonly codes: CategoryCodes;
}

/**
 * Trees that split where the effects of the two sides differ most beside their error (Su et al. 2009), grown on
 * a part of the rows, with leaves estimated on all others (Athey and Imbens 2016; Wager and Athey 2018).
 */
export async function fitUpliftForest(
  data: TreatedRows,
  p: UpliftForestParameters,
  ctx: FitContext,
): Promise<FittedUpliftForest> {
  checkTreated(data);
  checkTargets(data, "a finite number", Number.isFinite);
  ctx.signal?.throwIfAborted();
  const { rows, cols } = data.x;
  const binned = binDesign(data.x, data.columns, p.maxBins);
  const shift = data.y.reduce((sum, y) => sum + y / rows, 0);
  const targets = targetsOf(data, shift);
  const growing = Math.max(1, Math.floor(p.maxSamples * rows));
  const growth = {
    mtry: columnsDrawn(p.maxFeatures, cols),
    maxDepth: p.maxDepth,
    minLeaf: p.minSamplesLeaf,
    binary: false,
    draws: growing,
  };
  const threads = rows * p.nEstimators < THREAD_PAIRS ? 1 : Math.min(ctx.threads ?? 1, p.nEstimators);
  const grower = await ForestGrower.start(binned, targets, data.treatment, growth, threads);
  try {
    const random = new Random(ctx.seed).fork("uplift-forest");
    const order = Int32Array.from({ length: rows }, (_, row) => row);
    const everyone = wholeOf(targets, data.treatment);
    const trees: FlatTree[] = [];
    const control: FlatTree[] = [];
    while (trees.length < p.nEstimators) {
      const count = Math.min(grower.threads, p.nEstimators - trees.length);
      // Tree by tree, so that the random numbers come in the same order whatever the threads.
      const seeds = Array.from({ length: count }, (_, thread) => {
        const own = seedsOf(random);
        drawFirst(order, growing, random);
        const counts = grower.counts(thread).fill(0);
        for (let i = 0; i < growing; i++) counts[order[i]!] = 1;
        return own;
      });
      for (let thread = count; thread < grower.threads; thread++) grower.counts(thread).fill(0);
      for (const tree of grower.grow(seeds, 0)) {
        const estimates = p.honest
          ? NodeEstimates.honest(tree, data.treatment, targets)
          : NodeEstimates.grown(tree);
        // A tree whose rows are all of one arm says what everyone together says.
        const whole = estimates.hasBoth(0) ? null : everyone;
        const least = Math.ceil(p.minSamplesLeaf / 2);
        const meaning = (of: "effect" | "controlMean") => ({
          value: (node: number) => (whole ?? estimates)[of](node) / p.nEstimators,
          cover: (node: number) => (whole ?? estimates).cover(node),
          cut: (node: number) => whole !== null || (p.honest && estimates.tooSmallBelow(node, least)),
        });
        trees.push(flatten(tree, binned, meaning("effect")));
        control.push(flatten(tree, binned, meaning("controlMean")));
      }
      ctx.onProgress?.(trees.length, p.nEstimators);
      await breathe(ctx.signal);
    }
    const { column, value } = joinTrees(control);
    // The outcomes were taken less their mean; every leaf gets its tree's part of it back.
    const means = value.map((mean, id) => (column[id]! < 0 ? mean + shift / p.nEstimators : 0));
    return { trees: joinTrees(trees), control: means, codes: codesOf(binned) };
  } finally {
    await grower.close();
  }
}

/** Effect and mean of the control over all rows. */
function wholeOf(targets: Float32Array, treatment: Uint8Array) {
  const sums = [0, 0, 0, 0];
  treatment.forEach((arm, row) => {
    sums[arm * 2]! += targets[row * 2]!;
    sums[arm * 2 + 1]! += targets[row * 2 + 1]!;
  });
  const [control, treated] = [sums[1]! / sums[0]!, sums[3]! / sums[2]!];
  return { effect: () => treated - control, controlMean: () => control, cover: () => treatment.length };
}

/** Shuffles `count` of the items to the front (Fisher and Yates). */
function drawFirst(items: Int32Array, count: number, random: Random): void {
  for (let i = 0; i < count; i++) {
    const j = i + random.int(items.length - i);
    const item = items[i]!;
    items[i] = items[j]!;
    items[j] = item;
  }
}
