import { Random } from "../../core/random.ts";
import { breathe } from "../../models/breathe.ts";
import { type Recommender, topItems } from "../../models/recommend/recommender.ts";
import { coverage, ndcgAt, recallAt } from "../../validate/recommendation.ts";
import type { Moment } from "./moment.ts";
import type { Tastes } from "./tastes.ts";

/** Customers whose recommendations are held against what they took next; arrays go together. */
export interface Judged {
  /** Keys, ascending. */
  readonly customers: Float64Array;
  /** Items of the moment that each took in the time after it and never before. */
  readonly taken: readonly ReadonlySet<number>[];
}

/** One recommender's figures: a row a judged customer, and the share of all items on somebody's list. */
export interface Figures {
  readonly recall10: Float64Array;
  readonly ndcg10: Float64Array;
  readonly coverage: number;
}

const LIST = 10;
const BREATHE = 64;

/**
 * Who is judged: known customers who took something new that could have been recommended (known before, in range); at
 * most `most` of them, drawn by `seed`.
 */
export function judgedCustomers(
  { items, gone, purchases }: Moment,
  later: { readonly customer: Float64Array; readonly product: Float64Array },
  most: number,
  seed: number,
): Judged {
  const known = new Set(purchases.customer);
  const taken = new Map<number, Set<number>>();
  later.customer.forEach((customer, k) => {
    const item = items.get(later.product[k]!);
    if (item === undefined || gone.has(item) || !known.has(customer)) return;
    const own = taken.get(customer) ?? new Set();
    taken.set(customer, own.add(item));
  });
  const drawn = new Random(seed)
    .fork("judged")
    .shuffle([...taken.keys()])
    .slice(0, most);
  const customers = Float64Array.from(drawn).sort();
  return { customers, taken: Array.from(customers, (c) => taken.get(c)!) };
}

/** Lists of ten for every judged customer, without what was bought and what is gone, against what was taken. */
export async function judge(
  model: Recommender,
  { gone }: Moment,
  tastes: Tastes,
  { customers, taken }: Judged,
  signal?: AbortSignal,
): Promise<Figures> {
  const userOf = new Map(Array.from(tastes.customers, (key, u) => [key, u]));
  const lists: number[][] = [];
  for (const [i, customer] of customers.entries()) {
    if (i % BREATHE === 0) await breathe(signal);
    const user = userOf.get(customer);
    const taste =
      user === undefined ? { items: new Int32Array(), values: new Float32Array() } : tastes.of(user);
    lists.push(listFor(model, taste, gone, LIST).map(({ item }) => item));
  }
  return {
    recall10: Float64Array.from(lists, (list, i) => recallAt(list, taken[i]!, LIST)),
    ndcg10: Float64Array.from(lists, (list, i) => ndcgAt(list, taken[i]!, LIST)),
    coverage: coverage(lists, model.items),
  };
}

/** The best `n` items for a taste that are neither in it nor gone. */
export function listFor(
  model: Recommender,
  taste: { readonly items: Int32Array; readonly values: Float32Array },
  gone: ReadonlySet<number>,
  n: number,
) {
  if (n < 1) return [];
  const scores = model.scores(taste);
  for (const item of gone) scores[item] = Number.NEGATIVE_INFINITY;
  for (const item of taste.items) scores[item] = Number.NEGATIVE_INFINITY;
  return topItems(scores, n);
}
