import { KindredError } from "../../core/errors.ts";
import type { Estimator, Model, ModelState } from "../estimator.ts";
import { checkState, doubles } from "../state.ts";
import type { Texts } from "../tf-idf/fit.ts";
import { type TfIdfModel, tfIdf } from "../tf-idf/tf-idf.ts";
import { factorise, weightsOf } from "./factorise.ts";
import { checkTopics, type TopicsParameters, topicsDefaults } from "./parameters.ts";

const KIND = "topics";
const VERSION = 1;

/** Words in more texts than this say nothing about what a text is about. */
const COMMON = 0.5;
const MIN_TEXTS = 3;
const SHORTEST_WORD = 3;
/** Scripts that write whole words with one or two characters. */
const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

interface Topic {
  /** The words that make it, as they are written, heaviest first. */
  readonly words: readonly string[];
}

/** What texts are about: each text as a mixture of topics, each topic as its heaviest words. */
export class TopicsModel implements Model {
  readonly kind = KIND;
  readonly converged: boolean;
  readonly nIter: number;
  readonly #terms: TfIdfModel;
  readonly #weights: Float64Array;
  readonly #nTopics: number;

  constructor(
    terms: TfIdfModel,
    fitted: {
      readonly weights: Float64Array;
      readonly nTopics: number;
      readonly converged: boolean;
      readonly nIter: number;
    },
  ) {
    this.#terms = terms;
    this.#weights = fitted.weights;
    this.#nTopics = fitted.nTopics;
    this.converged = fitted.converged;
    this.nIter = fitted.nIter;
  }

  get features(): readonly string[] {
    return this.#terms.features;
  }

  get nTopics(): number {
    return this.#nTopics;
  }

  /** The topics with their `most` heaviest words. */
  topics(most = 8): Topic[] {
    const n = this.#nTopics;
    return Array.from({ length: n }, (_, t) => {
      const order = Array.from({ length: this.features.length }, (_, c) => c)
        .filter((c) => this.#weights[c * n + t]! > 0)
        .sort((a, b) => this.#weights[b * n + t]! - this.#weights[a * n + t]!);
      return { words: order.slice(0, most).map((c) => this.#terms.written[c]!) };
    });
  }

  /** Row-major texts × topics: each topic's share of a text; all 0 where it has no known word. */
  shares(texts: readonly string[]): Float64Array {
    const n = this.#nTopics;
    const x = this.#terms.transform(texts);
    const weights = weightsOf(x, this.#weights, n);
    for (let i = 0; i < texts.length; i++) {
      const row = weights.subarray(i * n, (i + 1) * n);
      const sum = x.start[i] === x.start[i + 1] ? 0 : row.reduce((a, b) => a + b, 0);
      for (let t = 0; t < n; t++) row[t] = sum > 0 ? row[t]! / sum : 0;
    }
    return weights;
  }

  save(): ModelState {
    return {
      kind: KIND,
      version: VERSION,
      terms: this.#terms.save(),
      weights: this.#weights.slice(),
      nTopics: this.#nTopics,
      converged: this.converged,
      nIter: this.nIter,
    };
  }
}

/** Topics by non-negative matrix factorisation; see docs/reference/models/topics.md. */
export const topics: Estimator<TopicsParameters, Texts, TopicsModel> = {
  kind: KIND,
  defaults: topicsDefaults,
  check: checkTopics,
  async fit(data, p, ctx) {
    const parameters = checkTopics(p);
    const all = await tfIdf.fit(
      data,
      tfIdf.check({ maxWords: 1, minDf: Math.min(MIN_TEXTS, data.texts.length), maxDf: COMMON }),
      ctx,
    );
    const terms = withoutShortWords(all);
    if (terms.features.length < parameters.nTopics)
      throw new KindredError("bad-parameter", {
        name: "nTopics",
        value: parameters.nTopics,
        allowed: `1 … ${terms.features.length}`,
      });
    const factors = await factorise(terms.transform(data.texts), parameters, ctx);
    return new TopicsModel(terms, {
      weights: factors.terms,
      nTopics: parameters.nTopics,
      converged: factors.converged,
      nIter: factors.nIter,
    });
  },
  load(state) {
    checkState(state, KIND, VERSION);
    return new TopicsModel(tfIdf.load(state.terms as ModelState), {
      weights: doubles(state.weights),
      nTopics: Number(state.nTopics),
      converged: state.converged === true,
      nIter: Number(state.nIter),
    });
  },
};

/** Particles and articles are short, except in scripts that write whole words with one or two characters. */
function withoutShortWords(terms: TfIdfModel): TfIdfModel {
  const state = terms.save();
  const written = state.written as string[];
  const keep = [...written.keys()].filter(
    (c) => WITHOUT_SPACES.test(written[c]!) || written[c]!.length > SHORTEST_WORD,
  );
  const idf = doubles(state.idf);
  return tfIdf.load({
    ...state,
    terms: keep.map((c) => terms.features[c]!),
    written: keep.map((c) => written[c]!),
    idf: Float64Array.from(keep, (c) => idf[c]!),
  });
}
