import { buildRecommender, type RecommenderOptions } from "../act/recommend/build.ts";
import {
  checkRecommenderKind,
  otherRecommender,
  type RecommendedList,
  recommendFor,
} from "../act/recommend/recommend.ts";
import type { RecommenderReport } from "../act/recommend/report.ts";
import { currentVersion, type ReadyRecommender, readRecommender } from "../act/recommend/stored.ts";
import { KindredError } from "../core/errors.ts";
import { latestMoments } from "../features/latest.ts";
import type { Reader } from "../store/reader.ts";
import type { Store } from "../store/store.ts";

export interface Recommended extends RecommendedList {
  readonly recommender: RecommenderReport;
}

/** The recommender in use, read once and again only when another has taken its place. */
export class Recommenders {
  readonly #reader: Reader;
  #ready: ReadyRecommender | null = null;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** Null before the first. */
  async current(): Promise<ReadyRecommender | null> {
    const version = await currentVersion(this.#reader);
    if (version === null) return null;
    if (this.#ready?.report.version !== version) this.#ready = await readRecommender(this.#reader, version);
    return this.#ready;
  }

  /** @throws not-built before the first refresh */
  async recommend(customerId: string, n: number): Promise<Recommended> {
    const ready = await this.current();
    if (!ready) throw new KindredError("not-built", { what: "recommendations", verb: "refresh" });
    return { ...(await recommendFor(this.#reader, ready, customerId, n)), recommender: ready.report };
  }
}

/**
 * Recommends by the recommender in use; trains and proves one first where none is there or facts have come since. `method`
 * asks for another model than the proven one.
 * @throws bad-option (method), no-orders
 */
export async function recommend(
  store: Store,
  customerId: string,
  { n, method, ...options }: RecommenderOptions & { readonly n: number; readonly method?: string },
): Promise<Recommended> {
  const kind = method === undefined ? undefined : checkRecommenderKind(method);
  const { asOf } = await latestMoments(store);
  const shelf = new Recommenders(store);
  let ready = await shelf.current();
  if (!ready || ready.report.asOf !== asOf.toISOString()) {
    const built = await buildRecommender(store, options);
    await store.publish(built.swaps, built.commit);
    ready = (await shelf.current())!;
  }
  const { seed, threads, work } = options;
  const ctx = { seed, threads, ...(work?.signal ? { signal: work.signal } : {}) };
  const asked = kind ? await otherRecommender(store, ready, kind, ctx) : ready;
  return { ...(await recommendFor(store, asked, customerId, n)), recommender: ready.report };
}
