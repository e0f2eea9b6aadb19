import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../src/core/clock.ts";
import { checkQuality, type QualityReport } from "../../src/quality/check.ts";
import { type Finding, severities } from "../../src/quality/finding.ts";
import type { Store } from "../../src/store/store.ts";
import type { Writer } from "../../src/store/writer.ts";
import { catalogues, languages, words } from "../../src/words/index.ts";
import { freshWorkspace } from "../act/workspace.ts";
import { loadShop, makeShop } from "../shop/shop.ts";

const shop = makeShop({ customers: 400, days: 500, seed: 5, cancelShare: 0 });
const clock = { now: () => new Date(shop.until + DAY_MS) };

interface Planted {
  readonly sql: string;
  readonly severity: Finding["severity"];
  readonly count?: number;
  readonly amountMinor?: number;
  readonly data?: Readonly<Record<string, string | number>>;
  readonly now?: string;
}

const anOrder = (id: number, customer: string, at: string, amount = 1000) =>
  `INSERT INTO orders SELECT ${id} + i, 'x' || (${id} + i), ${customer}, ${at}, ${at}, 'EUR', 'DE', NULL, 'sale', 1000, ${amount}, 1`;
const aLine = (
  key: number,
  kind: string,
  more: { customer?: string; product?: string; milli?: number; amount?: number },
) =>
  `INSERT INTO order_lines SELECT ${key} + i, 1, ${more.customer ?? "1"}, ${more.product ?? "1"}, TIMESTAMP '2024-06-03 10:00:00',
     TIMESTAMP '2024-06-03 10:00:00', '${kind}', ${more.milli ?? 1000}, ${more.amount ?? 1000}, 1, i`;

/** Findings about a whole, of which no row is an example; the rows of the planted rejects are not there. */
const ofWholes = [
  "no-orders",
  "rejected-rows",
  "exact-duplicates",
  "history-breaks",
  "historical-data",
  "stale-data",
  "last-day",
  "dates-only",
  "short-history",
  "few-repeat-buyers",
];

/** The import the shop came with, and one after it. */
const importOf = (last: number) =>
  `INSERT INTO imports SELECT i, 'orders', 'f' || i, 'h', now()::TIMESTAMP, now()::TIMESTAMP, 1000, 1000, 0, 0, '{}' FROM range(1, ${last + 1}) t(i)`;

