import { KindredError } from "../../core/errors.ts";
import type { Estimator, FitContext, Model, ModelState } from "../estimator.ts";
import type { SparseRows } from "../sparse/sparse-rows.ts";
import { checkState, doubles } from "../state.ts";
import { learnTerms, type Texts } from "./fit.ts";
import { checkTfIdf, type TfIdfParameters, tfIdfDefaults } from "./parameters.ts";
import { type Vocabulary, vocabularyOf } from "./vocabulary.ts";
import { weightedRows } from "./weigh.ts";

const KIND = "tf-idf";
const VERSION = 1;

/** Ways of writing after which the vocabulary forgets those that are no terms. */
const MAX_WRITTEN = 500_000;

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
  /** Made when first needed: a model that was just fitted may never read another text. */
  #vocabulary: Vocabulary | undefined;

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
  }

  /** Texts × terms. A text without a known term is an empty row. */
  transform(texts: readonly string[]): SparseRows {
    if (!this.#vocabulary || this.#vocabulary.splitter.written.length > MAX_WRITTEN)
      this.#vocabulary = vocabularyOf(this.features, this.lang, this.parameters);
    const vocabulary = this.#vocabulary;
    const textOf = (row: number) => ({ words: vocabulary.splitter.words(texts[row]!) });
    return weightedRows(texts.length, textOf, vocabulary, this.#idf, this.parameters);
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
    return (await fitTransform(data, p, ctx)).model;
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

/** The model and the rows of the texts it is fitted on, which are read only once. */
export async function fitTransform(
  data: Texts,
  p: Partial<TfIdfParameters>,
  ctx: FitContext,
): Promise<{ readonly model: TfIdfModel; readonly x: SparseRows }> {
  const parameters = checkTfIdf(p);
  if (data.texts.length === 0) throw new KindredError("no-rows");
  const { terms, written, idf, vocabulary, words, runsOf } = await learnTerms(data, parameters, ctx);
  const model = new TfIdfModel({ terms, written, idf, lang: data.lang, parameters });
  const textOf = (row: number) => ({ words: words[row]!, runs: runsOf[row]! });
  return { model, x: weightedRows(words.length, textOf, vocabulary, idf, parameters) };
}
