import type { Model } from "../estimator.ts";
import type { Taste } from "./interactions.ts";

/** A model of what someone wants next. It scores a taste, not a user number: new users need no new training. */
export interface Recommender extends Model {
  readonly items: number;
  /** One score an item, higher = wanted more; comparable within one taste only. */
  scores(taste: Taste): Float64Array;
  /** How much each item of the taste adds to the score of `item`, in the taste's order ("because you bought"). */
  because?(taste: Taste, item: number): Float64Array;
}

export interface Recommendation {
  readonly item: number;
  readonly score: number;
}

/**
 * The `n` best items by score, best first, equal scores by item number; items of `without` (bought, out of stock,
 * not allowed) and items that scored −∞ or NaN never come.
 */
export function topItems(scores: Float64Array, n: number, without?: ReadonlySet<number>): Recommendation[] {
  const best: Recommendation[] = [];
  for (let item = 0; item < scores.length; item++) {
    const score = scores[item]!;
    if (!(score > Number.NEGATIVE_INFINITY) || without?.has(item)) continue;
    if (best.length === n && !(score > best[n - 1]!.score)) continue;
    let at = best.length;
    while (at > 0 && best[at - 1]!.score < score) at--;
    best.splice(at, 0, { item, score });
    if (best.length > n) best.pop();
  }
  return best;
}
