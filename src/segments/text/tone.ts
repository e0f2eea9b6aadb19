import { Random } from "../../core/random.ts";
import type { Sentence } from "../../core/sentence.ts";
import type { FitContext } from "../../models/estimator.ts";
import { type SentimentModel, sentiment } from "../../models/sentiment/sentiment.ts";
import { bootstrapByCustomer } from "../../validate/bootstrap.ts";
import { auc, rankByScore } from "../../validate/ranking.ts";
import type { Review } from "./read-reviews.ts";
import type { ToneOf } from "./report.ts";

/** Fewest rated texts of either kind that a tone can be learned from. */
const FEWEST_OF_EACH = 30;
const HELD_OUT = 0.2;
/** Most texts to learn from: more of them change nothing any more. */
const MOST_TEXTS = 50_000;
const DRAWS = 200;
/** A tone is told where the lower end of the interval of its AUC lies above this: seven times in ten right. */
const LEAST_AUC = 0.7;

export interface LearnedTone {
  readonly model: SentimentModel | null;
  readonly test: ToneOf["test"];
  readonly reason: Sentence;
}

/**
 * Learns the tone of one language's texts from the ratings beside them and tests it on texts it has not seen: the newest
 * fifth where texts are dated, else other products, else others drawn at random. Then it learns from all.
 */
export async function learnTone(
  lang: string,
  reviews: readonly Review[],
  ctx: FitContext,
): Promise<LearnedTone> {
  const rated = new Random(ctx.seed).fork(`tone ${lang}`).shuffle(reviews.filter((r) => r.liked !== null));
  const some = rated.slice(0, MOST_TEXTS);
  const liked = some.filter((r) => r.liked === 1).length;
  const counts = {
    lang,
    reviews: reviews.length,
    liked,
    disliked: some.length - liked,
    least: FEWEST_OF_EACH,
  };
  if (Math.min(liked, some.length - liked) < FEWEST_OF_EACH) {
    return { model: null, test: null, reason: { code: "themes.tone.fewRated", data: counts } };
  }
  const { on, seen, unseen } = split(some);
  if (oneSided(seen) || oneSided(unseen)) {
    return { model: null, test: null, reason: { code: "themes.tone.fewRated", data: counts } };
  }
  const { probability } = (await fitTone(lang, seen, ctx)).tone(unseen.map((r) => r.text));
  const y = Float64Array.from(unseen, (r) => r.liked!);
  const value = auc(rankByScore(probability), y);
  const interval = bootstrapByCustomer(
    [
      {
        customers: Float64Array.from(unseen.keys()),
        statistic: (weight) => aucOfDrawn(probability, y, weight),
      },
    ],
    { seed: ctx.seed, draws: DRAWS },
  ).mean;
  const test = { on, reviews: unseen.length, auc: value, interval };
  const data = {
    lang,
    auc: value,
    low: interval.low,
    high: interval.high,
    reviews: unseen.length,
    least: LEAST_AUC,
  };
  if (!(interval.low >= LEAST_AUC)) {
    return { model: null, test, reason: { code: "themes.tone.notSure", data } };
  }
  return {
    model: await fitTone(lang, some, ctx),
    test,
    reason: { code: `themes.tone.${on}`, data },
  };
}

function fitTone(lang: string, reviews: readonly Review[], ctx: FitContext): Promise<SentimentModel> {
  const data = { lang, texts: reviews.map((r) => r.text), y: reviews.map((r) => r.liked!) };
  return sentiment.fit(data, sentiment.defaults, ctx);
}

interface Split {
  readonly on: "later" | "products" | "others";
  readonly seen: readonly Review[];
  readonly unseen: readonly Review[];
}

/** A fifth that was not seen; products and dates only where nearly all texts have one. */
function split(shuffled: readonly Review[]): Split {
  const most = 0.9 * shuffled.length;
  const held = Math.ceil(HELD_OUT * shuffled.length);
  if (shuffled.filter((r) => !Number.isNaN(r.at)).length >= most) {
    const dated = shuffled.filter((r) => !Number.isNaN(r.at)).sort((a, b) => a.at - b.at);
    return { on: "later", seen: dated.slice(0, -held), unseen: dated.slice(-held) };
  }
  const products = [...new Set(shuffled.flatMap((r) => r.product ?? []))];
  if (products.length > 1 && shuffled.filter((r) => r.product !== null).length >= most) {
    const aside = new Set<number>();
    const of = (set: ReadonlySet<number>) => shuffled.filter((r) => set.has(r.product ?? -1)).length;
    for (const product of products) if (of(aside) < held) aside.add(product);
    const unseen = shuffled.filter((r) => aside.has(r.product ?? -1));
    return { on: "products", seen: shuffled.filter((r) => !aside.has(r.product ?? -1)), unseen };
  }
  return { on: "others", seen: shuffled.slice(held), unseen: shuffled.slice(0, held) };
}

function oneSided(reviews: readonly Review[]): boolean {
  return reviews.every((r) => r.liked === reviews[0]?.liked);
}

/** AUC of the rows drawn, each as often as its weight says. */
function aucOfDrawn(scores: Float64Array, y: Float64Array, weight: Float64Array): number {
  const drawn = Array.from(weight.keys()).flatMap((i) => new Array<number>(weight[i]!).fill(i));
  return auc(
    rankByScore(Float64Array.from(drawn, (i) => scores[i]!)),
    Float64Array.from(drawn, (i) => y[i]!),
  );
}
