import { ROWS } from "../neural-net/layers.ts";
import type { Team } from "../threads/team.ts";
import { type Step, stepBackward, stepForward } from "./cell.ts";
import type { Block, Layout } from "./layout.ts";

/** Adam's own figures, as in the paper. */
const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-8];

type Floats = ReturnType<Team["floats"]>;

/** The events of one batch, each sequence at the end of `steps` steps, so that all end together. */
export interface Batch {
  readonly steps: number;
  /** Events of each sequence, at most `steps`. */
  readonly lengths: Int32Array;
  /** Row of the table of each event: step × rows + row. */
  readonly codes: Int32Array;
  /** Scaled gap of each event, in the same order; scaled wait of each sequence. */
  readonly gaps: Float32Array;
  readonly waits: Float32Array;
}

/** The network in one memory: weights, gradients, Adam's moments, and what one batch needs. Rows: a multiple of 4. */
export class Network {
  readonly layout: Layout;
  readonly rows: number;
  readonly weights: Float32Array;
  readonly gradient: Float32Array;
  /** Output of the head, rows × head.outputs, and the loss's derivatives by it. */
  readonly output: Float32Array;
  readonly outputSlope: Float32Array;
  readonly #team: Team;
  readonly #at: {
    readonly weights: number;
    readonly gradient: number;
    readonly first: number;
    readonly second: number;
  };
  /** One block's weights, turned. */
  readonly #turned: number;
  readonly #inputs: Floats;
  readonly #inputSlopes: Floats;
  readonly #gates: Floats;
  readonly #gateSlopes: Floats;
  readonly #recurrent: Floats;
  readonly #recurrentSlopes: Floats;
  readonly #states: Floats;
  readonly #slope: Floats;
  readonly #back: Floats;
  readonly #last: Floats;
  readonly #lastSlope: Floats;
  readonly #outputAt: number;
  readonly #outputSlopeAt: number;
  #steps = 0;

  constructor(team: Team, layout: Layout, batchRows: number, maxEvents: number) {
    const rows = Math.ceil(batchRows / ROWS) * ROWS;
    const { units, input, head, floats } = layout;
    const blocks = Array.from({ length: 4 }, () => team.floats(floats));
    this.#team = team;
    this.layout = layout;
    this.rows = rows;
    this.weights = blocks[0]!.view;
    this.gradient = blocks[1]!.view;
    this.#at = {
      weights: blocks[0]!.at,
      gradient: blocks[1]!.at,
      first: blocks[2]!.at,
      second: blocks[3]!.at,
    };
    this.#turned = team.floats(floats).at;
    const events = rows * maxEvents;
    this.#inputs = team.floats(events * input.inputs);
    this.#inputSlopes = team.floats(events * input.inputs);
    this.#gates = team.floats(events * 3 * units);
    this.#gateSlopes = team.floats(events * 3 * units);
    this.#recurrent = team.floats(events * 3 * units);
    this.#recurrentSlopes = team.floats(events * 3 * units);
    this.#states = team.floats((events + rows) * units);
    this.#slope = team.floats(rows * units);
    this.#back = team.floats(rows * units);
    this.#last = team.floats(rows * head.inputs);
    this.#lastSlope = team.floats(rows * head.inputs);
    const [output, slope] = [team.floats(rows * head.outputs), team.floats(rows * head.outputs)];
    this.output = output.view;
    this.outputSlope = slope.view;
    this.#outputAt = output.at;
    this.#outputSlopeAt = slope.at;
  }

  /** Fills `output` for the batch. */
  forward(batch: Batch): void {
    const { rows, layout } = this;
    const { units, input, state, head } = layout;
    this.#read(batch);
    this.#dense(this.#inputs.at, rows * batch.steps, input, this.#gates.at);
    for (let t = 0; t < batch.steps; t++) {
      this.#dense(
        this.#states.at + t * rows * units * 4,
        rows,
        state,
        this.#recurrent.at + t * rows * 3 * units * 4,
      );
      stepForward(this.#step(t), rows, (row) => batch.lengths[row]! >= batch.steps - t);
    }
    const from = batch.steps * rows * units;
    for (let row = 0; row < rows; row++) {
      const at = from + row * units;
      this.#last.view.set(this.#states.view.subarray(at, at + units), row * head.inputs);
      this.#last.view[row * head.inputs + units] = batch.waits[row]!;
    }
    this.#dense(this.#last.at, rows, head, this.#outputAt);
  }

  /** Fills `gradient` from `outputSlope`, after `forward` of the same batch. */
  backward(batch: Batch): void {
    const { rows, layout } = this;
    const { units, input, state, head, table, embedding } = layout;
    const slope = this.#slope;
    const back = this.#back;
    this.gradient.fill(0, table);
    this.#denseGradient(this.#last.at, rows, head, this.#outputSlopeAt);
    this.#denseBack(this.#outputSlopeAt, rows, head, this.#lastSlope.at);
    for (let row = 0; row < rows; row++) {
      const from = row * head.inputs;
      slope.view.set(this.#lastSlope.view.subarray(from, from + units), row * units);
    }
    const wide = rows * 3 * units;
    for (let t = batch.steps - 1; t >= 0; t--) {
      const part = ({ view }: Floats) => view.subarray(t * wide, (t + 1) * wide);
      stepBackward(
        this.#step(t),
        rows,
        (row) => batch.lengths[row]! >= batch.steps - t,
        slope.view,
        part(this.#gateSlopes),
        part(this.#recurrentSlopes),
      );
      this.#denseBack(this.#recurrentSlopes.at + t * wide * 4, rows, state, back.at);
      for (let k = 0; k < rows * units; k++) slope.view[k]! += back.view[k]!;
    }
    const events = rows * batch.steps;
    this.#denseGradient(this.#states.at, events, state, this.#recurrentSlopes.at);
    this.#denseGradient(this.#inputs.at, events, input, this.#gateSlopes.at);
    this.#denseBack(this.#gateSlopes.at, events, input, this.#inputSlopes.at);
    for (let k = 0; k < events; k++) {
      const code = batch.codes[k]!;
      if (code === 0) continue;
      const from = k * input.inputs;
      for (let j = 0; j < embedding; j++)
        this.gradient[table + code * embedding + j]! += this.#inputSlopes.view[from + j]!;
    }
  }

  /** One step of Adam (Kingma and Ba 2015), the gradient no longer than `clipNorm` (Pascanu et al. 2013). */
  step(rate: number, decay: number, clipNorm: number): void {
    let squares = 0;
    for (let k = 0; k < this.gradient.length; k++) squares += this.gradient[k]! ** 2;
    const norm = Math.sqrt(squares);
    if (norm > clipNorm) for (let k = 0; k < this.gradient.length; k++) this.gradient[k]! *= clipNorm / norm;
    const n = ++this.#steps;
    const size = rate * (Math.sqrt(1 - BETA2 ** n) / (1 - BETA1 ** n));
    const { input, state, head, table, floats } = this.layout;
    for (const { at, inputs, outputs } of [input, state, head]) {
      this.#adam(at, inputs * outputs, size, decay);
      this.#adam(at + inputs * outputs, outputs, size, 0);
    }
    this.#adam(table, floats - table, size, 0);
  }

  #adam(from: number, count: number, size: number, decay: number): void {
    const { weights, gradient, first, second } = this.#at;
    const o = from * 4;
    this.#team.call(
      "adam",
      weights + o,
      gradient + o,
      1,
      0,
      first + o,
      second + o,
      count,
      size,
      BETA1,
      BETA2,
      EPSILON,
      decay,
    );
  }

  #read({ steps, codes, gaps }: Batch): void {
    const { embedding, input, table } = this.layout;
    const { view } = this.#inputs;
    view.fill(0, 0, steps * this.rows * input.inputs);
    for (let k = 0; k < steps * this.rows; k++) {
      const from = table + codes[k]! * embedding;
      view.set(this.weights.subarray(from, from + embedding), k * input.inputs);
      view[k * input.inputs + embedding] = gaps[k]!;
    }
  }

  #step(t: number): Step {
    const { units } = this.layout;
    const size = this.rows * units;
    const gates = (block: Floats) => block.view.subarray(t * 3 * size, (t + 1) * 3 * size);
    return {
      units,
      gates: gates(this.#gates),
      recurrent: gates(this.#recurrent),
      before: this.#states.view.subarray(t * size, (t + 1) * size),
      after: this.#states.view.subarray((t + 1) * size, (t + 2) * size),
    };
  }

  #dense(input: number, rows: number, { inputs, outputs, at }: Block, output: number): void {
    this.#team.call("forward", input, rows, inputs, this.#at.weights + at * 4, outputs, output, 0);
  }

  #denseGradient(input: number, rows: number, { inputs, outputs, at }: Block, slope: number): void {
    this.#team.call("weightGradient", input, rows, inputs, slope, outputs, this.#at.gradient + at * 4);
  }

  #denseBack(slope: number, rows: number, { inputs, outputs, at }: Block, into: number): void {
    this.#team.call("turn", this.#at.weights + at * 4, inputs, outputs, this.#turned);
    this.#team.call("backward", slope, rows, outputs, this.#turned, inputs, 0, into);
  }
}
