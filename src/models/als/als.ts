import type { Estimator, ModelState } from "../estimator.ts";
import { solveSymmetric } from "../linear-algebra/cholesky.ts";
import { checkInteractions, type Interactions, type Taste } from "../recommend/interactions.ts";
import type { Recommender } from "../recommend/recommender.ts";
import { checkState, doubles } from "../state.ts";
import { targetOf, userOffset, weightOf } from "./entries.ts";
import { type FittedAls, fitAls } from "./fit.ts";
import { type AlsParameters, alsDefaults, checkAls } from "./parameters.ts";

const KIND = "als";
const VERSION = 1;

/** Factors of the items. A user's vector is solved from the taste when asked, so new users are as good as known ones. */
export class AlsModel implements Recommender {
  readonly kind = KIND;
  readonly features = ["user", "item", "value"];
  readonly converged = true;
  readonly parameters: AlsParameters;
  readonly #fitted: FittedAls;
  /** Row-major nFactors × nFactors: the part of a user's equation that does not depend on the taste. */
  readonly #common: Float64Array;

  constructor(fitted: FittedAls, parameters: AlsParameters) {
    this.#fitted = fitted;
    this.parameters = parameters;
    this.#common = commonPart(fitted, parameters);
  }

  get items(): number {
    return this.#fitted.itemFactors.length / this.#fitted.nFactors;
  }

  get nIter(): number {
    return this.#fitted.nIter;
  }

  scores(taste: Taste): Float64Array {
    const { nFactors: n, itemFactors, offsets } = this.#fitted;
    const known = this.#known(taste);
    const rest = offsets.mean + userOffset(known, offsets, this.parameters);
    const right = new Float64Array(n);
    known.items.forEach((item, k) => {
      const target = targetOf(known.values[k]!, rest + offsets.item[item]!, this.parameters);
      for (let f = 0; f < n; f++) right[f]! += target * itemFactors[item * n + f]!;
    });
    const user = solveSymmetric(this.#equation(known), n, right).x;
    return Float64Array.from(
      { length: this.items },
      (_, item) => rest + offsets.item[item]! + this.#dot(item, user),
    );
  }

  /** The score less its offsets as a sum over the taste (Hu, Koren and Volinsky 2008, section 5). */
  because(taste: Taste, item: number): Float64Array {
    const { nFactors: n, itemFactors, offsets } = this.#fitted;
    const known = this.#known(taste);
    const rest = offsets.mean + userOffset(known, offsets, this.parameters);
    const wanted = Float64Array.from(itemFactors.subarray(item * n, (item + 1) * n));
    const turned = solveSymmetric(this.#equation(known), n, wanted).x;
    return Float64Array.from(taste.items, (from, k) =>
      from >= this.items
        ? 0
        : targetOf(taste.values[k]!, rest + offsets.item[from]!, this.parameters) * this.#dot(from, turned),
    );
  }

  save(): ModelState {
    const { nFactors, itemFactors, offsets, nIter } = this.#fitted;
    return {
      kind: KIND,
      version: VERSION,
      parameters: { ...this.parameters },
      nFactors,
      itemFactors: itemFactors.slice(),
      mean: offsets.mean,
      itemOffsets: offsets.item.slice(),
      nIter,
    };
  }

  #dot(item: number, vector: Float64Array): number {
    const { nFactors: n, itemFactors } = this.#fitted;
    let sum = 0;
    for (let f = 0; f < n; f++) sum += itemFactors[item * n + f]! * vector[f]!;
    return sum;
  }

  /** The taste without items that came after the training. */
  #known(taste: Taste): Taste {
    if (taste.items.every((item) => item < this.items)) return taste;
    const keep = [...taste.items.keys()].filter((k) => taste.items[k]! < this.items);
    return {
      items: Int32Array.from(keep, (k) => taste.items[k]!),
      values: Float32Array.from(keep, (k) => taste.values[k]!),
    };
  }

  #equation(taste: Taste): Float64Array {
    const { nFactors: n, itemFactors } = this.#fitted;
    const a = this.#common.slice();
    taste.items.forEach((item, k) => {
      const weight = weightOf(taste.values[k]!, this.parameters);
      for (let i = 0; i < n; i++) {
        const scaled = weight * itemFactors[item * n + i]!;
        for (let j = 0; j <= i; j++) a[i * n + j]! += scaled * itemFactors[item * n + j]!;
      }
    });
    return a;
  }
}

/** The lower triangle of YᵀY + regularization × I; without YᵀY for explicit feedback. */
function commonPart({ nFactors: n, itemFactors }: FittedAls, p: AlsParameters): Float64Array {
  const a = new Float64Array(n * n);
  if (p.feedback === "implicit")
    for (let at = 0; at < itemFactors.length; at += n)
      for (let i = 0; i < n; i++)
        for (let j = 0; j <= i; j++) a[i * n + j]! += itemFactors[at + i]! * itemFactors[at + j]!;
  for (let i = 0; i < n; i++) a[i * n + i]! += p.regularization;
  return a;
}

/** Alternating least squares; see docs/reference/models/als.md. */
export const als: Estimator<AlsParameters, Interactions, AlsModel> = {
  kind: KIND,
  defaults: alsDefaults,
  check: checkAls,
  async fit(data, p, ctx) {
    const parameters = checkAls(p);
    checkInteractions(data);
    return new AlsModel(await fitAls(data, parameters, ctx), parameters);
  },
  load(state) {
    checkState(state, KIND, VERSION);
    const fitted: FittedAls = {
      nFactors: Number(state.nFactors),
      itemFactors: Float32Array.from(doubles(state.itemFactors)),
      offsets: { mean: Number(state.mean), item: doubles(state.itemOffsets) },
      nIter: Number(state.nIter),
    };
    return new AlsModel(fitted, checkAls(state.parameters as AlsParameters));
  },
};
