import { type ContentModel, content, type ItemAttributes } from "../content/content.ts";
import type { Estimator, ModelState } from "../estimator.ts";
import { type ItemKnnModel, itemKnn } from "../item-knn/item-knn.ts";
import { type PopularityModel, popularity } from "../popularity/popularity.ts";
import type { Interactions, Taste } from "../recommend/interactions.ts";
import type { Recommender } from "../recommend/recommender.ts";
import { checkParameters, notNegative, type Rule } from "../rules.ts";
import { checkState } from "../state.ts";

const KIND = "hybrid";
const VERSION = 1;

export interface HybridParameters {
  /** Items a taste needs before what others took counts as much as what the items are like. */
  readonly evenAt: number;
  /** Weight of popularity beside the two. */
  readonly popularityWeight: number;
}

const defaults: HybridParameters = Object.freeze({ evenAt: 3, popularityWeight: 0.05 });

const rules: Record<keyof HybridParameters, Rule> = { evenAt: notNegative, popularityWeight: notNegative };

const check = (given: Partial<HybridParameters>) => checkParameters(defaults, rules, given);

/**
 * Item-knn, content and popularity in one: who has taken little, and what nobody has taken, is judged by attributes, the
 * rest by what others took. Each part counts by its rank among all items, 0–1, so that no scale outweighs another.
 */
export class HybridModel implements Recommender {
  readonly kind = KIND;
  readonly features = ["user", "item", "value", "attributes"];
  readonly converged = true;
  readonly #parts: {
    readonly collaborative: ItemKnnModel;
    readonly content: ContentModel;
    readonly popularity: PopularityModel;
  };
  readonly #p: HybridParameters;
  readonly #popular: Float64Array;

  constructor(
    parts: { collaborative: ItemKnnModel; content: ContentModel; popularity: PopularityModel },
    p: HybridParameters,
  ) {
    this.#parts = parts;
    this.#p = p;
    this.#popular = ranks(parts.popularity.scores());
  }

  get items(): number {
    return this.#parts.content.items;
  }

  scores(taste: Taste): Float64Array {
    const known = taste.items.filter((item) => item < this.items).length;
    const trust = known / (known + this.#p.evenAt || 1);
    const others = ranks(this.#parts.collaborative.scores(taste));
    const alike = ranks(this.#parts.content.scores(taste));
    return this.#popular.map(
      (popular, i) => trust * others[i]! + (1 - trust) * alike[i]! + this.#p.popularityWeight * popular,
    );
  }

  /** Both parts' reasons, each as shares of its own total, weighed as the parts are; ranks themselves do not add up. */
  because(taste: Taste, item: number): Float64Array {
    const known = taste.items.filter((i) => i < this.items).length;
    const trust = known / (known + this.#p.evenAt || 1);
    const others = shares(this.#parts.collaborative.because(taste, item));
    const alike = shares(this.#parts.content.because(taste, item));
    return others.map((share, k) => trust * share + (1 - trust) * alike[k]!);
  }

  save(): ModelState {
    const { collaborative, content: alike, popularity: popular } = this.#parts;
    return {
      kind: KIND,
      version: VERSION,
      parameters: { ...this.#p },
      collaborative: collaborative.save(),
      content: alike.save(),
      popularity: popular.save(),
    };
  }
}

function shares(parts: Float64Array): Float64Array {
  const total = parts.reduce((a, b) => a + b, 0);
  return total > 0 ? parts.map((part) => part / total) : parts;
}

/** Rank among all items, 0–1, equal scores sharing the mean; 0 for items without a score. */
function ranks(scores: Float64Array): Float64Array {
  const order = Array.from(scores.keys())
    .filter((i) => scores[i]! > Number.NEGATIVE_INFINITY)
    .sort((a, b) => scores[a]! - scores[b]!);
  const out = new Float64Array(scores.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) to++;
    for (let i = from; i < to; i++) out[order[i]!] = (from + to + 1) / 2 / order.length;
    from = to;
  }
  return out;
}

/** Hybrid recommendation; see docs/reference/models/hybrid.md. */
export const hybrid: Estimator<HybridParameters, Interactions & ItemAttributes, HybridModel> = {
  kind: KIND,
  defaults,
  check,
  async fit(data, p, ctx) {
    const parts = {
      collaborative: await itemKnn.fit(data, itemKnn.defaults, ctx),
      content: await content.fit(data, {}, ctx),
      popularity: await popularity.fit(data, {}, ctx),
    };
    return new HybridModel(parts, check(p));
  },
  load(state) {
    checkState(state, KIND, VERSION);
    return new HybridModel(
      {
        collaborative: itemKnn.load(state.collaborative as ModelState),
        content: content.load(state.content as ModelState),
        popularity: popularity.load(state.popularity as ModelState),
      },
      check(state.parameters as HybridParameters),
    );
  },
};
