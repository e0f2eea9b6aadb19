import { KindredError } from "../../core/errors.ts";
import { breathe } from "../breathe.ts";
import type { Estimator, FitContext, Model, ModelState } from "../estimator.ts";
import type { SparseRows } from "../sparse/sparse-rows.ts";
import { checkState, doubles } from "../state.ts";
import { Splitter, type Word } from "../text/words.ts";
import { checkTfIdf, type TfIdfParameters, tfIdfDefaults } from "./parameters.ts";
import { eachTerm } from "./terms.ts";

const KIND = "tf-idf";
const VERSION = 1;
const BREATHE_TEXTS = 512;

/** Texts of one language (ISO 639-1, null = unknown). */
export interface Texts {
  readonly texts: readonly string[];
  readonly lang: string | null;
}

/** Texts as rows of term weights: term frequency × ln((1 + texts) / (1 + texts with it)) + 1, each row of length 1. */
export class TfIdfModel implements Model {
  readonly kind = KIND;
  readonly features: readonly string[];
  readonly converged = true;
  readonly lang: string | null;
  readonly parameters: TfIdfParameters;
  /** How each term is written most often: for people. */
  readonly written: readonly string[];
  readonly #idf: Float64Array;
  readonly #column: Map<string, number>;
  readonly #splitter: Splitter;

  constructor(fields: {
    readonly terms: readonly string[];
    readonly written: readonly string[];
    readonly idf: Float64Array;
    readonly lang: string | null;
    readonly parameters: TfIdfParameters;
  }) {
    this.features = fields.terms;
    this.written = fields.written;
    this.lang = fields.lang;
    this.parameters = fields.parameters;
    this.#idf = fields.idf;
    this.#column = new Map(fields.terms.map((term, c) => [term, c]));
    this.#splitter = new Splitter(fields.lang);
  }

  /** Texts × terms. A text without a known term is an empty row. */
  transform(texts: readonly string[]): SparseRows {
    const start = new Int32Array(texts.length + 1);
    const column: number[] = [];
    const value: number[] = [];
    texts.forEach((text, row) => {
      const counts = new Map<number, number>();
      eachTerm(this.#splitter.words(text), this.parameters, (term) => {
        const c = this.#column.get(term);
        if (c !== undefined) counts.set(c, (counts.get(c) ?? 0) + 1);
      });
      let squares = 0;
      const from = column.length;
      for (const c of [...counts.keys()].sort((a, b) => a - b)) {
        const n = counts.get(c)!;
        const weight = (this.parameters.sublinearTf ? 1 + Math.log(n) : n) * this.#idf[c]!;
        squares += weight * weight;
        column.push(c);
        value.push(weight);
      }
      const length = Math.sqrt(squares);
      for (let k = from; k < value.length; k++) value[k]! /= length;
      start[row + 1] = column.length;
    });
    return {
      rows: texts.length,
      cols: this.features.length,
      start,
      column: Int32Array.from(column),
      value: Float32Array.from(value),
    };
  }

  save(): ModelState {
    return {
      kind: KIND,
      version: VERSION,
      terms: [...this.features],
      written: [...this.written],
      idf: this.#idf.slice(),
      lang: this.lang,
      parameters: { ...this.parameters },
    };
  }
}

/** TF-IDF over words and characters; see docs/reference/models/tf-idf.md. */
export const tfIdf: Estimator<TfIdfParameters, Texts, TfIdfModel> = {
  kind: KIND,
  defaults: tfIdfDefaults,
  check: checkTfIdf,
  async fit(data, p, ctx) {
    const parameters = checkTfIdf(p);
    if (data.texts.length === 0) throw new KindredError("no-rows");
    const { inTexts, written } = await countTerms(data, parameters, ctx);
    const most = parameters.maxDf * data.texts.length;
    const kept = [...inTexts]
      .filter(([, n]) => n >= parameters.minDf && n <= most)
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, parameters.maxFeatures)
      .sort((a, b) => (a[0] < b[0] ? -1 : 1));
    return new TfIdfModel({
      terms: kept.map(([term]) => term),
      written: kept.map(([term]) =>
        term
          .split(" ")
          .map((stem) => commonest(written, stem))
          .join(" "),
      ),
      idf: Float64Array.from(kept, ([, n]) => Math.log((1 + data.texts.length) / (1 + n)) + 1),
      lang: data.lang,
      parameters,
    });
  },
  load(state) {
    checkState(state, KIND, VERSION);
    return new TfIdfModel({
      terms: state.terms as string[],
      written: state.written as string[],
      idf: doubles(state.idf),
      lang: state.lang as string | null,
      parameters: checkTfIdf(state.parameters as TfIdfParameters),
    });
  },
};

/** In how many texts each term is, and how often each stem is written each way. */
async function countTerms({ texts, lang }: Texts, p: TfIdfParameters, ctx: FitContext) {
  const splitter = new Splitter(lang);
  const inTexts = new Map<string, number>();
  const written = new Map<string, Map<string, number>>();
  for (const [row, text] of texts.entries()) {
    if (row % BREATHE_TEXTS === 0) {
      ctx.onProgress?.(row, texts.length);
      await breathe(ctx.signal);
    }
    const words = splitter.words(text);
    const seen = new Set<string>();
    eachTerm(words, p, (term) => seen.add(term));
    for (const term of seen) inTexts.set(term, (inTexts.get(term) ?? 0) + 1);
    for (const word of words) countWay(written, word);
  }
  return { inTexts, written };
}

function countWay(written: Map<string, Map<string, number>>, { stem, written: way }: Word): void {
  const ways = written.get(stem);
  if (!ways) written.set(stem, new Map([[way, 1]]));
  else ways.set(way, (ways.get(way) ?? 0) + 1);
}

function commonest(written: Map<string, Map<string, number>>, stem: string): string {
  const ways = written.get(stem);
  if (!ways) return stem;
  return [...ways].reduce((best, way) => (way[1] > best[1] ? way : best))[0];
}
