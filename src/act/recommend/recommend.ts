import { KindredError } from "../../core/errors.ts";
import type { Sentence } from "../../core/sentence.ts";
import { personOf } from "../../features/people.ts";
import type { FitContext } from "../../models/estimator.ts";
import type { Taste } from "../../models/recommend/interactions.ts";
import type { Recommender } from "../../models/recommend/recommender.ts";
import type { Reader } from "../../store/reader.ts";
import { outOfRange } from "./catalogue.ts";
import { listFor } from "./judge.ts";
import { readMoment } from "./moment.ts";
import { readHad, readPurchases } from "./purchases.ts";
import { candidates, fitRecipe, type Recipe, type RecommenderKind, recommenderKinds } from "./recipes.ts";
import type { ReadyRecommender } from "./stored.ts";
import { tasteOfOne } from "./tastes.ts";

/** One product that a customer may want next, best first. */
interface RecommendedProduct {
  readonly productId: string;
  readonly name: string | null;
  readonly category: string | null;
  /** The model's own score, comparable within one list and one model; null for what merely most others buy. */
  readonly score: number | null;
  readonly why: Sentence;
  /** Products the customer bought that led to it, the strongest first, and their share of all that did, 0–1. */
  readonly because: readonly {
    readonly productId: string;
    readonly name: string | null;
    readonly share: number;
  }[];
}

export interface RecommendedList {
  readonly customerId: string;
  /** Whether anything this customer bought is known. */
  readonly known: boolean;
  readonly model: RecommenderKind;
  /** Whether this model has beaten popularity on later data. */
  readonly proven: boolean;
  readonly asOf: string;
  readonly products: readonly RecommendedProduct[];
  readonly notes: readonly Sentence[];
}

const MOST_BECAUSE = 2;
/** The strongest reason is told; another only where it is at least so strong beside it. */
const NEARLY_AS_STRONG = 0.5;
export const MOST_RECOMMENDED = 100;

/** @throws bad-option naming the models there are */
export function checkRecommenderKind(method: string): RecommenderKind {
  const known = recommenderKinds.find((kind) => kind === method);
  if (known) return known;
  throw new KindredError("bad-option", {
    option: "--method",
    value: method,
    allowed: recommenderKinds.join(", "),
  });
}

/** Fits the model the user asks for instead of the stored one: on all that is known, not proven. */
export async function otherRecommender(
  reader: Reader,
  stored: ReadyRecommender,
  kind: RecommenderKind,
  ctx: FitContext,
): Promise<ReadyRecommender> {
  if (kind === stored.recipe.model) return stored;
  const asOf = new Date(stored.report.asOf);
  const recipe = recipeOf(stored, kind);
  if (kind === "popularity") return { ...stored, recipe, model: stored.popular };
  const moment = await readMoment(reader, asOf, ctx);
  const model = await fitRecipe(recipe, moment.tastes(recipe), moment.attributes, ctx);
  if (!model) return { ...stored, recipe, model: stored.popular };
  return {
    ...stored,
    recipe,
    model,
    catalogue: moment.catalogue,
    products: moment.catalogue.product,
    items: moment.items,
  };
}

/** The recipe of a kind that did best when it was tried. */
function recipeOf({ report }: ReadyRecommender, kind: RecommenderKind): Recipe {
  const own = candidates.filter((c) => c.model === kind);
  const best = (c: Recipe) =>
    report.tried.find(
      (t) => t.model === kind && Object.entries(c.parameters).every(([name, v]) => t.parameters[name] === v),
    )?.metrics.ndcg10 ?? 0;
  if (own.length === 0) return { model: kind, parameters: {}, halfLifeDays: null, lastDays: null };
  return own.reduce((a, b) => (best(b) > best(a) ? b : a));
}

/**
 * What a customer may want next: by the model where something of the customer is known, filled up or replaced by what most
 * others buy, and said so. Never what was bought before or is out of range.
 */