/** One planted defect for every finding there is, by its code. */
const planted: Readonly<Record<string, Planted>> = {
  "no-orders": {
    sql: "DELETE FROM orders; DELETE FROM order_lines; DELETE FROM customers",
    severity: "error",
    count: 0,
  },
  "events-without-fact": {
    sql: `INSERT INTO fact_refusals VALUES (1, 'web', 'm1', 'orders', 'price-unreadable', 'O1', TIMESTAMP '2024-06-03'),
      (2, 'web', 'm2', 'orders', 'price-unreadable', 'O2', TIMESTAMP '2024-06-03'),
      (3, 'web', 'm3', 'reviews', 'review-empty', NULL, TIMESTAMP '2024-06-03')`,
    severity: "warning",
    count: 3,
    data: { rule: "price-unreadable" },
  },
  "payments-without-order": {
    sql: `INSERT INTO payments SELECT 'P' || i, 1, CASE WHEN i < 2 THEN 'lost' || i ELSE 'O1' END, NULL, NULL, 100, 'EUR', 'paid',
      TIMESTAMP '2024-06-03', 9 FROM range(8) t(i)`,
    severity: "warning",
    count: 2,
    data: { named: 8, example: "lost0", share: 0.25 },
  },
  "unlisted-buyers": {
    sql: "INSERT INTO attributes SELECT customer, 'town', 'Ulm', NULL, known_at, 1 FROM customers WHERE customer > 100",
    severity: "info",
    data: { example: "C1" },
  },
  "shared-identities": {
    sql: `INSERT INTO identities VALUES (1, 'email', 'a@shop.example', NULL, 1), (2, 'email', 'a@shop.example', NULL, 1),
      (3, 'phone', '+491', NULL, 1), (4, 'phone', '+491', NULL, 1), (5, 'card', '7', NULL, 1), (6, 'card', '7', NULL, 1);
      INSERT INTO merges VALUES (1, 4, 3, TIMESTAMP '2024-06-03', 'person', '{}', NULL)`,
    severity: "warning",
    count: 1,
    data: { customers: 2, example: "C1" },
  },
  "impossible-values": {
    sql: `INSERT INTO reviews SELECT 'R' || i, 1, 1, 'review', CASE WHEN i = 0 THEN -3 ELSE 5 END, NULL, NULL, NULL, NULL, 9
      FROM range(10) t(i)`,
    severity: "warning",
    count: 1,
    data: { share: 0.1 },
  },
  "import-volume": {
    sql: `INSERT INTO imports SELECT i, 'orders', 'f' || i, 'h', now()::TIMESTAMP, now()::TIMESTAMP, CASE WHEN i = 15 THEN 300 ELSE 1000 END,
      100, 0, 0, '{}' FROM range(11, 16) t(i)`,
    severity: "warning",
    count: 300,
    data: { usual: 1000, example: "f15" },
  },
  "import-gaps": {
    sql: `${importOf(2)}; UPDATE orders SET import_id = 2, country = CASE WHEN order_key % 2 = 0 THEN NULL ELSE country END
      WHERE order_key <= 100`,
    severity: "warning",
    count: 50,
    data: { share: 0.5, usual: 0, column: "country" },
  },
  "import-new-values": {
    sql: `${importOf(2)}; UPDATE orders SET import_id = 2, country = CASE WHEN order_key <= 10 THEN 'Deutschland' ELSE country END
      WHERE order_key <= 100`,
    severity: "info",
    count: 10,
    data: { share: 0.1, example: "Deutschland", column: "country" },
  },
  "after-outcome": {
    sql: `INSERT INTO attributes SELECT customer, 'leaving', 'too dear', NULL, TIMESTAMP '2025-05-01', 1 FROM orders
      WHERE customer IS NOT NULL AND kind = 'sale' GROUP BY 1 HAVING max(ordered_at) < TIMESTAMP '2024-11-01'`,
    severity: "warning",
    data: { name: "leaving", example: "too dear" },
  },
  "shared-devices": {
    sql: `INSERT INTO merge_refusals VALUES (1, 2, TIMESTAMP '2024-06-03', 'shared-device', '{}'),
      (1, 3, TIMESTAMP '2024-06-03', 'shared-device', '{}'), (4, 5, TIMESTAMP '2024-06-03', 'refused', '{}')`,
    severity: "info",
    count: 1,
  },
  "no-customer": {
    sql: "UPDATE orders SET customer = NULL WHERE customer <= 40; UPDATE order_lines SET customer = NULL WHERE customer <= 40",
    severity: "warning",
  },
  "customers-known": { sql: "", severity: "good" },
  "rejected-rows": {
    sql: "INSERT INTO imports VALUES (1, 'orders', 'f', 'h', now()::TIMESTAMP, now()::TIMESTAMP, 1000, 940, 0, 60, '{}')",
    severity: "error",
    count: 60,
    data: { received: 1000 },
  },
  "exact-duplicates": {
    sql: `INSERT INTO imports VALUES (1, 'orders', 'f', 'h', now()::TIMESTAMP, now()::TIMESTAMP, 1000, 990, 10, 0,
      '{"dispositions":[{"what":{"code":"ingest.dispositions.doubles","data":{}},"rows":10,"amountMinor":777}]}')`,
    severity: "info",
    count: 10,
    amountMinor: 777,
  },
  cancellations: {
    sql: `INSERT INTO reversals SELECT order_key, line_key, customer, product, ordered_at, known_at + INTERVAL '1 day', quantity_milli,
      amount_minor, NULL, 1 FROM order_lines WHERE line_key <= 3`,
    severity: "info",
    count: 3,
  },
  "unmatched-cancellations": {
    sql: `${aLine(900000, "cancellation", { milli: -1000, amount: -500 })} FROM range(3) t(i);
      INSERT INTO reversals SELECT order_key, line_key, customer, product, ordered_at, known_at, 1000, 500, 900000, 1
      FROM order_lines WHERE line_key = 1`,
    severity: "info",
    count: 2,
    amountMinor: 1000,
  },
  "free-lines": {
    sql: `${aLine(900000, "free", { amount: 0 })} FROM range(4) t(i)`,
    severity: "info",
    count: 4,
  },
  "service-lines": {
    sql: `${aLine(900000, "service", { amount: 395 })} FROM range(2) t(i)`,
    severity: "info",
    count: 2,
    amountMinor: 790,
  },
  "adjustment-lines": {
    sql: `${aLine(900000, "adjustment", { amount: -1106 })} FROM range(3) t(i)`,
    severity: "info",
    count: 3,
    amountMinor: -3318,
  },
  "extreme-lines": {
    sql: `${aLine(900000, "goods", { milli: 80_995_000, amount: 16_846_960 })} FROM range(1) t(i);
      INSERT INTO reversals SELECT order_key, line_key, customer, product, ordered_at, known_at + INTERVAL '12 minutes', quantity_milli,
      amount_minor, NULL, 1 FROM order_lines WHERE line_key = 900000`,
    severity: "warning",
    count: 1,
    amountMinor: 16_846_960,
    data: { units: 80_995, minutes: 12, order: "O1" },
  },
  "price-outliers": {
    sql: `${aLine(900000, "goods", { product: "7", amount: 11_001 })} FROM range(1) t(i)`,
    severity: "info",
    count: 1,
    amountMinor: 11_001,
    data: { products: 1 },
  },
  "future-dates": {
    sql: `${anOrder(900000, "1", "TIMESTAMP '2025-05-18 12:00:00'")} FROM range(2) t(i)`,
    severity: "error",
    count: 2,
    data: { last: "2025-05-18T12:00:00.000Z" },
  },
  "lone-dates": {
    sql: `${anOrder(900000, "1", "TIMESTAMP '1970-01-01 00:00:00'")} FROM range(1) t(i)`,
    severity: "error",
    count: 1,
    data: { from: "1970-01-01T00:00:00.000Z" },
  },
  "history-breaks": {
    sql: "DELETE FROM orders WHERE ordered_at >= '2024-08-01' AND ordered_at < '2024-09-05'",
    severity: "warning",
    count: 1,
    data: { from: "2024-08-01T00:00:00.000Z", until: "2024-09-04T00:00:00.000Z", days: 35 },
  },
  "historical-data": { sql: "", now: "2027-01-01", severity: "info" },
  "stale-data": { sql: "", now: "2025-06-20", severity: "warning", count: 36 },
  "fresh-data": { sql: "", severity: "good", count: 1 },
  "last-day": {
    sql: "DELETE FROM orders WHERE ordered_at >= '2025-05-14 06:00:00'",
    severity: "info",
    data: { at: "2025-05-14T00:00:00.000Z" },
  },
  "dates-only": { sql: "UPDATE orders SET ordered_at = date_trunc('day', ordered_at)", severity: "info" },
  "long-history": { sql: "", severity: "good" },
  "short-history": { sql: "DELETE FROM orders WHERE ordered_at < '2025-03-01'", severity: "warning" },
  "repeat-buyers": { sql: "", severity: "good" },
  "few-repeat-buyers": {
    sql: `DELETE FROM orders WHERE order_key NOT IN (SELECT min(order_key) FROM orders GROUP BY customer);
      ${anOrder(900000, "i + 1", "TIMESTAMP '2025-05-14 12:00:00'")} FROM range(9) t(i)`,
    severity: "warning",
  },
  "mixed-currencies": {
    sql: "UPDATE orders SET currency = 'USD' WHERE order_key <= 5",
    severity: "error",
    count: 5,
    data: { list: "EUR, USD" },
  },
  "no-currency": { sql: "UPDATE orders SET currency = NULL", severity: "warning" },
  "undated-attributes": {
    sql: "INSERT INTO attributes SELECT customer, 'age', NULL, 40, NULL, 1 FROM customers",
    severity: "info",
    count: 1,
    data: { names: "age" },
  },
  "patchy-attributes": {
    sql: "INSERT INTO attributes SELECT customer, 'age', NULL, 40, known_at, 1 FROM customers WHERE customer <= 40",
    severity: "info",
    count: 1,
    data: { least: "age", share: 0.1 },
  },
  "personal-data": {
    sql: `UPDATE customers SET customer_id = 'anna.' || customer || '@shop.example' WHERE customer <= 3;
      INSERT INTO attributes SELECT customer, 'tel', '+49 170 12345' || customer, NULL, known_at, 1 FROM customers`,
    severity: "warning",
  },
  "busy-customers": {
    sql: `${anOrder(900000, "1", "TIMESTAMP '2025-01-07 12:00:00' + INTERVAL '1 minute' * i")} FROM range(400) t(i)`,
    severity: "warning",
    count: 1,
    data: { customer: "C1" },
  },
  "product-names": {
    sql: "INSERT INTO products SELECT product, product_id, 'other', category, kind, known_at, 1 FROM products WHERE product <= 2",
    severity: "info",
    count: 2,
  },
  "unnamed-products": {
    sql: "UPDATE products SET name = ' ' WHERE product <= 2",
    severity: "info",
    count: 2,
  },
  "uncategorised-products": {
    sql: "UPDATE products SET category = NULL WHERE product <= 30",
    severity: "info",
    count: 30,
  },
  "without-orders": {
    sql: "INSERT INTO customers SELECT 90000 + i, 'lead' || i, TIMESTAMP '2024-05-01', 1 FROM range(6) t(i)",
    severity: "info",
    count: 6,
  },
};

