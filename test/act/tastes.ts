import { DAY_MS } from "../../src/core/clock.ts";
import { Random } from "../../src/core/random.ts";
import type { Store } from "../../src/store/store.ts";

export interface TasteShop {
  readonly customers: number;
  /** Whether even customers cook (k…) and odd ones garden (g…); else everyone takes anything. */
  readonly planted: boolean;
  readonly days?: number;
  /** Products of each kind. */
  readonly products?: number;
}

const START = Date.UTC(2025, 0, 1);

const nouns = ["pan", "pot", "knife", "bowl", "spade", "rake", "hose", "seeds"];

/**
 * A made-up shop: customers C1 … Cn order about every 20 days, one to four things of their kind, the first of a kind
 * more often; a product of each kind (…-old) that was last sold long ago; `fresh` has bought nothing. Every tenth line is
 * sent back.
 */
export async function loadTastes(store: Store, shop: TasteShop): Promise<void> {
  const { customers, planted, days = 400, products = 60 } = shop;
  const random = new Random(11);
  const kinds = ["k", "g"];
  const rows: { order: number; customer: number; at: number; product: number; back: boolean }[] = [];
  const keyOf = (kind: number, i: number) => 1 + kind * (products + 1) + i;
  let order = 0;
  for (let customer = 1; customer <= customers; customer++) {
    let at = START + random.next() * Math.min(60, days / 3) * DAY_MS;
    while (at < START + days * DAY_MS) {
      order++;
      for (let line = 0, lines = 1 + random.int(4); line < lines; line++) {
        const kind = planted ? customer % 2 : random.int(2);
        // Some things are liked more: a random place, drawn towards the front.
        const i = Math.floor(products * random.next() ** 1.3);
        const old = at < START + 100 * DAY_MS && random.next() < 0.2;
        rows.push({
          order,
          customer,
          at: Math.floor(at),
          product: keyOf(kind, old ? products : i),
          back: random.next() < 0.1,
        });
      }
      at += -Math.log(1 - random.next()) * 20 * DAY_MS;
    }
  }
  await store.tx(async (w) => {
    await w.run(
      "INSERT INTO customers SELECT i, 'C' || i, $2, 1 FROM range(1, $1 + 1) t(i) UNION ALL SELECT $1 + 1, 'fresh', $2, 1",
      [customers, new Date(START)],
    );
    for (const [kind, letter] of kinds.entries())
      for (let i = 0; i <= products; i++) {
        const id = i === products ? `${letter}-old` : `${letter}${i}`;
        const noun = nouns[kind * 4 + (i % 4)]!;
        await w.run("INSERT INTO products VALUES ($1, $2, $3, $4, 'goods', $5, 1)", [
          keyOf(kind, i),
          id,
          `${kind === 0 ? "kitchen" : "garden"} ${noun} ${i}`,
          kind === 0 ? "kitchen" : "garden",
          new Date(START),
        ]);
      }
    await w.run(
      "CREATE TEMP TABLE loaded (key BIGINT, order_key BIGINT, customer BIGINT, at_ms DOUBLE, product BIGINT, back INTEGER)",
    );
    const CHUNK = 500;
    for (let from = 0; from < rows.length; from += CHUNK) {
      const part = rows.slice(from, from + CHUNK);
      const values = part.map(
        (r, i) => `(${from + i + 1}, ${r.order}, ${r.customer}, ${r.at}, ${r.product}, ${r.back ? 1 : 0})`,
      );
      await w.run(`INSERT INTO loaded VALUES ${values.join(", ")}`);
    }
    const at = "epoch_ms(at_ms::BIGINT)";
    await w.run(
      `INSERT INTO orders SELECT order_key, 'o' || order_key, customer, ${at}, ${at}, 'EUR', NULL, NULL, 'sale',
         1000 * count(*), 500 * count(*), 1 FROM loaded GROUP BY order_key, customer, at_ms`,
    );
    await w.run(
      `INSERT INTO order_lines SELECT key, order_key, customer, product, ${at}, ${at}, 'goods', 1000, 500, 1, key FROM loaded`,
    );
    await w.run(
      `INSERT INTO reversals SELECT order_key, key, customer, product, ${at}, ${at} + INTERVAL 1 HOUR, 1000, 500, 100000 + key, 1
       FROM loaded WHERE back = 1`,
    );
    await w.run("DROP TABLE loaded");
  });
}
