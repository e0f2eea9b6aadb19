import { join } from "node:path";
import { expect, test } from "vitest";
import { judge, judgedCustomers } from "../../src/act/recommend/judge.ts";
import { readMoment } from "../../src/act/recommend/moment.ts";
import { readNewPurchases } from "../../src/act/recommend/purchases.ts";
import { baselines, candidates, fitRecipe, type Recipe } from "../../src/act/recommend/recipes.ts";
import { addDays } from "../../src/core/clock.ts";
import { latestMoments } from "../../src/features/latest.ts";
import { importFile } from "../../src/ingest/import.ts";
import { pairedGain } from "../../src/validate/recommendation.ts";
import { dataFile } from "../parts.ts";
import { freshWorkspace } from "./workspace.ts";

const file = dataFile("completejourney", "transactions.parquet");
const DAYS = 90;

test.skipIf(!file)(
  "completejourney by global time: ALS and item-knn beat popularity in recall and NDCG at 10",
  { timeout: 170_000 },
  async () => {
    const { store, close } = await freshWorkspace();
    try {
      const { clock } = { clock: { now: () => new Date("2018-01-02") } };
      const map = {
        order: "basket_id",
        customer: "household_id",
        product: "product_id",
        amount: "sales_value",
        quantity: "quantity",
        date: "transaction_timestamp",
      };
      const mode = "replace" as const;
      await importFile(store, file!, { table: "orders", mode, map, currency: "USD", clock });
      const products = join(file!, "..", "products.parquet");
      await importFile(store, products, { table: "products", mode: "append", clock });
      const ctx = { seed: 1, threads: 2 };
      const { lastWholeDay } = await latestMoments(store);
      const cutOff = addDays(lastWholeDay, -DAYS);
      const moment = await readMoment(store, cutOff, ctx);
      const later = await readNewPurchases(store, cutOff, lastWholeDay);
      const judged = judgedCustomers(moment, later, 1000, 1);
      expect(judged.customers).toHaveLength(1000);
      const figures = async (recipe: Recipe) => {
        const tastes = moment.tastes(recipe);
        const model = await fitRecipe(recipe, tastes, moment.attributes, ctx);
        return judge(model!, moment, tastes, judged);
      };
      const popular = await figures(baselines[0]!);
      for (const kind of ["als", "item-knn"] as const) {
        const own = await figures(candidates.find((c) => c.model === kind)!);
        expect(own.coverage, kind).toBeGreaterThan(popular.coverage);
        for (const metric of ["recall10", "ndcg10"] as const) {
          const gain = pairedGain(judged.customers, own[metric], popular[metric], 1);
          expect(gain.interval.low, `${kind} ${metric} ${gain.model} ${gain.baseline}`).toBeGreaterThan(0);
        }
      }
    } finally {
      await close();
    }
  },
);
