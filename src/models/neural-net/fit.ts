import { KindredError } from "../../core/errors.ts";
import { takeRows } from "../../core/matrix.ts";
import { Random } from "../../core/random.ts";
import { breathe } from "../breathe.ts";
import type { FitContext, Labelled } from "../estimator.ts";
import { Team } from "../threads/team.ts";
import { type Inputs, learnInputs, type Prepared, prepare, writeRow } from "./inputs.ts";
import { floatsOf, initialise, layersOf } from "./layers.ts";
import { CHUNKS, Network, RowAdam } from "./network.ts";
import { hiddenSizes, type NeuralNetParameters } from "./parameters.ts";

const BREATHE_BATCHES = 32;

export interface FittedNet {
  readonly inputs: Inputs;
  readonly hidden: readonly number[];
  /** Weights and biases, layer after layer, padded as in layers.ts. */
  readonly weights: Float32Array;
  /** The target's mean and deviation, which the network's output is in (squared loss); 0 and 1 for log-loss. */
  readonly target: { readonly mean: number; readonly scale: number };
  readonly nIter: number;
  readonly converged: boolean;
  /** Held-out loss after each pass; empty without held-out rows. */
  readonly validationLoss: readonly number[];
}

/** Adam on shuffled batches; keeps the weights of the pass with the lowest held-out loss. */
export async function fitNeuralNet(
  data: Labelled,
  p: NeuralNetParameters,
  ctx: FitContext,
): Promise<FittedNet> {
  const random = new Random(ctx.seed).fork("neural-net");
  const { train, held } = split(data, p, random);
  const inputs = await learnInputs(train, p.maxEmbedding, random, ctx);
  const hidden = hiddenSizes(p);
  const layers = layersOf(inputs.width, hidden);
  const bytes = floatsOf(layers) * 4 * (3 + CHUNKS);
  if (bytes > 3.5 * 2 ** 30)
    throw new KindredError("memory-limit", { neededMb: Math.ceil(bytes / 2 ** 20), limitMb: 4096 });
  const network = new Network(Team.alone("neural"), layers, Math.min(p.batchSize, train.x.rows));
  initialise(network.weights, layers, random);
  const target = targetScale(train.y, p);
  const course = new Course(network, inputs, train, target, p, random);
  const heldLoss = held ? new HeldOut(network, inputs, held, target, p) : null;
  const validationLoss: number[] = [];
  let best = {
    loss: Number.POSITIVE_INFINITY,
    at: 0,
    weights: network.weights.slice(),
    tables: tablesOf(inputs),
  };
  let pass = 0;
  let converged = false;
  while (pass < p.maxIter && !converged) {
    ctx.onProgress?.(pass, p.maxIter);
    await course.pass(ctx.signal);
    pass++;
    if (!heldLoss) continue;
    const loss = heldLoss.mean();
    validationLoss.push(loss);
    if (loss < best.loss)
      best = { loss, at: pass, weights: network.weights.slice(), tables: tablesOf(inputs) };
    converged = pass - best.at >= p.nIterNoChange;
  }
  const restore = heldLoss !== null && best.at > 0;
  for (const [e, { table }] of inputs.embeddings.entries()) if (restore) table.set(best.tables[e]!);
  const weights = restore ? best.weights : network.weights.slice();
  if (!weights.every(Number.isFinite))
    throw new KindredError("bad-parameter", {
      name: "learningRateInit",
      value: p.learningRateInit,
      allowed: "smaller: the weights grew without end",
    });
  return { inputs, hidden, weights, target, nIter: pass, converged, validationLoss };
}

const tablesOf = (inputs: Inputs) => inputs.embeddings.map(({ table }) => table.slice());

function split(
  data: Labelled,
  p: NeuralNetParameters,
  random: Random,
): { train: Labelled; held: Labelled | null } {
  if (data.validation) return { train: data, held: data.validation };
  const count = Math.floor(p.validationFraction * data.x.rows);
  if (count < 1 || count >= data.x.rows) return { train: data, held: null };
  const order = random.shuffle(Int32Array.from({ length: data.x.rows }, (_, i) => i));
  return {
    train: rowsOf(data, order.subarray(count).sort()),
    held: rowsOf(data, order.subarray(0, count).sort()),
  };
}

function rowsOf(data: Labelled, rows: Int32Array): Labelled {
  const { weight } = data;
  return {
    columns: data.columns,
    x: takeRows(data.x, rows),
    y: Float64Array.from(rows, (i) => data.y[i]!),
    ...(weight ? { weight: Float64Array.from(rows, (i) => weight[i]!) } : {}),
  };
}

function targetScale(y: Float64Array, p: NeuralNetParameters): FittedNet["target"] {
  if (p.loss === "log-loss") return { mean: 0, scale: 1 };
  const mean = y.reduce((a, b) => a + b, 0) / y.length;
  const variance = y.reduce((s, v) => s + (v - mean) ** 2, 0) / y.length;
  return { mean, scale: variance > 0 ? Math.sqrt(variance) : 1 };
}

/** Derivative of the loss by the raw output, and the loss itself. */
function lossAt(z: number, y: number, logLoss: boolean): { readonly slope: number; readonly loss: number } {
  if (!logLoss) return { slope: z - y, loss: (z - y) ** 2 / 2 };
  const e = Math.exp(-Math.abs(z));
  return { slope: (z >= 0 ? 1 / (1 + e) : e / (1 + e)) - y, loss: Math.max(z, 0) - y * z + Math.log1p(e) };
}

