import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { als } from "../../src/models/als/als.ts";
import { alsDefaults } from "../../src/models/als/parameters.ts";
import { itemKnn } from "../../src/models/item-knn/item-knn.ts";
import { popularity } from "../../src/models/popularity/popularity.ts";
import { byUser, type Interactions, tasteOf } from "../../src/models/recommend/interactions.ts";
import { type Recommender, topItems } from "../../src/models/recommend/recommender.ts";
import { bootstrapByCustomer } from "../../src/validate/bootstrap.ts";
import { coverage, ndcgAt, recallAt } from "../../src/validate/recommendation.ts";
import { dataFile } from "../parts.ts";

const file = dataFile("movielens_latest_small", "ratings.csv.gz");
const N = 10;

/** Every user's last 20 % of ratings by time are left out; items are numbered by what is in the training rows. */
function split(path: string): { train: Interactions; later: Set<number>[] } {
  const rows = gunzipSync(readFileSync(path)).toString().trim().split("\n").slice(1);
  const perUser = new Map<string, { item: string; value: number; at: number }[]>();
  for (const row of rows) {
    const [user, item, value, at] = row.split(",") as [string, string, string, string];
    const list = perUser.get(user) ?? [];
    list.push({ item, value: Number(value), at: Number(at) });
    perUser.set(user, list);
  }
  const number = new Map<string, number>();
  const entries: [number, number, number][] = [];
  const later: Set<string>[] = [];
  [...perUser.values()].forEach((list, u) => {
    list.sort((a, b) => a.at - b.at || Number(a.item) - Number(b.item));
    const kept = list.slice(0, Math.floor(list.length * 0.8));
    for (const { item, value } of kept) {
      if (!number.has(item)) number.set(item, number.size);
      entries.push([u, number.get(item)!, value]);
    }
    later.push(new Set(list.slice(kept.length).map(({ item }) => item)));
  });
  return {
    train: {
      users: later.length,
      items: number.size,
      user: Int32Array.from(entries, (e) => e[0]),
      item: Int32Array.from(entries, (e) => e[1]),
      value: Float32Array.from(entries, (e) => e[2]),
    },
    later: later.map((set) => new Set([...set].map((item) => number.get(item) ?? -1))),
  };
}

test.skipIf(!file)(
  "ALS and item-knn beat popularity in recall and NDCG at 10, by user, on MovieLens",
  async () => {
    const { train, later } = split(file!);
    const ctx = { seed: 1, threads: 2 };
    const table = byUser(train);
    const measure = (model: Recommender) => {
      const lists = later.map((_, u) => {
        const taste = tasteOf(table, u);
        return topItems(model.scores(taste), N, new Set(taste.items)).map(({ item }) => item);
      });
      return {
        recall: Float64Array.from(lists, (list, u) => recallAt(list, later[u]!, N)),
        coverage: coverage(lists, train.items),
        ndcg: Float64Array.from(lists, (list, u) => ndcgAt(list, later[u]!, N)),
      };
    };
    const baseline = measure(await popularity.fit(train, {}, ctx));
    const models = {
      als: measure(await als.fit(train, { ...alsDefaults, nFactors: 32, alpha: 2, regularization: 5 }, ctx)),
      itemKnn: measure(await itemKnn.fit(train, { nNeighbors: 50, shrinkage: 20 }, ctx)),
    };
    for (const [name, model] of Object.entries(models)) {
      expect(model.coverage, name).toBeGreaterThan(2 * baseline.coverage);
      for (const metric of ["recall", "ndcg"] as const) {
        const { mean } = bootstrapByCustomer(
          [
            {
              customers: Float64Array.from(later.keys()),
              statistic: (w) => {
                let sum = 0;
                model[metric].forEach((v, u) => {
                  sum += w[u]! * (v - baseline[metric][u]!);
                });
                return sum / later.length;
              },
            },
          ],
          { seed: 1 },
        );
        expect(mean.low, `${name} ${metric}`).toBeGreaterThan(0);
      }
    }
  },
);
