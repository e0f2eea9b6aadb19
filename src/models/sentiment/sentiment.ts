import { KindredError } from "../../core/errors.ts";
import type { Estimator, Model, ModelState } from "../estimator.ts";
import { fitSparseLogistic } from "../sparse/logistic.ts";
import { sparseMargins } from "../sparse/margins.ts";
import { checkState, doubles } from "../state.ts";
import type { Texts } from "../tf-idf/fit.ts";
import { fitTransform, type TfIdfModel, tfIdf } from "../tf-idf/tf-idf.ts";
import { checkSentiment, type SentimentParameters, sentimentDefaults } from "./parameters.ts";

const KIND = "sentiment";
const VERSION = 1;

/** Texts with their truth: 1 = positive (for instance four or five stars), 0 = negative. */
export interface RatedTexts extends Texts {
  readonly y: ArrayLike<number>;
}

export interface Tone {
  /** Probability that a text is positive. */
  readonly probability: Float64Array;
  /** False where a text has no word the model knows: then the probability says nothing of it. */
  readonly known: readonly boolean[];
}

/** A word that pushed a text's tone, as it is written, and its log-odds. */
export interface ToneWord {
  readonly word: string;
  readonly effect: number;
}

/** How positive a text is, learned from the company's own ratings, for texts of one language. */
export class SentimentModel implements Model {
  readonly kind = KIND;
  readonly converged: boolean;
  readonly #terms: TfIdfModel;
  readonly #weights: Float64Array;

  constructor(terms: TfIdfModel, weights: Float64Array, converged: boolean) {
    this.#terms = terms;
    this.#weights = weights;
    this.converged = converged;
  }

  get features(): readonly string[] {
    return this.#terms.features;
  }

  get lang(): string | null {
    return this.#terms.lang;
  }

  tone(texts: readonly string[]): Tone {
    const x = this.#terms.transform(texts);
    return {
      probability: sparseMargins(x, this.#weights).map((m) => 1 / (1 + Math.exp(-m))),
      known: texts.map((_, i) => x.start[i + 1]! > x.start[i]!),
    };
  }

  /** The terms that pushed one text most, strongest first. */
  reasons(text: string, most = 5): ToneWord[] {
    const { column, value } = this.#terms.transform([text]);
    return Array.from(column, (c, k) => ({
      word: this.#terms.written[c]!,
      effect: this.#weights[c]! * value[k]!,
    }))
      .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
      .slice(0, most);
  }

  save(): ModelState {
    return {
      kind: KIND,
      version: VERSION,
      terms: this.#terms.save(),
      weights: this.#weights.slice(),
      converged: this.converged,
    };
  }
}

/** Sentiment by logistic regression on TF-IDF; see docs/reference/models/sentiment.md. */
export const sentiment: Estimator<SentimentParameters, RatedTexts, SentimentModel> = {
  kind: KIND,
  defaults: sentimentDefaults,
  check: checkSentiment,
  async fit(data, p, ctx) {
    const parameters = checkSentiment(p);
    const { texts, y } = data;
    if (y.length !== texts.length)
      throw new KindredError("bad-target", {
        row: Math.min(y.length, texts.length) + 1,
        value: "missing",
        allowed: "0, 1",
      });
    const wrong = Array.from(y).findIndex((v) => v !== 0 && v !== 1);
    if (wrong >= 0)
      throw new KindredError("bad-target", { row: wrong + 1, value: String(y[wrong]), allowed: "0, 1" });
    if (Array.from(y).every((v) => v === y[0])) throw new KindredError("one-class", { value: y[0]! });
    const { model, x } = await fitTransform(data, parameters.tfIdf, ctx);
    const { weights, converged } = await fitSparseLogistic(x, y, parameters.c, ctx);
    return new SentimentModel(model, weights, converged);
  },
  load(state) {
    checkState(state, KIND, VERSION);
    return new SentimentModel(
      tfIdf.load(state.terms as ModelState),
      doubles(state.weights),
      state.converged === true,
    );
  },
};
