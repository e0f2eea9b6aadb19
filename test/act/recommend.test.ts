import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readMoment } from "../../src/act/recommend/moment.ts";
import { systemClock } from "../../src/core/clock.ts";
import { type Recommended, recommend } from "../../src/flows/recommend.ts";
import type { Store } from "../../src/store/store.ts";
import { languages, words } from "../../src/words/index.ts";
import { openStore } from "../store/folder.ts";
import { loadTastes } from "./tastes.ts";
import { freshWorkspace } from "./workspace.ts";

const options = { n: 10, seed: 1, threads: 1, clock: systemClock };
const kindOf = (productId: string) => productId.slice(0, 1);

/** What a customer ever had, also what was sent back, by SQL. */
const bought = async (store: Store, customerId: string) =>
  (
    await store.rows<{ id: string }>(
      `SELECT DISTINCT product_id AS id FROM order_lines JOIN products USING (product)
       JOIN customers USING (customer) WHERE customer_id = $1`,
      [customerId],
    )
  ).map((r) => r.id);

function told(found: Recommended, lang: (typeof languages)[number]): string[] {
  const { tell } = words(lang);
  return [...found.products.map((p) => p.why), ...found.notes, found.recommender.reason].map(tell);
}

describe("a shop of customers who either cook or garden", () => {
  let store: Store;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ store, close } = await freshWorkspace());
    await loadTastes(store, { customers: 400, planted: true });
  });
  afterAll(() => close());

  test("a model is proven beside what most others buy, on a later time than it was chosen on", async () => {
    const { recommender, proven, model } = await recommend(store, "C1", options);
    expect(recommender.published, recommender.reason.code).toBe(true);
    expect(proven).toBe(true);
    expect(model).not.toBe("popularity");
    const { gains, metrics, baseline, customers } = recommender.proof!;
    for (const gain of [gains.recall10, gains.ndcg10]) expect(gain.interval.low).toBeGreaterThan(0);
    expect(metrics.ndcg10).toBeCloseTo(gains.ndcg10.model, 12);
    expect(baseline.recall10).toBeCloseTo(gains.recall10.baseline, 12);
    expect(customers).toBeGreaterThan(100);
    expect(new Set(recommender.tried.map((t) => t.model))).toEqual(
      new Set(["popularity", "als", "item-knn", "content", "hybrid"]),
    );
  });

  test.each(["als", "item-knn", "content", "hybrid"])(
    "%s: cooks get things to cook with and gardeners things for the garden, never what they have or what is gone",
    async (method) => {
      for (const [customer, kind] of [
        ["C2", "k"],
        ["C3", "g"],
      ] as const) {
        const found = await recommend(store, customer, { ...options, n: 5, method });
        const own = await bought(store, customer);
        expect(found.products.map((p) => p.productId).filter((id) => own.includes(id))).toEqual([]);
        expect(found.products.some((p) => p.productId.endsWith("-old"))).toBe(false);
        expect(found.products.filter((p) => kindOf(p.productId) === kind).length, customer).toBeGreaterThan(
          3,
        );
        for (const { because } of found.products)
          for (const reason of because) {
            expect(own).toContain(reason.productId);
            expect(reason.share).toBeGreaterThan(0);
            expect(reason.share).toBeLessThanOrEqual(1);
          }
        expect(found.products[0]!.because.length, method).toBeGreaterThan(0);
        expect(kindOf(found.products[0]!.because[0]!.productId)).toBe(kind);
      }
    },
  );

  test("the same again; another method is not called proven; all is said in three languages", async () => {
    const first = await recommend(store, "C5", options);
    expect(await recommend(store, "C5", options)).toEqual(first);
    const other = first.model === "content" ? "als" : "content";
    const asked = await recommend(store, "C5", { ...options, method: other });
    expect([asked.model, asked.proven]).toEqual([other, false]);
    for (const lang of languages)
      for (const found of [first, asked, await recommend(store, "nobody", options)])
        for (const sentence of told(found, lang)) expect(sentence).not.toMatch(/act\.|\{\{|\$t\(|NaN|null/);
  });

  test("an unknown customer and one who bought nothing get what most others buy, and are told so", async () => {
    const nobody = await recommend(store, "nobody", options);
    expect([nobody.known, nobody.products.length]).toEqual([false, 10]);
    expect(nobody.notes.map((n) => n.code)).toContain("act.recommend.notes.unknownCustomer");
    const takers = nobody.products.map((p) => Number(p.why.data.count));
    expect(takers).toEqual(takers.toSorted((a, b) => b - a));
    const counted = await store.one<{ n: number }>(
      `SELECT count(DISTINCT customer) AS n FROM order_lines JOIN products USING (product)
       WHERE product_id = $1 AND line_key NOT IN (SELECT line_key FROM reversals)`,
      [nobody.products[0]!.productId],
    );
    expect(takers[0]).toBe(counted.n);
    const fresh = await recommend(store, "fresh", options);
    expect(fresh.notes.map((n) => n.code)).toContain("act.recommend.notes.nothingBought");
    expect(fresh.products.map((p) => p.productId)).toEqual(nobody.products.map((p) => p.productId));
  });

  test("new facts make a new recommender; what was taken back is not bought", async () => {
    const before = await recommend(store, "C7", options);
    const wanted = before.products[0]!.productId;
    await store.write(async (w) => {
      const at = "(SELECT max(ordered_at) FROM orders) + INTERVAL 1 DAY";
      await w.run(
        `INSERT INTO orders SELECT 900001, 'x', customer, ${at}, ${at}, 'EUR', NULL, NULL, 'sale', 1000, 500, 1
         FROM customers WHERE customer_id = 'C7'`,
      );
      await w.run(
        `INSERT INTO order_lines SELECT 900001, 900001, customer, product, ordered_at, ordered_at, 'goods', 1000, 500, 1, 1
         FROM orders, products WHERE order_key = 900001 AND product_id = $1`,
        [wanted],
      );
    });
    const after = await recommend(store, "C7", options);
    expect(after.recommender.version).not.toBe(before.recommender.version);
    expect(after.products.map((p) => p.productId)).not.toContain(wanted);
    const { n } = await store.one<{ n: number }>(
      "SELECT count(*) AS n FROM recommenders WHERE status <> 'retired'",
    );
    expect(n).toBe(1);
    await store.write((w) =>
      w.run(
        `INSERT INTO reversals SELECT 900001, 900001, customer, product, ordered_at, ordered_at, 1000, 500, 900002, 1
         FROM order_lines WHERE line_key = 900001`,
      ),
    );
    const back = await recommend(store, "C7", { ...options, method: before.model });
    expect(back.products.map((p) => p.productId)).not.toContain(wanted);
    expect(back.products.flatMap((p) => p.because.map((r) => r.productId))).not.toContain(wanted);
  });

  test("two profiles of one person: what either bought counts, under the number of both", async () => {
    const own = await recommend(store, "C9", options);
    await store.write((w) =>
      w.run(
        `INSERT INTO merges SELECT 1, f.customer, t.customer, (SELECT min(ordered_at) FROM orders), 'person', '{}', NULL
         FROM customers f, customers t WHERE f.customer_id = 'C10' AND t.customer_id = 'C9'`,
      ),
    );
    const both = [...(await bought(store, "C9")), ...(await bought(store, "C10"))];
    const [one, other] = [await recommend(store, "C9", options), await recommend(store, "C10", options)];
    expect(one.products).toEqual(other.products);
    expect(one.products).not.toEqual(own.products);
    expect(one.products.map((p) => p.productId).filter((id) => both.includes(id))).toEqual([]);
    await store.write((w) => w.run("DELETE FROM merges"));
  });

  test("what is known as of a moment: later orders, cancellations and products change nothing of it", async () => {
    const { store: other, close: put } = await freshWorkspace();
    try {
      await loadTastes(other, { customers: 60, planted: true });
      const ctx = { seed: 1, threads: 1 };
      const at = new Date(Date.UTC(2025, 6, 1));
      const told = async () => {
        const { catalogue, purchases, gone, attributes } = await readMoment(other, at, ctx);
        return JSON.stringify([catalogue, purchases, [...gone], attributes]);
      };
      const before = await told();
      await other.write(async (w) => {
        await w.run("INSERT INTO products VALUES (9001, 'late', 'late thing', 'x', 'goods', $1, 1)", [at]);
        await w.run("UPDATE orders SET amount_minor = 7 WHERE known_at >= $1", [at]);
        await w.run("UPDATE order_lines SET product = 1, quantity_milli = 9000 WHERE known_at >= $1", [at]);
        await w.run(
          `INSERT INTO reversals SELECT order_key, line_key, customer, product, ordered_at, $1, 1000, 500, 8000 + line_key, 1
           FROM order_lines WHERE known_at < $1`,
          [at],
        );
      });
      expect(await told()).toBe(before);
    } finally {
      await put();
    }
  });

  test("a method that is none, a shop without orders: errors that say what to do", async () => {
    await expect(recommend(store, "C1", { ...options, method: "oracle" })).rejects.toMatchObject({
      code: "bad-option",
      data: { option: "--method" },
    });
    await expect(recommend(await openStore(), "C1", options)).rejects.toMatchObject({ code: "no-orders" });
  });
});

describe("where nothing can be proven, what most others buy is given", () => {
  test("customers who take anything: refused, and the reason says by how much", async () => {
    const store = await openStore();
    await loadTastes(store, { customers: 400, planted: false });
    const found = await recommend(store, "C2", options);
    expect([found.recommender.published, found.model, found.proven]).toEqual([false, "popularity", false]);
    expect(found.recommender.reason.code).toBe("act.recommend.notBetter");
    expect(found.products.every((p) => p.why.code === "act.recommend.why.popular")).toBe(true);
    const own = await bought(store, "C2");
    expect(found.products.filter((p) => own.includes(p.productId))).toEqual([]);
  });

  test("a history of a month, a single customer, a single product", async () => {
    for (const [shop, reason] of [
      [{ customers: 60, planted: true, days: 30 }, "act.recommend.refused.short"],
      [{ customers: 1, planted: true }, "act.recommend.refused.few"],
      [{ customers: 80, planted: true, products: 1 }, "act.recommend.refused.few"],
    ] as const) {
      const store = await openStore();
      await loadTastes(store, shop);
      const found = await recommend(store, "C1", options);
      expect(found.recommender.reason.code).toBe(reason);
      expect(found.model).toBe("popularity");
    }
  });
});