describe("the checks", () => {
  let store: Store;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ store, close } = await freshWorkspace());
    await loadShop(store, shop);
    await store.tx(async (w) => {
      await w.run("UPDATE order_lines SET amount_minor = quantity_milli * (4 + product % 9) // 10"); // one price a product
      await w.run(`UPDATE orders o SET amount_minor = l.amount FROM (
        SELECT order_key, sum(amount_minor) AS amount FROM order_lines GROUP BY 1) l WHERE l.order_key = o.order_key`);
    });
  });
  afterAll(() => close());

  /** What is found after `sql`, which is then taken back. */
  async function findingsAfter(sql: string, now = clock.now()): Promise<QualityReport> {
    let report: QualityReport | undefined;
    const undo = new Error("undo");
    await store
      .tx(async (w: Writer) => {
        for (const statement of sql.split(";")) if (statement.trim()) await w.run(statement);
        report = await checkQuality(w, { clock: { now: () => now } });
        throw undo;
      })
      .catch((error: unknown) => {
        if (error !== undo) throw error;
      });
    return report!;
  }

  test("a clean shop is told only what is good about it", async () => {
    const { findings } = await findingsAfter("");
    expect(findings.map((f) => f.code).sort()).toEqual([
      "customers-known",
      "fresh-data",
      "long-history",
      "repeat-buyers",
    ]);
  });

  test.each(Object.entries(planted))("%s is found where it is planted", async (code, plant) => {
    const { findings } = await findingsAfter(plant.sql, plant.now ? new Date(plant.now) : clock.now());
    const found = findings.find((f) => f.code === code);
    expect(found, findings.map((f) => f.code).join()).toBeDefined();
    expect(found!.severity).toBe(plant.severity);
    if (plant.count !== undefined) expect(found!.count).toBe(plant.count);
    if (plant.amountMinor !== undefined) expect(found!.amountMinor).toBe(plant.amountMinor);
    expect(found!.what.data).toMatchObject(plant.data ?? {});
    if (plant.severity !== "good" && !ofWholes.includes(code)) expect(found!.example, code).toBeTruthy();
    if (found!.share !== undefined) expect(found!.share).toBeGreaterThanOrEqual(0);
    expect(found!.effect === undefined).toBe(plant.severity === "good");
    for (const finding of findings) {
      for (const lang of languages) {
        for (const sentence of [finding.what, finding.effect, finding.todo]) {
          if (!sentence) continue;
          const text = words(lang).tell(sentence);
          expect(text, `${lang} ${sentence.code}`).not.toBe(sentence.code);
          expect(text, `${lang} ${sentence.code}`).not.toMatch(/\{\{|undefined|NaN|\[object/);
        }
      }
    }
  });

  test("personal data are told once a column, by what they are", async () => {
    const { findings } = await findingsAfter(planted["personal-data"]!.sql);
    const of = findings.filter((f) => f.code === "personal-data");
    expect(of.map((f) => f.example)).toEqual(["+4…", "an…"]);
    expect(of.map((f) => [f.table, f.column, f.count, f.what.code])).toEqual([
      ["attributes", "tel", 400, "quality.personal-data.phone"],
      ["customers", "customer_id", 3, "quality.personal-data.email"],
    ]);
  });

  test("bare numbers are no phone numbers, unless most of them are mobile numbers", async () => {
    const ids = (sql: string) => `UPDATE customers SET customer_id = ${sql}`;
    const codes = async (sql: string) => (await findingsAfter(ids(sql))).findings.map((f) => f.code);
    expect(await codes("(12340 + customer)::VARCHAR")).not.toContain("personal-data");
    expect(await codes("(20110312000 + customer)::VARCHAR")).not.toContain("personal-data");
    expect(await codes("'2024-' || lpad(customer::VARCHAR, 4, '0')")).not.toContain("personal-data");
    expect(await codes("(13800000000 + customer * 7919)::VARCHAR")).toContain("personal-data");
  });

  test("the same file brought twice is no duplicate, and its rejected rows count once", async () => {
    const row = (id: number, duplicates: number, code: string) =>
      `INSERT INTO imports VALUES (${id}, 'orders', 'f', 'h', now()::TIMESTAMP, now()::TIMESTAMP, 100, ${90 - duplicates}, ${duplicates}, 10,
        '{"dispositions":[{"what":{"code":"ingest.dispositions.${code}","data":{}},"rows":${duplicates}}]}')`;
    const { findings } = await findingsAfter([row(1, 0, "bought"), row(2, 90, "sameFile")].join(";"));
    expect(findings.find((f) => f.code === "rejected-rows")).toMatchObject({ count: 10, share: 0.1 });
    expect(findings.map((f) => f.code)).not.toContain("exact-duplicates");
  });

  test("what to mend first stands first", async () => {
    const { findings } = await findingsAfter(
      [planted["mixed-currencies"], planted["free-lines"], planted["no-customer"], planted.cancellations]
        .map((p) => p!.sql)
        .join(";"),
    );
    const ranks = findings.map((f) => severities.indexOf(f.severity));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(findings[0]!.code).toBe("mixed-currencies");
  });

  test("one finding a code, table and column: the page's keys", async () => {
    const { findings } = await findingsAfter(
      Object.values(planted)
        .filter((p) => !p.sql.includes("DELETE"))
        .map((p) => p.sql)
        .join(";"),
    );
    const keys = findings.map((f) => `${f.code} ${f.table} ${f.column ?? ""}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThan(20);
  });

  test("every finding there are words for has its planted defect here, and the other way round", () => {
    const { severity: _, nothing: __, ready: ___, ...codes } = catalogues.en.quality;
    expect(Object.keys(planted).sort()).toEqual(Object.keys(codes).sort());
  });

  test("an empty workspace is told to import orders, without an error", async () => {
    const empty = await freshWorkspace();
    const report = await checkQuality(empty.store, { clock });
    expect(report.findings.map((f) => f.code)).toEqual(["no-orders"]);
    expect(report.tables).toEqual([]);
    expect(report.goals.every((g) => !g.possible)).toBe(true);
    await empty.close();
  });
});
