import type { Estimator, ModelState } from "../estimator.ts";
import { byUser, checkInteractions, type Interactions } from "../recommend/interactions.ts";
import type { Recommender } from "../recommend/recommender.ts";
import { checkParameters } from "../rules.ts";
import { checkState, doubles } from "../state.ts";

const KIND = "popularity";
const VERSION = 1;

type PopularityParameters = Readonly<Record<string, never>>;

/** What most others take: the baseline every recommender must beat. The score is the number of users of an item. */
export class PopularityModel implements Recommender {
  readonly kind = KIND;
  readonly features = ["user", "item", "value"];
  readonly converged = true;
  readonly #takers: Float64Array;

  constructor(takers: Float64Array) {
    this.#takers = takers;
  }

  get items(): number {
    return this.#takers.length;
  }

  scores(): Float64Array {
    return this.#takers.slice();
  }

  save(): ModelState {
    return { kind: KIND, version: VERSION, takers: this.#takers.slice() };
  }
}

/** Popularity; see docs/reference/models/popularity.md. */
export const popularity: Estimator<PopularityParameters, Interactions, PopularityModel> = {
  kind: KIND,
  defaults: {},
  check: (given) => checkParameters({}, {}, given),
  async fit(data) {
    checkInteractions(data);
    const takers = new Float64Array(data.items);
    for (const item of byUser(data).column) takers[item]!++;
    return new PopularityModel(takers);
  },
  load(state) {
    checkState(state, KIND, VERSION);
    return new PopularityModel(doubles(state.takers));
  },
};
