import { decodeState, encodeState } from "../../goals/state.ts";
import type { ModelState } from "../../models/estimator.ts";
import type { PopularityModel } from "../../models/popularity/popularity.ts";
import { popularity } from "../../models/popularity/popularity.ts";
import type { Recommender } from "../../models/recommend/recommender.ts";
import type { Reader } from "../../store/reader.ts";
import type { Writer } from "../../store/writer.ts";
import { type Catalogue, readCatalogue } from "./catalogue.ts";
import { loadRecommender, type Recipe } from "./recipes.ts";
import type { RecommenderReport } from "./report.ts";

/** A recommender as it stands in the table `recommenders`; `products` are the keys of its items, in their order. */
export interface StoredRecommender {
  readonly recipe: Recipe;
  readonly products: Float64Array;
  readonly model: ModelState;
  /** For customers of whom nothing is known, and where the model has no more to say. */
  readonly popular: ModelState;
}

export interface ReadyRecommender {
  readonly report: RecommenderReport;
  readonly recipe: Recipe;
  readonly model: Recommender;
  readonly popular: PopularityModel;
  readonly products: Float64Array;
  readonly items: ReadonlyMap<number, number>;
  /** As of the moment it was built, so that lists stay the same until the next. */
  readonly catalogue: Catalogue;
}

/** Puts a recommender in the place of the one before. */
export async function keepRecommender(
  w: Writer,
  report: RecommenderReport,
  state: string,
  at: Date,
): Promise<void> {
  await w.run("UPDATE recommenders SET status = 'retired', state = NULL WHERE status <> 'retired'");
  await w.run("DELETE FROM recommenders WHERE version = $1", [report.version]);
  await w.run("INSERT INTO recommenders VALUES ($1, $2, $3, $4, $5, $6, $7)", [
    report.version,
    report.model,
    report.published ? "champion" : "refused",
    at,
    new Date(report.asOf),
    JSON.stringify(report),
    state,
  ]);
}

export function encodeRecommender(stored: StoredRecommender): string {
  return encodeState(stored);
}

/** Version of the recommender in use; null before the first. */
export async function currentVersion(reader: Reader): Promise<string | null> {
  const [row] = await reader.rows<{ version: string }>(
    "SELECT version FROM recommenders WHERE status <> 'retired' ORDER BY trained_at DESC LIMIT 1",
  );
  return row?.version ?? null;
}

export async function readRecommender(reader: Reader, version: string): Promise<ReadyRecommender> {
  const row = await reader.one<{ report: string; state: string }>(
    "SELECT report, state FROM recommenders WHERE version = $1",
    [version],
  );
  const stored = decodeState(row.state) as StoredRecommender;
  const report = JSON.parse(row.report) as RecommenderReport;
  return {
    report,
    catalogue: await readCatalogue(reader, new Date(report.asOf)),
    recipe: stored.recipe,
    model: loadRecommender(stored.model),
    popular: popularity.load(stored.popular),
    products: stored.products,
    items: new Map(Array.from(stored.products, (key, i) => [key, i])),
  };
}
