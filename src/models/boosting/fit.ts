import { Random } from "../../core/random.ts";
import type { FitContext, Labelled } from "../estimator.ts";
import { rowRange, Team } from "../threads/team.ts";
import { BinnedWalk } from "./binned-walk.ts";
import { type BinnedRows, binRows, findBins } from "./bins.ts";
import { checkLabelled } from "./data.ts";
import { Grower, type RoundSums } from "./grow.ts";
import { baseScore, lossCode, meanLoss } from "./losses.ts";
import type { BoostingParameters } from "./parameters.ts";
import type { TreeNode } from "./trees.ts";

/** Below this many values one thread is as fast: starting a worker costs tens of milliseconds. */
const THREAD_CELLS = 2_000_000;

export interface FittedBoosting {
  readonly base: number;
  readonly trees: readonly (readonly TreeNode[])[];
  /** Mean loss on `validation` after each round, when there was one. */
  readonly validationLoss: readonly number[];
}

/** Scores, targets and weights in the team's memory, padded so that four rows can be read at once. */
interface Targets {
  readonly score: { readonly at: number; readonly view: Float32Array };
  readonly y: number;
  readonly weight: number;
}

/** Fits boosted trees (Friedman 2001; leaf-wise on histograms as in LightGBM, Ke et al. 2017). */
export async function fitBoosting(
  data: Labelled,
  p: BoostingParameters,
  ctx: FitContext,
): Promise<FittedBoosting> {
  checkLabelled(data, p);
  const threads = data.x.rows * data.x.cols < THREAD_CELLS ? 1 : (ctx.threads ?? 1);
  ctx.signal?.throwIfAborted();
  const team = await Team.start({ kernel: "boosting", threads });
  try {
    return await new Fit(team, data, p, ctx).run();
  } finally {
    await team.close();
  }
}

class Fit {
  readonly #team: Team;
  readonly #data: Labelled;
  readonly #p: BoostingParameters;
  readonly #ctx: FitContext;
  readonly #random: Random;
  readonly #base: number;
  /** What is taken off scores and targets, so that large targets keep their digits in float32. */
  readonly #shift: number;
  readonly #targets: Targets;
  readonly #grower: Grower;
  readonly #walk: BinnedWalk;
  readonly #binned: BinnedRows;
  readonly #validation: { rows: BinnedRows; score: Targets["score"]; data: Labelled } | undefined;
  readonly #sumsAt: number;
  readonly #totalWeight: number;
  readonly #maxWeight: number;