/** The passes over the training rows. */
class Course {
  readonly #network: Network;
  readonly #inputs: Inputs;
  readonly #prepared: Prepared;
  readonly #data: Labelled;
  readonly #target: FittedNet["target"];
  readonly #p: NeuralNetParameters;
  readonly #random: Random;
  readonly #order: Int32Array;
  readonly #tables: readonly RowAdam[];

  constructor(
    network: Network,
    inputs: Inputs,
    data: Labelled,
    target: FittedNet["target"],
    p: NeuralNetParameters,
    random: Random,
  ) {
    this.#network = network;
    this.#inputs = inputs;
    this.#prepared = prepare(data, inputs);
    this.#data = data;
    this.#target = target;
    this.#p = p;
    this.#random = random;
    this.#order = Int32Array.from({ length: data.x.rows }, (_, i) => i);
    this.#tables = inputs.embeddings.map(({ table, width }) => new RowAdam(table, width));
  }

  async pass(signal?: AbortSignal): Promise<void> {
    const rows = this.#random.shuffle(this.#order);
    const size = this.#p.batchSize;
    for (let from = 0, batch = 0; from < rows.length; from += size, batch++) {
      if (batch % BREATHE_BATCHES === 0) await breathe(signal);
      this.#batch(rows.subarray(from, Math.min(rows.length, from + size)));
    }
  }

  #batch(rows: Int32Array): void {
    const { alpha, dropout, learningRateInit } = this.#p;
    const network = this.#network;
    const embedded = this.#tables.length > 0;
    const per = Math.ceil(rows.length / CHUNKS);
    const seed = this.#random.uint32() | 1;
    for (let c = 0; c < CHUNKS; c++) {
      const own = rows.subarray(c * per, Math.min(rows.length, (c + 1) * per));
      this.#fill(c, own);
      network.forward(c, { rate: dropout, seed });
      this.#differentiate(c, own, rows.length);
      network.backward(c, embedded);
    }
    if (embedded) this.#stepTables(rows, per);
    network.step(learningRateInit, alpha / rows.length);
  }

  #fill(c: number, rows: Int32Array): void {
    const { inputs } = this.#network.chunks[c]!;
    const wide = this.#network.layers[0]!.wideIn;
    for (let r = 0; r < rows.length; r++) writeRow(this.#prepared, this.#inputs, rows[r]!, inputs, r * wide);
    inputs.fill(0, rows.length * wide);
  }

  #differentiate(c: number, rows: Int32Array, batchRows: number): void {
    const { output, outputDelta } = this.#network.chunks[c]!;
    const wide = this.#network.layers.at(-1)!.wideOut;
    const { mean, scale } = this.#target;
    const logLoss = this.#p.loss === "log-loss";
    outputDelta.fill(0);
    for (let r = 0; r < rows.length; r++) {
      const row = rows[r]!;
      const weight = this.#data.weight?.[row] ?? 1;
      const { slope } = lossAt(output[r * wide]!, (this.#data.y[row]! - mean) / scale, logLoss);
      outputDelta[r * wide] = (weight * slope) / batchRows;
    }
  }

  #stepTables(rows: Int32Array, per: number): void {
    const wide = this.#network.layers[0]!.wideIn;
    this.#inputs.embeddings.forEach(({ at }, e) => {
      const table = this.#tables[e]!;
      for (let r = 0; r < rows.length; r++) {
        const { inputDelta } = this.#network.chunks[Math.floor(r / per)]!;
        table.add(this.#prepared.codes[e]![rows[r]!]!, inputDelta, (r % per) * wide + at);
      }
      table.step(this.#p.learningRateInit);
    });
  }
}

/** Mean loss over held-out rows, by the weights of the moment. */
class HeldOut {
  readonly #network: Network;
  readonly #inputs: Inputs;
  readonly #prepared: Prepared;
  readonly #data: Labelled;
  readonly #target: FittedNet["target"];
  readonly #p: NeuralNetParameters;

  constructor(
    network: Network,
    inputs: Inputs,
    data: Labelled,
    target: FittedNet["target"],
    p: NeuralNetParameters,
  ) {
    this.#network = network;
    this.#inputs = inputs;
    this.#prepared = prepare(data, inputs);
    this.#data = data;
    this.#target = target;
    this.#p = p;
  }

  mean(): number {
    const { y, weight } = this.#data;
    const { mean, scale } = this.#target;
    let sum = 0;
    let total = 0;
    rawOutputs(this.#network, this.#prepared, this.#inputs, y.length, (i, z) => {
      const w = weight?.[i] ?? 1;
      sum += w * lossAt(z, (y[i]! - mean) / scale, this.#p.loss === "log-loss").loss;
      total += w;
    });
    return sum / total;
  }
}

/** The network's raw output of each prepared row, one after the other. */
export function rawOutputs(
  network: Network,
  prepared: Prepared,
  inputs: Inputs,
  rows: number,
  take: (row: number, output: number) => void,
): void {
  const chunk = network.chunks[0]!;
  const wideIn = network.layers[0]!.wideIn;
  const wideOut = network.layers.at(-1)!.wideOut;
  for (let from = 0; from < rows; from += network.chunkRows) {
    const count = Math.min(network.chunkRows, rows - from);
    for (let r = 0; r < count; r++) writeRow(prepared, inputs, from + r, chunk.inputs, r * wideIn);
    network.forward(0);
    for (let r = 0; r < count; r++) take(from + r, chunk.output[r * wideOut]!);
  }
}
