import { KindredError } from "../../core/errors.ts";
import type { Estimator, ModelState } from "../estimator.ts";
import type { Taste } from "../recommend/interactions.ts";
import type { Recommender } from "../recommend/recommender.ts";
import { checkParameters } from "../rules.ts";
import type { SparseRows } from "../sparse/sparse-rows.ts";
import { checkState } from "../state.ts";

const KIND = "content";
const VERSION = 1;

type ContentParameters = Readonly<Record<string, never>>;

/** What items are like: items × attributes (one-hot categories, price bands, words by TF-IDF …), values 0 or above. */
export interface ItemAttributes {
  readonly attributes: SparseRows;
}

/**
 * Recommends what is like the things taken, by their attributes alone: works for items that nobody has taken yet. An item
 * scores by the cosine of its attributes with the taste's own sum; an item without attributes scores −∞.
 */
export class ContentModel implements Recommender {
  readonly kind = KIND;
  readonly features = ["item", "attributes"];
  readonly converged = true;
  /** Rows of length 1. */
  readonly #rows: SparseRows;

  constructor(rows: SparseRows) {
    this.#rows = rows;
  }

  get items(): number {
    return this.#rows.rows;
  }

  scores(taste: Taste): Float64Array {
    const profile = this.#profile(taste);
    const length = Math.sqrt(profile.reduce((s, v) => s + v * v, 0));
    return Float64Array.from({ length: this.items }, (_, item) =>
      this.#rows.start[item] === this.#rows.start[item + 1] || length === 0
        ? Number.NEGATIVE_INFINITY
        : this.#dot(item, profile) / length,
    );
  }

  because(taste: Taste, item: number): Float64Array {
    const profile = this.#profile(taste);
    const length = Math.sqrt(profile.reduce((s, v) => s + v * v, 0));
    const own = this.#profile({ items: Int32Array.of(item), values: Float32Array.of(1) });
    return Float64Array.from(taste.items, (from, k) =>
      from >= this.items || length === 0 ? 0 : (taste.values[k]! * this.#dot(from, own)) / length,
    );
  }

  #profile({ items, values }: Taste): Float64Array {
    const { start, column, value, cols } = this.#rows;
    const out = new Float64Array(cols);
    items.forEach((item, k) => {
      if (item >= this.items) return;
      for (let e = start[item]!; e < start[item + 1]!; e++) out[column[e]!]! += values[k]! * value[e]!;
    });
    return out;
  }

  #dot(item: number, profile: Float64Array): number {
    const { start, column, value } = this.#rows;
    let sum = 0;
    for (let e = start[item]!; e < start[item + 1]!; e++) sum += profile[column[e]!]! * value[e]!;
    return sum;
  }

  save(): ModelState {
    return { kind: KIND, version: VERSION, ...structuredClone(this.#rows) };
  }
}

/** Content-based recommendation; see docs/reference/models/content.md. */
export const content: Estimator<ContentParameters, ItemAttributes, ContentModel> = {
  kind: KIND,
  defaults: {},
  check: (given) => checkParameters({}, {}, given),
  async fit({ attributes }) {
    const { rows, start, value } = attributes;
    if (rows === 0) throw new KindredError("no-rows");
    const unit = value.slice();
    for (let r = 0; r < rows; r++) {
      let squares = 0;
      for (let k = start[r]!; k < start[r + 1]!; k++) {
        if (!(value[k]! >= 0 && Number.isFinite(value[k]!)))
          throw new KindredError("bad-value", {
            column: "attributes",
            row: r + 1,
            value: String(value[k]),
            allowed: "0 or above",
          });
        squares += value[k]! * value[k]!;
      }
      for (let k = start[r]!; k < start[r + 1]!; k++)
        unit[k] = squares > 0 ? value[k]! / Math.sqrt(squares) : 0;
    }
    return new ContentModel({ ...attributes, value: unit });
  },
  load(state) {
    checkState(state, KIND, VERSION);
    return new ContentModel(state as unknown as SparseRows);
  },
};