export async function recommendFor(
  reader: Reader,
  ready: ReadyRecommender,
  customerId: string,
  n: number,
): Promise<RecommendedList> {
  const asOf = new Date(ready.report.asOf);
  const [customer] = await reader.rows<{ customer: number }>(
    "SELECT customer FROM customers WHERE customer_id = $1",
    [customerId],
  );
  const person = customer ? (await personOf(reader, customer.customer)).person : null;
  const taste =
    person !== null
      ? tasteOfOne(await readPurchases(reader, asOf, person), ready.items, asOf, ready.recipe)
      : { items: new Int32Array(), values: new Float32Array() };
  const { catalogue } = ready;
  const placeOf = new Map(Array.from(catalogue.product, (key, i) => [key, i]));
  const had = person !== null ? await readHad(reader, asOf, person) : [];
  const gone = new Set(
    [...Array.from(outOfRange(catalogue, asOf), (i) => catalogue.product[i]!), ...had].flatMap(
      (key) => ready.items.get(key) ?? [],
    ),
  );
  const known = taste.items.length > 0;
  const tell = (item: number) => {
    const i = placeOf.get(ready.products[item]!);
    if (i === undefined) return { productId: String(ready.products[item]), name: null, category: null };
    return { productId: catalogue.productId[i]!, name: catalogue.name[i]!, category: catalogue.category[i]! };
  };
  const personal = known && ready.recipe.model !== "popularity" ? listFor(ready.model, taste, gone, n) : [];
  const taken = new Set([...gone, ...personal.map((p) => p.item)]);
  const popular = listFor(ready.popular, taste, taken, n - personal.length);
  const products = [
    ...personal.map(({ item, score }): RecommendedProduct => {
      const because = reasonsOf(ready.model, taste, item, tell);
      return { ...tell(item), score, because, why: whySentence(because) };
    }),
    ...popular.map(
      ({ item, score }): RecommendedProduct => ({
        ...tell(item),
        score: null,
        because: [],
        why: { code: "act.recommend.why.popular", data: { count: score } },
      }),
    ),
  ];
  return {
    customerId,
    known,
    model: ready.recipe.model,
    proven: ready.report.published && ready.recipe.model === ready.report.model,
    asOf: ready.report.asOf,
    products,
    notes: notesOn(ready, customer !== undefined, known, personal.length, products.length),
  };
}

function reasonsOf(
  model: Recommender,
  taste: Taste,
  item: number,
  tell: (item: number) => { productId: string; name: string | null },
): RecommendedProduct["because"] {
  const parts = model.because?.(taste, item);
  if (!parts) return [];
  const total = parts.reduce((sum, part) => sum + Math.max(0, part), 0);
  if (!(total > 0)) return [];
  return Array.from(parts.keys())
    .sort((a, b) => parts[b]! - parts[a]!)
    .slice(0, MOST_BECAUSE)
    .filter((k, _, [first]) => parts[k]! > 0 && parts[k]! >= NEARLY_AS_STRONG * parts[first!]!)
    .map((k) => {
      const { productId, name } = tell(taste.items[k]!);
      return { productId, name, share: parts[k]! / total };
    });
}

function whySentence(because: RecommendedProduct["because"]): Sentence {
  const [first, second] = because.map((b) => b.name ?? b.productId);
  if (first === undefined) return { code: "act.recommend.why.taste", data: {} };
  if (second === undefined) return { code: "act.recommend.why.one", data: { first } };
  return { code: "act.recommend.why.two", data: { first, second } };
}

function notesOn(
  { report, recipe }: ReadyRecommender,
  customerKnown: boolean,
  known: boolean,
  personal: number,
  all: number,
): Sentence[] {
  const say = (code: string, data: Sentence["data"] = {}) => ({ code: `act.recommend.notes.${code}`, data });
  const asked = recipe.model !== report.model;
  return [
    ...(customerKnown ? [] : [say("unknownCustomer")]),
    ...(customerKnown && !known ? [say("nothingBought")] : []),
    ...(asked ? [say("asked", { model: recipe.model })] : [report.reason]),
    ...(known && personal > 0 && personal < all ? [say("filledUp", { count: all - personal })] : []),
    ...report.notes,
  ];
}
