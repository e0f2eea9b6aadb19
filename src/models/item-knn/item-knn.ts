import type { Estimator, ModelState } from "../estimator.ts";
import { checkInteractions, type Interactions, type Taste } from "../recommend/interactions.ts";
import type { Recommender } from "../recommend/recommender.ts";
import type { SparseRows } from "../sparse/sparse-rows.ts";
import { checkState } from "../state.ts";
import { fitItemKnn } from "./fit.ts";
import { checkItemKnn, type ItemKnnParameters, itemKnnDefaults } from "./parameters.ts";

const KIND = "item-knn";
const VERSION = 1;

/** Item-based collaborative filtering: an item scores by how like it is to what was taken. */
export class ItemKnnModel implements Recommender {
  readonly kind = KIND;
  readonly features = ["user", "item", "value"];
  readonly converged = true;
  /** Row-major by item: its nearest items and how like they are, 0–1. */
  readonly neighbours: SparseRows;

  constructor(neighbours: SparseRows) {
    this.neighbours = neighbours;
  }

  get items(): number {
    return this.neighbours.rows;
  }

  /** Σ value × similarity over the taste; an item that is like nothing taken scores −∞. */
  scores(taste: Taste): Float64Array {
    const { start, column, value } = this.neighbours;
    const out = new Float64Array(this.items).fill(Number.NEGATIVE_INFINITY);
    taste.items.forEach((item, t) => {
      if (item >= this.items) return;
      for (let k = start[item]!; k < start[item + 1]!; k++) {
        const near = column[k]!;
        const add = taste.values[t]! * value[k]!;
        out[near] = out[near] === Number.NEGATIVE_INFINITY ? add : out[near]! + add;
      }
    });
    return out;
  }

  because(taste: Taste, item: number): Float64Array {
    const { start, column, value } = this.neighbours;
    return Float64Array.from(taste.items, (from, t) => {
      if (from >= this.items) return 0;
      const row = column.subarray(start[from]!, start[from + 1]!);
      const at = row.indexOf(item);
      return at < 0 ? 0 : taste.values[t]! * value[start[from]! + at]!;
    });
  }

  save(): ModelState {
    const { rows, cols, start, column, value } = this.neighbours;
    return { kind: KIND, version: VERSION, rows, cols, start, column, value };
  }
}

/** Item k-nearest-neighbours; see docs/reference/models/item-knn.md. */
export const itemKnn: Estimator<ItemKnnParameters, Interactions, ItemKnnModel> = {
  kind: KIND,
  defaults: itemKnnDefaults,
  check: checkItemKnn,
  async fit(data, p, ctx) {
    const parameters = checkItemKnn(p);
    checkInteractions(data);
    return new ItemKnnModel(await fitItemKnn(data, parameters, ctx));
  },
  load(state) {
    checkState(state, KIND, VERSION);
    return new ItemKnnModel(state as unknown as SparseRows);
  },
};
