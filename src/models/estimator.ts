import type { Design } from "../core/matrix.ts";

/** What every fit is given beside its data. Same data + parameters + seed → the same bytes, whatever `threads`. */
export interface FitContext {
  readonly seed: number;
  readonly signal?: AbortSignal;
  /** Worker threads to use; 1 when absent. */
  readonly threads?: number;
  onProgress?(done: number, of: number): void;
}

/** Plain JSON plus typed arrays; `version` counts the format of this kind of model. */
export interface ModelState {
  readonly kind: string;
  readonly version: number;
  readonly [field: string]: unknown;
}

/** A fitted model. Nothing can predict unfitted, for only `fit` and `load` return one. */
export interface Model {
  readonly kind: string;
  /** Names of the columns it was fitted on, in their order. */
  readonly features: readonly string[];
  readonly converged: boolean;
  readonly nIter?: number;
  save(): ModelState;
}

/** `P` hyper-parameters, `D` the data it is fitted on, `M` the fitted model. */
export interface Estimator<P, D, M extends Model> {
  readonly kind: string;
  readonly defaults: Readonly<P>;
  /** Fills in the defaults and throws `bad-parameter` (name, value, allowed range) before anything is fitted. */
  check(p: Partial<P>): P;
  fit(data: D, p: P, ctx: FitContext): Promise<M>;
  load(state: ModelState): M;
}

/** Data with a target: `y` is 0 or 1 for classifiers, any number for regressors; `weight` is positive, 1 when absent. */
export interface Labelled extends Design {
  readonly y: Float64Array;
  readonly weight?: Float64Array;
  /** A later or held-out set that early stopping watches. */
  readonly validation?: Labelled;
}

export interface Classifier extends Model {
  /** Raw scores in log-odds, one a row. */
  margin(x: Design): Float64Array;
  /** Probability of class 1, one a row, in [0, 1]. */
  probability(x: Design): Float64Array;
}

export interface Regressor extends Model {
  predict(x: Design): Float64Array;
}

export interface Clusterer extends Model {
  readonly nClusters: number;
  /** Cluster of each row, 0 … nClusters − 1; −1 = belongs nowhere. */
  assign(x: Design): Int32Array;
}

export interface Transformer extends Model {
  transform(x: Design): Design;
}

/** Additive reasons: base + sum of a row's effects = the row's margin (or prediction). Row-major rows × features. */
export interface Contributions {
  readonly base: number;
  readonly rows: number;
  readonly cols: number;
  readonly effects: Float64Array;
}

/** A model whose reasons are exact. */
export interface Explainable {
  contributions(
    x: Design,
    ctx?: { threads?: number; signal?: AbortSignal },
  ): Contributions | Promise<Contributions>;
}
