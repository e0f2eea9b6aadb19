import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { Random } from "../../src/core/random.ts";
import { sentiment } from "../../src/models/sentiment/sentiment.ts";
import { auc, rankByScore } from "../../src/validate/ranking.ts";
import { dataFile } from "../parts.ts";

const amazon = dataFile("amazon_reviews", "amazon.csv.gz");
const foods = dataFile("fine_foods_reviews", "training_data.csv.gz");
const foodsLater = dataFile("fine_foods_reviews", "testing_data.csv.gz");

/** Rows of a CSV with quoted fields. */
function csv(path: string): string[][] {
  const text = gunzipSync(readFileSync(path)).toString();
  const rows: string[][] = [];
  let row: string[] = [];
  for (const m of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    row.push(m[1] === undefined ? m[2]! : m[1].replaceAll('""', '"'));
    if (m[3] !== ",") {
      if (row.length > 1) rows.push(row);
      row = [];
    }
    if (m.index + m[0].length >= text.length) break;
  }
  return rows.slice(1);
}

/** AUC of pooled out-of-fold predictions, five random folds. */
async function pooledAuc(texts: string[], y: number[]): Promise<number> {
  const fold = new Random(0).shuffle(Int32Array.from(texts, (_, i) => i % 5));
  const scores = new Float64Array(texts.length);
  for (let k = 0; k < 5; k++) {
    const train = [...fold.keys()].filter((i) => fold[i] !== k);
    const test = [...fold.keys()].filter((i) => fold[i] === k);
    const model = await sentiment.fit(
      { texts: train.map((i) => texts[i]!), y: train.map((i) => y[i]!), lang: "en" },
      sentiment.check({}),
      { seed: 1 },
    );
    const { probability } = model.tone(test.map((i) => texts[i]!));
    test.forEach((i, k) => {
      scores[i] = probability[k]!;
    });
  }
  return auc(rankByScore(scores), Float64Array.from(y));
}

test.skipIf(!amazon)("amazon_reviews: within .005 of scikit-learn's .9565", async () => {
  const rows = csv(amazon!);
  expect(rows).toHaveLength(20_000);
  const found = await pooledAuc(
    rows.map((r) => r[0]!),
    rows.map((r) => Number(r[1])),
  );
  expect(found).toBeGreaterThan(0.9565 - 0.005);
});

test.skipIf(!foods || !foodsLater)("fine_foods_reviews: within .005 of scikit-learn's .8563", async () => {
  const rows = [...csv(foods!), ...csv(foodsLater!)];
  expect(rows).toHaveLength(5000);
  const found = await pooledAuc(
    rows.map((r) => r[1]!),
    rows.map((r) => (r[2] === "great" ? 1 : 0)),
  );
  expect(found).toBeGreaterThan(0.8563 - 0.005);
});
