import { KindredError } from "../../core/errors.ts";
import { Random } from "../../core/random.ts";
import { breathe } from "../breathe.ts";
import type { FitContext } from "../estimator.ts";
import { Team } from "../threads/team.ts";
import { Batcher, type Scales, scalesOf } from "./batch.ts";
import { initialise, layoutOf, type Sizes } from "./layout.ts";
import { lossOf, type Outcomes } from "./loss.ts";
import { Network } from "./network.ts";
import type { SequenceParameters } from "./parameters.ts";
import { type LabelledSequences, rowsOf } from "./sequences.ts";

const BREATHE_BATCHES = 8;
/** Batches of about equal lengths are made from so many batches' sequences: less is padded. */
const LENGTH_POOL = 8;

export interface FittedSequence {
  readonly sizes: Sizes;
  readonly weights: Float32Array;
  readonly scales: Scales;
  readonly nIter: number;
  readonly converged: boolean;
  readonly validationLoss: readonly number[];
}

/** Adam on shuffled batches; keeps the weights of the pass with the lowest held-out loss. One thread, so the same for any. */
export async function fitSequence(
  data: LabelledSequences,
  p: SequenceParameters,
  ctx: FitContext,
): Promise<FittedSequence> {
  const random = new Random(ctx.seed).fork("sequence");
  const rows = rowsOf(data);
  const order = random.shuffle(Int32Array.from({ length: rows }, (_, i) => i));
  const held = Math.floor(p.validationFraction * rows);
  const training = order.slice(held);
  const kinds = data.kinds.length;
  const choices = data.next && p.nextWeight > 0 ? kinds : 0;
  const sizes = { kinds, choices, embedding: p.embedding, units: p.units };
  const network = new Network(
    Team.alone("neural"),
    layoutOf(sizes),
    Math.min(p.batchSize, rows),
    p.maxEvents,
  );
  const ones = training.reduce((sum, i) => sum + data.y[i]!, 0);
  initialise(network.weights, network.layout, Math.log((ones + 1) / (training.length - ones + 1)), random);
  const scales = scalesOf(data);
  const codeOf = Int32Array.from(data.kinds, (_, k) => k + 1);
  const batcher = new Batcher(data, scales, codeOf, network.rows, p.maxEvents);
  const course = new Course(network, batcher, data, p);
  const validationLoss: number[] = [];
  let best = { loss: Number.POSITIVE_INFINITY, at: 0, weights: network.weights };
  let pass = 0;
  let converged = false;
  while (pass < p.maxIter && !converged) {
    ctx.onProgress?.(pass, p.maxIter);
    await course.pass(training, random, ctx.signal);
    pass++;
    if (held === 0) continue;
    const loss = await course.loss(order.subarray(0, held), ctx.signal);
    validationLoss.push(loss);
    if (loss < best.loss) best = { loss, at: pass, weights: network.weights.slice() };
    converged = pass - best.at >= p.nIterNoChange;
  }
  const weights = best.at > 0 ? best.weights : network.weights.slice();
  if (!weights.every(Number.isFinite))
    throw new KindredError("bad-parameter", {
      name: "learningRateInit",
      value: p.learningRateInit,
      allowed: "smaller: the weights grew without end",
    });
  return { sizes, weights, scales, nIter: pass, converged, validationLoss };
}

class Course {
  readonly #network: Network;
  readonly #batcher: Batcher;
  readonly #data: LabelledSequences;
  readonly #p: SequenceParameters;

  constructor(network: Network, batcher: Batcher, data: LabelledSequences, p: SequenceParameters) {
    this.#network = network;
    this.#batcher = batcher;
    this.#data = data;
    this.#p = p;
  }

  /** Once over all training sequences, in a new order. */
  async pass(training: Int32Array, random: Random, signal?: AbortSignal): Promise<void> {
    const { batchSize, learningRateInit, alpha, clipNorm } = this.#p;
    const size = Math.min(batchSize, this.#network.rows);
    random.shuffle(training);
    for (let from = 0; from < training.length; from += size * LENGTH_POOL)
      training
        .subarray(from, from + size * LENGTH_POOL)
        .sort((a, b) => this.#batcher.lengthOf(a) - this.#batcher.lengthOf(b));
    const starts = Array.from({ length: Math.ceil(training.length / size) }, (_, b) => b * size);
    for (const [done, from] of random.shuffle(starts).entries()) {
      if (done % BREATHE_BATCHES === 0) await breathe(signal);
      const sequences = training.subarray(from, from + size);
      const batch = this.#batcher.batch(sequences);
      this.#network.forward(batch);
      lossOf(this.#network, this.#outcomes(sequences), this.#p.nextWeight);
      this.#network.backward(batch);
      this.#network.step(learningRateInit, alpha / sequences.length, clipNorm);
    }
  }

  /** Mean loss of held-out sequences, by the weights of the moment. */
  async loss(held: Int32Array, signal?: AbortSignal): Promise<number> {
    const size = this.#network.rows;
    let sum = 0;
    for (let from = 0; from < held.length; from += size) {
      await breathe(signal);
      const sequences = held.subarray(from, from + size);
      this.#network.forward(this.#batcher.batch(sequences));
      sum += sequences.length * lossOf(this.#network, this.#outcomes(sequences), this.#p.nextWeight);
    }
    return sum / held.length;
  }

  #outcomes(sequences: Int32Array): Outcomes {
    const { y, next } = this.#data;
    return {
      y: Float64Array.from(sequences, (i) => y[i]!),
      next: sequences.map((i) => next?.[i] ?? -1),
    };
  }
}
