import { KindredError } from "../../core/errors.ts";
import { Random } from "../../core/random.ts";
import type { Trees } from "../boosting/trees.ts";
import { breathe } from "../breathe.ts";
import type { FitContext, Labelled } from "../estimator.ts";
import { checkDesign, checkTargets } from "../rows.ts";
import { type Binned, binDesign } from "./binned.ts";
import type { CategoryCodes } from "./categories.ts";
import { type FlatTree, flatten, joinTrees } from "./flatten.ts";
import { ForestGrower, type GrownTree, type TreeSeeds } from "./grower.ts";
import { OutOfBag, type OutOfBagScores } from "./out-of-bag.ts";
import { columnsDrawn, type ForestParameters } from "./parameters.ts";

/** Below this many (row, tree) pairs one thread is as fast: starting a worker costs tens of milliseconds. */
const THREAD_PAIRS = 200_000;

export interface FittedForest {
  readonly trees: Trees;
  readonly codes: CategoryCodes;
  readonly outOfBag: OutOfBagScores;
}

/** Breiman's random forest (2001) on histograms. */
export async function fitForest(data: Labelled, p: ForestParameters, ctx: FitContext): Promise<FittedForest> {
  checkOutcomes(data, p);
  ctx.signal?.throwIfAborted();
  const { rows, cols } = data.x;
  const binned = binDesign(data.x, data.columns, p.maxBins);
  const shift = p.criterion === "gini" ? 0 : weightedMean(data);
  const growth = {
    mtry: columnsDrawn(p.maxFeatures, cols),
    maxDepth: p.maxDepth,
    minLeaf: p.minSamplesLeaf,
    binary: p.criterion === "gini",
    draws: Math.max(1, Math.round(p.maxSamples * rows)),
  };
  const threads = rows * p.nEstimators < THREAD_PAIRS ? 1 : Math.min(ctx.threads ?? 1, p.nEstimators);
  const grower = await ForestGrower.start(binned, targetsOf(data, shift), null, growth, threads);
  try {
    const random = new Random(ctx.seed).fork("forest");
    const outOfBag = new OutOfBag(rows);
    const trees: FlatTree[] = [];
    while (trees.length < p.nEstimators) {
      const count = Math.min(grower.threads, p.nEstimators - trees.length);
      const seeds = Array.from({ length: count }, () => seedsOf(random));
      grower.bootstrap(seeds);
      for (const tree of grower.grow(seeds, 0)) {
        const value = (node: number) => shift + meanOf(tree, node);
        outOfBag.add(tree.leafOf, value);
        trees.push(
          flatten(
            tree,
            binned,
            meaningOf(tree, (node) => value(node) / p.nEstimators),
          ),
        );
      }
      ctx.onProgress?.(trees.length, p.nEstimators);
      await breathe(ctx.signal);
    }
    return {
      trees: joinTrees(trees),
      codes: codesOf(binned),
      outOfBag: outOfBag.scores(data, p.criterion === "gini"),
    };
  } finally {
    await grower.close();
  }
}

/** Two pairs of random words, neither pair all 0. */
export function seedsOf(random: Random): TreeSeeds {
  const pair = (): [number, number] => [random.uint32() | 1, random.uint32()];
  return { draw: pair(), grow: pair() };
}

export function codesOf(binned: Binned): CategoryCodes {
  return binned.codes.map((codes) => codes && Array.from(codes));
}

function meanOf(tree: GrownTree, node: number): number {
  return tree.numbers[node * 6 + 3]! / tree.numbers[node * 6 + 2]!;
}

function meaningOf(tree: GrownTree, value: (node: number) => number) {
  return { value, cover: (node: number) => tree.numbers[node * 6 + 2]!, cut: () => false };
}

function checkOutcomes(data: Labelled, p: ForestParameters): void {
  checkDesign(data);
  if (p.criterion === "squared-error") {
    checkTargets(data, "a finite number", Number.isFinite);
    return;
  }
  checkTargets(data, "0, 1", (y) => y === 0 || y === 1);
  const first = data.y[0]!;
  if (data.y.every((y) => y === first)) throw new KindredError("one-class", { value: first });
}

function weightedMean({ y, weight }: Labelled): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < y.length; i++) {
    const w = weight?.[i] ?? 1;
    sum += w * y[i]!;
    total += w;
  }
  return sum / total;
}

/** Weight (at a mean of 1) and weight × (outcome − shift) of each row. */
export function targetsOf({ y, weight }: Pick<Labelled, "y" | "weight">, shift: number): Float32Array {
  const scale = weight ? weight.length / weight.reduce((a, b) => a + b, 0) : 1;
  const targets = new Float32Array(y.length * 2);
  for (let i = 0; i < y.length; i++) {
    const w = (weight?.[i] ?? 1) * scale;
    targets[i * 2] = w;
    targets[i * 2 + 1] = w * (y[i]! - shift);
  }
  return targets;
}
