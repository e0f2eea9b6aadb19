import { describe, expect, test } from "vitest";
import { buildRfm } from "../../src/segments/rfm.ts";
import type { Store } from "../../src/store/store.ts";
import { openStore } from "../store/folder.ts";

/** customer, moment, goods in minor units; and when it became known, where later. */
type Bought = readonly [customer: number, at: string, minor: number, knownAt?: string];

async function shopOf(bought: readonly Bought[], others: readonly number[] = []): Promise<Store> {
  const store = await openStore();
  await store.write(async (w) => {
    for (const c of new Set([...bought.map(([c]) => c), ...others])) {
      await w.run("INSERT INTO customers VALUES ($1, $2, '2020-01-01', 1)", [c, `c${c}`]);
    }
    for (const [i, [c, at, minor, knownAt]] of bought.entries()) {
      await w.run(
        `INSERT INTO orders SELECT $1, 'o' || $1, $2, $3::TIMESTAMP, $4::TIMESTAMP, 'EUR', NULL, NULL, 'sale', 1000, $5, 1`,
        [i + 1, c, at, knownAt ?? at, minor],
      );
    }
  });
  return store;
}

interface Scored {
  customer: number;
  recency_days: number;
  frequency: number;
  monetary_minor: number;
  r: number;
  f: number;
  m: number;
  segment: string;
}

async function scored(store: Store, asOf?: Date): Promise<Scored[]> {
  const built = await buildRfm(store, asOf ? { asOf } : {});
  await store.publish(built.swaps, built.commit);
  return store.rows<Scored>("SELECT * EXCLUDE as_of FROM rfm ORDER BY customer");
}

describe("RFM", () => {
  test("5 is best: the most recent, most frequent and biggest buyer, and 1 the opposite", async () => {
    const bought: Bought[] = [];
    for (let c = 1; c <= 10; c++) {
      for (let k = 0; k < c; k++)
        bought.push([c, `2024-0${1 + Math.floor(c / 2)}-1${c % 2} 10:00`, 1000 * c]);
    }
    const rows = await scored(await shopOf(bought));
    expect(rows[0]).toMatchObject({ r: 1, f: 1, m: 1, segment: "hibernating" });
    expect(rows[9]).toMatchObject({ r: 5, f: 5, m: 5, segment: "champions", recency_days: 0, frequency: 10 });
    for (const score of ["r", "f", "m"] as const) {
      expect(rows.map((row) => row[score])).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    }
  });

  test("those with the same value have the same score, and those with more never a lower one", async () => {
    const days = [3, 3, 3, 3, 3, 9, 9, 12, 15, 15, 15, 20];
    const bought = days.map(
      (day, i): Bought => [i + 1, `2024-03-${String(day).padStart(2, "0")}`, 500 * day],
    );
    const rows = await scored(await shopOf(bought));
    for (const a of rows) {
      for (const b of rows) {
        if (a.recency_days === b.recency_days) expect(a.r).toBe(b.r);
        if (a.recency_days < b.recency_days) expect(a.r).toBeGreaterThanOrEqual(b.r);
        if (a.monetary_minor === b.monetary_minor) expect(a.m).toBe(b.m);
        if (a.monetary_minor > b.monetary_minor) expect(a.m).toBeGreaterThanOrEqual(b.m);
      }
    }
  });

  test("one order alone is frequency 1 and score 1, however many others have one too", async () => {
    const bought: Bought[] = Array.from({ length: 9 }, (_, i): Bought => [i + 1, "2024-05-01", 100]);
    const rows = await scored(await shopOf([...bought, [10, "2024-05-01", 100], [10, "2024-05-01", 100]]));
    expect(rows.slice(0, 9).every((row) => row.frequency === 1 && row.f === 1)).toBe(true);
    expect(rows[9]).toMatchObject({ frequency: 2, f: 5 });
  });

  test("dates without an hour count as days: a repeat is a repeat, and the hour moves no recency", async () => {
    const dates = await scored(
      await shopOf([
        [1, "2024-02-01", 100],
        [1, "2024-02-20", 100],
        [2, "2024-02-19", 100],
      ]),
    );
    expect(dates.map((d) => [d.recency_days, d.frequency])).toEqual([
      [0, 2],
      [1, 1],
    ]);
    const hours = await scored(
      await shopOf([
        [1, "2024-02-01 23:59:59", 100],
        [1, "2024-02-20 00:00:01", 100],
        [2, "2024-02-19 23:59:59.999", 100],
      ]),
    );
    expect(hours).toEqual(dates);
  });

  test("all alike are all in the middle, none is singled out", async () => {
    const bought = Array.from({ length: 8 }, (_, i): Bought[] => [
      [i + 1, "2024-01-05", 700],
      [i + 1, "2024-01-09", 700],
    ]).flat();
    for (const row of await scored(await shopOf(bought))) expect(row).toMatchObject({ r: 3, f: 3, m: 3 });
  });

  test("one customer is enough; no order that counts is refused and leaves what was there", async () => {
    const store = await shopOf([[1, "2024-01-05", 700]], [2]);
    const { report } = await buildRfm(store);
    expect(report).toMatchObject({ customers: 1, withoutOrders: 1, currency: "EUR" });
    expect(report.segments).toMatchObject([{ size: 1, share: 1, revenueShare: 1, medianRecencyDays: 0 }]);
    const asOf = new Date("2023-01-01");
    await expect(buildRfm(store, { asOf })).rejects.toMatchObject({ code: "no-orders" });
  });

  test("recency counts from the data's own last day, whatever today is; what is known later is not seen", async () => {
    const store = await shopOf([
      [1, "2011-12-01 08:00", 100],
      [2, "2011-12-09 12:50", 100],
      [1, "2011-11-20 08:00", 900, "2011-12-05 00:00"],
    ]);
    expect((await scored(store)).map((row) => row.recency_days)).toEqual([8, 0]);
    const before = await scored(store, new Date("2011-12-04T00:00:00Z"));
    expect(before).toMatchObject([{ customer: 1, recency_days: 2, frequency: 1, monetary_minor: 100 }]);
  });

  test("what was taken back does not count: in part it lowers the money, in whole the order is gone", async () => {
    const store = await shopOf([
      [1, "2024-01-01", 1000],
      [1, "2024-01-20", 1000],
      [2, "2024-01-10", 1000],
    ]);
    await store.write(async (w) => {
      await w.run("INSERT INTO reversals SELECT 2, 1, 1, 1, '2024-01-20', '2024-01-22', 1000, 1000, NULL, 1");
      await w.run("INSERT INTO reversals SELECT 3, 2, 2, 1, '2024-01-10', '2024-01-22', 500, 400, NULL, 1");
      await w.run(`INSERT INTO orders SELECT 9, 'C9', 2, '2024-01-22', '2024-01-22', 'EUR', NULL, NULL, 'cancellation',
        -500, -400, 1`);
    });
    expect(await scored(store)).toMatchObject([
      { recency_days: 21, frequency: 1, monetary_minor: 1000 },
      { recency_days: 12, frequency: 1, monetary_minor: 600 },
    ]);
  });
});
