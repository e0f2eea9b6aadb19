import type { ErrorCode } from "../../src/core/errors.ts";
import type { Design } from "../../src/core/matrix.ts";
import type {
  Classifier,
  Clusterer,
  Contributions,
  Estimator,
  Explainable,
  Labelled,
  Model,
  Regressor,
  Transformer,
} from "../../src/models/estimator.ts";
import type { TreatedRows, UpliftModel } from "../../src/models/uplift/treated.ts";
import { labelled, type MakeDesign } from "./data.ts";

export type Values = Float64Array | Float32Array | Int32Array;

/** What the documented result of an odd input is: it works and everything is finite, or an error with this code. */
export type Outcome = "fine" | ErrorCode;

interface Oddities {
  readonly missing: Outcome;
  readonly infinite: Outcome;
  readonly oneRow: Outcome;
}

/** One estimator under test: how to make its data and what its models give, an equal number of values a row. */
export interface Subject<P, D extends Design, M extends Model> {
  /** What the report calls it. */
  readonly name: string;
  readonly estimator: Estimator<P, D, M>;
  readonly parameters: Partial<P>;
  readonly data: (rows: number, seed: number) => D;
  readonly outputs: (model: M, x: Design) => Values[] | Promise<Values[]>;
  /** Values that must lie in [0, 1]. */
  readonly probabilities?: (model: M, x: Design) => Float64Array;
  /** Reasons, and what base + effects must sum to; null where a model has none. */
  readonly reasons?: (
    model: M,
    x: Design,
  ) => { readonly of: Float64Array; readonly why: Contributions | Promise<Contributions> } | null;
  readonly odd: Oddities;
  /** Rows that are enough for it to use more than one thread. */
  readonly threadRows: number;
}

interface Options<P> extends Partial<Oddities> {
  /** The estimator's kind when absent. */
  readonly name?: string;
  readonly parameters?: Partial<P>;
  readonly threadRows?: number;
  /** What a classifier's reasons sum to; its margin when absent. */
  readonly reasonsOf?: "margin" | "probability";
}

function common<P>(
  kind: string,
  { name = kind, parameters = {}, threadRows = 400, reasonsOf: _, ...odd }: Options<P>,
) {
  const usual: Oddities = { missing: "fine", infinite: "fine", oneRow: "fine" };
  return { name, parameters, threadRows, odd: { ...usual, ...odd } };
}

async function effectsOf(model: Partial<Explainable>, x: Design): Promise<Float64Array[]> {
  return model.contributions ? [(await model.contributions(x)).effects] : [];
}

function reasonsOf(model: Partial<Explainable>, x: Design, of: Float64Array) {
  return model.contributions ? { of, why: model.contributions(x) } : null;
}

export function classifier<P, M extends Classifier & Partial<Explainable>>(
  estimator: Estimator<P, Labelled, M>,
  make: MakeDesign,
  options: Options<P> = {},
): Subject<P, Labelled, M> {
  return {
    ...common(estimator.kind, { oneRow: "one-class", ...options }),
    estimator,
    data: (rows, seed) => labelled(make(rows, seed), "class", seed),
    outputs: async (model, x) => [model.margin(x), model.probability(x), ...(await effectsOf(model, x))],
    probabilities: (model, x) => model.probability(x),
    reasons: (model, x) => reasonsOf(model, x, model[options.reasonsOf ?? "margin"](x)),
  };
}

export function regressor<P, M extends Regressor & Partial<Explainable>>(
  estimator: Estimator<P, Labelled, M>,
  make: MakeDesign,
  options: Options<P> = {},
): Subject<P, Labelled, M> {
  return {
    ...common(estimator.kind, options),
    estimator,
    data: (rows, seed) => labelled(make(rows, seed), "amount", seed),
    outputs: async (model, x) => [model.predict(x), ...(await effectsOf(model, x))],
    reasons: (model, x) => reasonsOf(model, x, model.predict(x)),
  };
}

/** Every third row treated. */
export function uplifter<P, M extends UpliftModel & Partial<Explainable>>(
  estimator: Estimator<P, TreatedRows, M>,
  make: MakeDesign,
  options: Options<P> = {},
): Subject<P, TreatedRows, M> {
  return {
    ...common(estimator.kind, { oneRow: "one-arm", ...options }),
    estimator,
    data: (rows, seed) => {
      const { x, columns, y } = labelled(make(rows, seed), "class", seed);
      return { x, columns, y, treatment: Uint8Array.from(y, (_, i) => (i % 3 === 0 ? 1 : 0)) };
    },
    outputs: async (model, x) => {
      const { control, treated } = model.outcomes(x);
      return [model.uplift(x), control, treated, ...(await effectsOf(model, x))];
    },
    reasons: (model, x) => reasonsOf(model, x, model.uplift(x)),
  };
}

export function clusterer<P, M extends Clusterer>(
  estimator: Estimator<P, Design, M>,
  make: MakeDesign,
  options: Options<P> = {},
): Subject<P, Design, M> {
  return {
    ...common(estimator.kind, options),
    estimator,
    data: make,
    outputs: (model, x) => [model.assign(x)],
  };
}

export function transformer<P, M extends Transformer>(
  estimator: Estimator<P, Design, M>,
  make: MakeDesign,
  options: Options<P> = {},
): Subject<P, Design, M> {
  return {
    ...common(estimator.kind, options),
    estimator,
    data: make,
    outputs: (model, x) => [model.transform(x).x.data],
  };
}
