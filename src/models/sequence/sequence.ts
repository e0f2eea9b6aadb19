import { KindredError } from "../../core/errors.ts";
import type { Estimator, Model, ModelState } from "../estimator.ts";
import { checkState, doubles } from "../state.ts";
import { Team } from "../threads/team.ts";
import { Batcher, type Scales } from "./batch.ts";
import { type FittedSequence, fitSequence } from "./fit.ts";
import { layoutOf, type Sizes } from "./layout.ts";
import { softmax } from "./loss.ts";
import { Network } from "./network.ts";
import { checkSequence, type SequenceParameters, sequenceDefaults } from "./parameters.ts";
import {
  checkOutcomes,
  checkSequences,
  type LabelledSequences,
  rowsOf,
  type Sequences,
} from "./sequences.ts";

const KIND = "sequence";
const VERSION = 1;
const SCORE_ROWS = 256;

export interface NextEvent {
  readonly kind: string;
  readonly probability: number;
}

/** What comes of event histories: the chance of the outcome, and which event comes next. */
export class SequenceModel implements Model {
  readonly kind = KIND;
  readonly features: readonly string[] = ["event", "gap", "wait"];
  /** The kinds of events it knows; others count as unknown. */
  readonly kinds: readonly string[];
  readonly maxEvents: number;
  readonly #fitted: FittedSequence;
  #network: Network | undefined;

  constructor(kinds: readonly string[], maxEvents: number, fitted: FittedSequence) {
    this.kinds = kinds;
    this.maxEvents = maxEvents;
    this.#fitted = fitted;
  }

  get converged(): boolean {
    return this.#fitted.converged;
  }

  get nIter(): number {
    return this.#fitted.nIter;
  }

  get validationLoss(): readonly number[] {
    return this.#fitted.validationLoss;
  }

  /** Probability of the outcome, one a sequence. */
  probability(data: Sequences): Float64Array {
    const out = new Float64Array(rowsOf(data));
    this.#score(data, (sequence, scores) => {
      out[sequence] = 1 / (1 + Math.exp(-scores[0]!));
    });
    return out;
  }

  /** The `most` likeliest next events of each sequence, likeliest first. Throws `bad-parameter` where it did not learn them. */
  next(data: Sequences, most = 10): NextEvent[][] {
    if (this.#fitted.sizes.choices === 0)
      throw new KindredError("bad-parameter", {
        name: "nextWeight",
        value: "none",
        allowed: "above 0 when fitting, with next events",
      });
    const out: NextEvent[][] = [];
    const chances = new Float32Array(this.kinds.length);
    this.#score(data, (sequence, scores) => {
      softmax(scores.subarray(1, 1 + this.kinds.length), chances);
      out[sequence] = Array.from(chances.keys())
        .sort((a, b) => chances[b]! - chances[a]! || a - b)
        .slice(0, most)
        .map((k) => ({ kind: this.kinds[k]!, probability: chances[k]! }));
    });
    return out;
  }

  save(): ModelState {
    const { weights, ...rest } = this.#fitted;
    return {
      kind: KIND,
      version: VERSION,
      kinds: [...this.kinds],
      maxEvents: this.maxEvents,
      weights: weights.slice(),
      ...structuredClone(rest),
    };
  }

  #score(data: Sequences, take: (sequence: number, scores: Float32Array) => void): void {
    if (rowsOf(data) === 0) return;
    checkSequences(data);
    const network = this.#ready();
    const places = new Map(this.kinds.map((kind, k) => [kind, k + 1]));
    const codeOf = Int32Array.from(data.kinds, (kind) => places.get(kind) ?? 0);
    const batcher = new Batcher(data, this.#fitted.scales, codeOf, network.rows, this.maxEvents);
    const { outputs } = network.layout.head;
    const all = Int32Array.from({ length: rowsOf(data) }, (_, i) => i);
    for (let from = 0; from < all.length; from += network.rows) {
      const sequences = all.subarray(from, from + network.rows);
      network.forward(batcher.batch(sequences));
      sequences.forEach((sequence, row) => {
        take(sequence, network.output.subarray(row * outputs, (row + 1) * outputs));
      });
    }
  }

  #ready(): Network {
    if (!this.#network) {
      const layout = layoutOf(this.#fitted.sizes);
      this.#network = new Network(Team.alone("neural"), layout, SCORE_ROWS, this.maxEvents);
      this.#network.weights.set(this.#fitted.weights);
    }
    return this.#network;
  }
}

/** A gated recurrent unit over event histories; see docs/reference/models/sequence.md. */
export const sequence: Estimator<SequenceParameters, LabelledSequences, SequenceModel> = {
  kind: KIND,
  defaults: sequenceDefaults,
  check: checkSequence,
  async fit(data, p, ctx) {
    const parameters = checkSequence(p);
    checkSequences(data);
    checkOutcomes(data);
    ctx.signal?.throwIfAborted();
    return new SequenceModel([...data.kinds], parameters.maxEvents, await fitSequence(data, parameters, ctx));
  },
  load(state) {
    checkState(state, KIND, VERSION);
    return new SequenceModel(state.kinds as string[], Number(state.maxEvents), {
      sizes: state.sizes as Sizes,
      weights: Float32Array.from(doubles(state.weights)),
      scales: state.scales as Scales,
      nIter: Number(state.nIter),
      converged: state.converged === true,
      validationLoss: Array.from(doubles(state.validationLoss)),
    });
  },
};
