import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { Random } from "../../src/core/random.ts";
import { sentiment } from "../../src/models/sentiment/sentiment.ts";
import { auc, rankByScore } from "../../src/validate/ranking.ts";
import { dataFile } from "../parts.ts";

const amazon = dataFile("amazon_reviews", "amazon.csv.gz");
const foods = dataFile("fine_foods_reviews", "training_data.csv.gz");
const foodsLater = dataFile("fine_foods_reviews", "testing_data.csv.gz");

interface Reviews {
  readonly texts: readonly string[];
  readonly y: readonly number[];
}

async function reviews(file: string, text: string, positive: string): Promise<Reviews> {
  const instance = await DuckDBInstance.create(":memory:");
  try {
    const connection = await instance.connect();
    const sql = `SELECT ${text}, (${positive})::INT FROM read_csv($file, all_varchar = true, quote = '"')`;
    const rows = (await connection.runAndReadAll(sql, { file })).getRows();
    return { texts: rows.map((r) => String(r[0])), y: rows.map((r) => Number(r[1])) };
  } finally {
    instance.closeSync();
  }
}

const at = <T>(values: readonly T[], index: readonly number[]) => index.map((i) => values[i]!);

/** Scores of `later` by a model of `before`. */
async function scores(before: Reviews, later: readonly string[]): Promise<Float64Array> {
  const model = await sentiment.fit({ ...before, lang: "en" }, sentiment.check({}), { seed: 1 });
  return model.tone(later).probability;
}

/** AUC of pooled out-of-fold predictions, five random folds. */
async function pooledAuc({ texts, y }: Reviews): Promise<number> {
  const fold = new Random(0).shuffle(Int32Array.from(texts, (_, i) => i % 5));
  const pooled = new Float64Array(texts.length);
  for (let k = 0; k < 5; k++) {
    const train = [...fold.keys()].filter((i) => fold[i] !== k);
    const test = [...fold.keys()].filter((i) => fold[i] === k);
    const found = await scores({ texts: at(texts, train), y: at(y, train) }, at(texts, test));
    test.forEach((i, n) => {
      pooled[i] = found[n]!;
    });
  }
  return auc(rankByScore(pooled), Float64Array.from(y));
}

test.skipIf(!amazon)("amazon_reviews: within .005 of scikit-learn's .9565", async () => {
  const given = await reviews(amazon!, "reviewText", "Positive = '1'");
  expect(given.texts).toHaveLength(20_000);
  expect(await pooledAuc(given)).toBeGreaterThan(0.9565 - 0.005);
});

test.skipIf(!foods || !foodsLater)("fine_foods_reviews: within .005 of scikit-learn", async () => {
  const first = await reviews(foods!, "review", "score = 'great'");
  const others = await reviews(foodsLater!, "review", "score = 'great'");
  const all = { texts: [...first.texts, ...others.texts], y: [...first.y, ...others.y] };
  expect(all.texts).toHaveLength(5000);
  expect(await pooledAuc(all), "random folds").toBeGreaterThan(0.8563 - 0.005);
  // The peer's figure by product: scripts/reviews.py.
  const unseen = auc(rankByScore(await scores(first, others.texts)), Float64Array.from(others.y));
  expect(unseen, "other products").toBeGreaterThan(0.8793 - 0.005);
});