  constructor(team: Team, data: Labelled, p: BoostingParameters, ctx: FitContext) {
    this.#team = team;
    this.#data = data;
    this.#p = p;
    this.#ctx = ctx;
    this.#random = new Random(ctx.seed).fork("boosting");
    this.#base = baseScore(p.loss, data);
    this.#shift = p.loss === "squared" ? this.#base : 0;
    const binner = findBins(team, data.x, data.columns, p.maxBins);
    this.#binned = binRows(team, binner, data.x, true);
    this.#targets = this.#putTargets();
    this.#sumsAt = team.alloc(threadBytes * team.threads);
    const monotone = data.columns.map(({ name }) => p.monotonicCst[name] ?? 0);
    this.#grower = new Grower(team, p, binner, this.#binned, monotone, this.#targets.score.at);
    this.#walk = new BinnedWalk(team, p.maxLeafNodes);
    this.#totalWeight = data.weight?.reduce((a, b) => a + b, 0) ?? data.x.rows;
    this.#maxWeight = data.weight?.reduce((a, b) => Math.max(a, b), 0) ?? 1;
    if (p.earlyStopping && data.validation) {
      const score = team.floats(data.validation.x.rows);
      score.view.fill(this.#base - this.#shift);
      const rows = binRows(team, binner, data.validation.x, false);
      this.#validation = { rows, score, data: data.validation };
    }
  }

  async run(): Promise<FittedBoosting> {
    const p = this.#p;
    const trees: TreeNode[][] = [];
    const losses: number[] = [];
    let best = this.#validationLoss();
    let bestRound = 0;
    for (let round = 0; round < p.maxIter; round++) {
      this.#ctx.signal?.throwIfAborted();
      const tree = this.#grow();
      // Where a tree sees all rows and columns, the next would find no split either.
      if (!tree && p.maxFeatures === 1 && p.subsample === 1) break;
      if (tree) trees.push(tree);
      this.#ctx.onProgress?.(round + 1, p.maxIter);
      if (this.#validation) {
        const loss = this.#validationLoss();
        losses.push(loss);
        if (loss < best - p.tol) {
          best = loss;
          bestRound = trees.length;
        } else if (trees.length - bestRound >= p.nIterNoChange) break;
      }
      await new Promise(setImmediate);
    }
    const kept = this.#validation ? bestRound : trees.length;
    return { base: this.#base, trees: trees.slice(0, kept), validationLoss: losses };
  }

  /** One round: derivatives, tree, scores. Undefined when no split was worth it. */
  #grow(): TreeNode[] | undefined {
    const { sums, kept } = this.#derive();
    if (this.#p.maxFeatures < 1) this.#grower.allow(this.#chooseColumns());
    const nodes = this.#grower.grow(sums, kept);
    if (nodes.length === 1) return undefined;
    if (this.#p.subsample === 1) this.#grower.addLeaves((nodes.length + 1) / 2);
    else this.#walk.add(nodes, this.#binned, this.#targets.score.at);
    if (this.#validation) this.#walk.add(nodes, this.#validation.rows, this.#validation.score.at);
    return this.#grower.finish(nodes);
  }

  #derive(): { sums: RoundSums; kept: number[] } {
    const team = this.#team;
    const { rows } = this.#data.x;
    const loss = lossCode[this.#p.loss];
    const { score, y, weight } = this.#targets;
    const out = (thread: number) => this.#sumsAt + thread * threadBytes;
    const [most, steepest] = this.#greatest(out);
    // The sums of |g| and of h must fit in 31 and 32 bits, one row in 15 and 16.
    const totalG = this.#p.loss === "log-loss" ? this.#totalWeight : rows * most;
    const totalH = this.#p.loss === "poisson" ? rows * steepest : this.#totalWeight * steepestOne[loss]!;
    const scaleG = Math.fround(scale(2 ** 31 - 1 - rows, totalG, 32_766, most));
    const scaleH = Math.fround(scale(2 ** 32 - 1 - 2 * rows, totalH, 65_534, steepest));
    const seed = this.#random.uint32() | 0;
    const { subsample } = this.#p;
    const keep = subsample === 1 ? 0 : Math.max(1, Math.floor(subsample * 2 ** 32));
    const kept = Array.from(
      team.run("gradients", (thread) => [
        loss,
        score.at,
        y,
        weight,
        ...rowRange(rows, team.threads, thread),
        scaleG,
        scaleH,
        seed,
        keep,
        this.#grower.pairs,
        out(thread),
      ]),
    );
    let g = 0;
    let h = 0;
    let squares = 0;
    for (let thread = 0; thread < team.threads; thread++) {
      const sums = new Float64Array(team.memory.buffer, out(thread), 3);
      g += sums[0]!;
      h += sums[1]!;
      squares += sums[2]! * 256;
    }
    const sampled = kept.reduce((a, b) => a + b, 0);
    const [unitG, unitH] = [1 / scaleG, 1 / scaleH];
    const noise = (squares * unitG * unitG) / (h * unitH);
    return { sums: { g, h, rows: sampled, unitG, unitH, noise }, kept };
  }

  /** Greatest |g| and h that a row can have this round. */
  #greatest(out: (thread: number) => number): [number, number] {
    const { loss } = this.#p;
    if (loss === "log-loss") return [this.#maxWeight, this.#maxWeight / 4];
    const team = this.#team;
    const { rows } = this.#data.x;
    const { score, y, weight } = this.#targets;
    team.run("gradientRange", (thread) => [
      lossCode[loss],
      score.at,
      y,
      weight,
      ...rowRange(rows, team.threads, thread),
      out(thread),
    ]);
    let most = 0;
    let steepest = 0;
    for (let thread = 0; thread < team.threads; thread++) {
      const range = new Float64Array(team.memory.buffer, out(thread), 2);
      most = Math.max(most, range[0]!);
      steepest = Math.max(steepest, range[1]!);
    }
    return [most, steepest];
  }

  #chooseColumns(): Uint8Array {
    const { cols } = this.#data.x;
    const order = this.#random.shuffle(Int32Array.from({ length: cols }, (_, c) => c));
    const chosen = new Uint8Array(cols);
    for (const c of order.subarray(0, Math.ceil(this.#p.maxFeatures * cols))) chosen[c] = 1;
    return chosen;
  }

  #putTargets(): Targets {
    const { y, weight, x } = this.#data;
    const padded = Math.ceil(x.rows / 16) * 16 + 16;
    const score = this.#team.floats(padded);
    score.view.fill(this.#base - this.#shift);
    const target = this.#team.floats(padded);
    for (let i = 0; i < x.rows; i++) target.view[i] = y[i]! - this.#shift;
    if (!weight) return { score, y: target.at, weight: 0 };
    const weights = this.#team.floats(padded);
    weights.view.set(weight);
    return { score, y: target.at, weight: weights.at };
  }

  #validationLoss(): number {
    if (!this.#validation) return 0;
    const { score, data } = this.#validation;
    return meanLoss(this.#p.loss, score.view, this.#shift, data.y, data.weight);
  }
}

const threadBytes = 128;
/** Greatest second derivative of a row of weight 1, by loss code (Poisson's has no limit). */
const steepestOne = [0.25, 1, Number.NaN];

/** Units per 1 so that neither one row nor the sum over all leaves its bits; 1 when all derivatives are 0. */
function scale(sumLimit: number, total: number, rowLimit: number, most: number): number {
  if (!(most > 0)) return 1;
  return Math.min(sumLimit / total, rowLimit / most) * 0.999;
}
