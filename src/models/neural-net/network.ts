import type { Team } from "../threads/team.ts";
import { floatsOf, type Layer, ROWS } from "./layers.ts";

/**
 * A batch is worked in this many chunks, whichever threads there are: their gradients are summed in this order, so that
 * the result does not depend on the number of threads.
 */
export const CHUNKS = 4;

/** Adam's own figures, as in the paper. */
const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

interface Chunk {
  readonly inputs: Float32Array;
  readonly output: Float32Array;
  /** Byte offsets of each layer's input; the last one is the output. */
  readonly values: readonly number[];
  /** The same for the derivatives of the loss by them; 0 for the inputs unless they are wanted. */
  readonly deltas: readonly number[];
  readonly outputDelta: Float32Array;
  readonly inputDelta: Float32Array;
  readonly gradient: number;
}

/** The network in a team's memory: weights, gradients, Adam's moments, and the chunks of one batch. */
export class Network {
  readonly layers: readonly Layer[];
  readonly weights: Float32Array;
  readonly chunkRows: number;
  readonly chunks: readonly Chunk[];
  readonly #team: Team;
  readonly #at: { readonly weights: number; readonly first: number; readonly second: number };
  readonly #gradients: number;
  /** One layer's weights, turned. */
  readonly #turned: number;
  readonly #floats: number;
  #steps = 0;

  constructor(team: Team, layers: readonly Layer[], batchRows: number) {
    this.#team = team;
    this.layers = layers;
    this.#floats = floatsOf(layers);
    this.chunkRows = Math.ceil(batchRows / CHUNKS / ROWS) * ROWS;
    const weights = team.floats(this.#floats);
    this.weights = weights.view;
    this.#at = {
      weights: weights.at,
      first: team.floats(this.#floats).at,
      second: team.floats(this.#floats).at,
    };
    this.#turned = team.floats(this.#floats).at;
    // One block, so that the kernel steps from chunk to chunk.
    this.#gradients = team.floats(this.#floats * CHUNKS).at;
    this.chunks = Array.from({ length: CHUNKS }, (_, c) => this.#chunk(c));
  }

  #chunk(c: number): Chunk {
    const rows = this.chunkRows;
    const widths = [this.layers[0]!.wideIn, ...this.layers.map((l) => l.wideOut)];
    const values = widths.map((width) => this.#team.floats(rows * width));
    const deltas = widths.map((width) => this.#team.floats(rows * width));
    return {
      inputs: values[0]!.view,
      output: values.at(-1)!.view,
      values: values.map((v) => v.at),
      deltas: deltas.map((d) => d.at),
      outputDelta: deltas.at(-1)!.view,
      inputDelta: deltas[0]!.view,
      gradient: this.#gradients + c * this.#floats * 4,
    };
  }

  /** Raw output of the rows in a chunk's inputs; dropout only with a seed. */
  forward(c: number, dropout?: { readonly rate: number; readonly seed: number }): void {
    const chunk = this.chunks[c]!;
    this.layers.forEach((layer, l) => {
      const hidden = l < this.layers.length - 1;
      this.#team.call(
        "forward",
        chunk.values[l]!,
        this.chunkRows,
        layer.wideIn,
        this.#at.weights + layer.at * 4,
        layer.wideOut,
        chunk.values[l + 1]!,
        hidden ? 1 : 0,
      );
      if (hidden && dropout && dropout.rate > 0) {
        const seed = (Math.imul(dropout.seed, 31) + c * 7 + l + 1) | 1;
        this.#team.call("drop", chunk.values[l + 1]!, this.chunkRows * layer.wideOut, 1 - dropout.rate, seed);
      }
    });
  }

  /** Gradients of a chunk from its output's derivatives; those of its inputs too where `ofInputs`. */
  backward(c: number, ofInputs: boolean): void {
    const chunk = this.chunks[c]!;
    for (let l = this.layers.length - 1; l >= 0; l--) {
      const { wideIn, wideOut, at } = this.layers[l]!;
      const delta = chunk.deltas[l + 1]!;
      this.#team.call(
        "weightGradient",
        chunk.values[l]!,
        this.chunkRows,
        wideIn,
        delta,
        wideOut,
        chunk.gradient + at * 4,
      );
      if (l === 0 && !ofInputs) continue;
      const active = l === 0 ? 0 : chunk.values[l]!;
      this.#team.call("turn", this.#at.weights + at * 4, wideIn, wideOut, this.#turned);
      this.#team.call(
        "backward",
        delta,
        this.chunkRows,
        wideOut,
        this.#turned,
        wideIn,
        active,
        chunk.deltas[l]!,
      );
    }
  }

  /** The gradient of a chunk, laid out as the weights. */
  gradientOf(c: number): Float32Array {
    return new Float32Array(this.#team.memory.buffer, this.chunks[c]!.gradient, this.#floats);
  }

  /** One step of Adam over all chunks' gradients; `decay` pulls the weights, not the biases. */
  step(rate: number, decay: number): void {
    const figures = adamFigures(++this.#steps, rate);
    for (const { wideIn, wideOut, at } of this.layers) {
      this.#adam(at, wideIn * wideOut, figures, decay);
      this.#adam(at + wideIn * wideOut, wideOut, figures, 0);
    }
  }

  #adam(from: number, count: number, figures: readonly number[], decay: number): void {
    const { weights, first, second } = this.#at;
    const o = from * 4;
    const bytes = this.#floats * 4;
    const gradients = this.#gradients + o;
    this.#team.call(
      "adam",
      weights + o,
      gradients,
      CHUNKS,
      bytes,
      first + o,
      second + o,
      count,
      ...figures,
      decay,
    );
  }
}

/** Step size with both moments' start corrected, and the constants. */
function adamFigures(step: number, rate: number): [number, number, number, number] {
  return [rate * (Math.sqrt(1 - BETA2 ** step) / (1 - BETA1 ** step)), BETA1, BETA2, EPSILON];
}

/** Adam for the few rows of an embedding that a batch touched; moments of the others rest. */
export class RowAdam {
  readonly #first: Float32Array;
  readonly #second: Float32Array;
  readonly #table: Float32Array;
  readonly #width: number;
  readonly #gradient: Float32Array;
  readonly #touched = new Set<number>();
  #steps = 0;

  constructor(table: Float32Array, width: number) {
    this.#table = table;
    this.#width = width;
    this.#first = new Float32Array(table.length);
    this.#second = new Float32Array(table.length);
    this.#gradient = new Float32Array(table.length);
  }

  add(row: number, from: Float32Array, at: number): void {
    this.#touched.add(row);
    for (let j = 0; j < this.#width; j++) this.#gradient[row * this.#width + j]! += from[at + j]!;
  }

  step(rate: number): void {
    const [size, b1, b2, epsilon] = adamFigures(++this.#steps, rate);
    for (const row of this.#touched)
      for (let k = row * this.#width; k < (row + 1) * this.#width; k++) {
        const g = this.#gradient[k]!;
        this.#first[k] = b1 * this.#first[k]! + (1 - b1) * g;
        this.#second[k] = b2 * this.#second[k]! + (1 - b2) * g * g;
        this.#table[k]! -= (size * this.#first[k]!) / (Math.sqrt(this.#second[k]!) + epsilon);
        this.#gradient[k] = 0;
      }
    this.#touched.clear();
  }
}
