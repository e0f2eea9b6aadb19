import { describe, expect, test } from "vitest";
import { DAY_MS } from "../../src/core/clock.ts";
import { Random } from "../../src/core/random.ts";
import { checkMeasure, forecastWeeks } from "../../src/segments/forecast/forecast.ts";
import type { ForecastReport } from "../../src/segments/forecast/report.ts";
import type { Store } from "../../src/store/store.ts";
import { languages, words } from "../../src/words/index.ts";
import { openStore } from "../store/folder.ts";

/** Monday 2022-01-03. */
const START = Date.UTC(2022, 0, 3);
const options = { of: "revenue", weeks: 4, segment: null, seed: 1 } as const;

/** A shop with one order of `minor(week)` on the Monday of each week; customers in turn. */
async function shopOf(weeks: number, minor: (week: number) => number): Promise<Store> {
  const store = await openStore();
  await store.tx(async (w) => {
    for (let week = 0; week < weeks; week++) {
      const at = new Date(START + 7 * week * DAY_MS + 3_600_000);
      await w.run(
        "INSERT INTO orders VALUES ($1, 'o' || $1, $2, $3, $3, 'EUR', NULL, NULL, 'sale', 1000, $4, 1)",
        [week + 1, 1 + (week % 5), at, Math.round(minor(week))],
      );
    }
    // A fact after the last week makes it whole.
    await w.run(
      "INSERT INTO orders VALUES (900000, 'last', 1, $1, $1, 'EUR', NULL, NULL, 'sale', 1000, 1, 1)",
      [new Date(START + 7 * weeks * DAY_MS + DAY_MS)],
    );
  });
  return store;
}

async function forecast(store: Store, given = {}): Promise<ForecastReport> {
  const found = await forecastWeeks(store, { ...options, ...given });
  if (!("weeks" in found)) throw new Error(found.reason.code);
  return found;
}

describe("the coming weeks", () => {
  test("weeks are those of SQL, whole ones only, with what was taken back taken off", async () => {
    const store = await shopOf(40, (week) => 1000 + week);
    await store.write((w) =>
      w.run("INSERT INTO reversals VALUES (11, 1, 1, 1, $1, $1, 500, 300, 2, 1)", [
        new Date(START + 80 * DAY_MS),
      ]),
    );
    const { history, currency, unit } = await forecast(store);
    expect(history).toHaveLength(40);
    expect(history[0]).toEqual({ week: "2022-01-03", value: 1000 });
    expect(history[10]).toEqual({ week: "2022-03-14", value: 710 });
    expect([currency, unit]).toEqual(["EUR", "minor"]);
    expect((await forecast(store, { of: "orders" })).history.every((h) => h.value === 1)).toBe(true);
  });

  test("a noisy level is forecast better than by its last week, proven, and the bounds hold", async () => {
    const random = new Random(3);
    const found = await forecast(await shopOf(80, () => 100_000 + 8_000 * random.normal()));
    expect([found.proven, found.method]).toEqual([true, "ets"]);
    expect(found.test.gainInterval.low).toBeGreaterThan(0);
    for (const { value, low, high } of found.weeks) {
      expect(Math.abs(value - 100_000)).toBeLessThan(8_000);
      expect(low).toBeLessThan(value);
      expect(high).toBeGreaterThan(value);
    }
    expect(found.test.model.coverage).toBeGreaterThan(0.75);
    expect(found.weeks[0]!.week).toBe("2023-07-17");
    expect(found.changes).toEqual([]);
  });

  test("a walk without rhyme is not: the last week is repeated, and that is said", async () => {
    const random = new Random(4);
    let level = 100_000;
    const found = await forecast(await shopOf(60, () => (level += 5_000 * random.normal())));
    expect([found.proven, found.method]).toEqual([false, "seasonal-naive"]);
    expect(found.reason.code).toBe("forecast.notBetter.last");
    expect(found.weeks.map((w) => w.value)).toEqual(new Array(4).fill(found.history.at(-1)!.value));
  });

  test("a planted change of level is found in its week", async () => {
    const random = new Random(5);
    const found = await forecast(
      await shopOf(60, (week) => (week < 35 ? 50_000 : 80_000) + 3_000 * random.normal()),
    );
    expect(found.levels.map((l) => l.from)).toEqual(["2022-01-03", "2022-09-05"]);
    expect(found.changes[0]!.code).toBe("forecast.change.money");
    expect(Math.abs(Number(found.changes[0]!.data.after) - 80_000)).toBeLessThan(3_000);
  });

  test("with years of data the week of the year counts", async () => {
    const random = new Random(6);
    const year = (week: number) => 100_000 + 60_000 * Math.sin((2 * Math.PI * week) / 52);
    const found = await forecast(await shopOf(190, (week) => year(week) + 12_000 * random.normal()));
    expect(found.season).toBe(52);
    found.weeks.forEach(({ value }, i) => {
      expect(Math.abs(value - year(190 + i))).toBeLessThan(30_000);
    });
    expect(found.notes.map((n) => n.code)).not.toContain("forecast.notes.noYear");
  });

  test("of one persona's customers, and that is said with care; a persona that is none is an error", async () => {
    const store = await shopOf(60, () => 10_000);
    await store.write((w) =>
      w.run("INSERT INTO memberships SELECT 'main', i, i % 2, 0, 0, 0 FROM range(1, 6) t(i)"),
    );
    const own = await forecast(store, { segment: 1, of: "customers" });
    expect(own.history.map((h) => h.value).slice(0, 5)).toEqual([1, 0, 1, 0, 1]);
    expect(own.notes.map((n) => n.code)).toContain("forecast.notes.segment");
    await expect(forecast(store, { segment: 7 })).rejects.toMatchObject({ code: "not-found" });
  });

  test("too short, no orders, a wrong call; a shop where nothing ever changes; three languages", async () => {
    const short = await forecastWeeks(await shopOf(10, () => 1), options);
    expect(short.reason).toEqual({ code: "forecast.short", data: { weeks: 10, needed: 20 } });
    await expect(forecastWeeks(await openStore(), options)).rejects.toMatchObject({ code: "no-orders" });
    const store = await shopOf(40, () => 500);
    for (const weeks of [0, 27, 1.5])
      await expect(forecastWeeks(store, { ...options, weeks })).rejects.toMatchObject({ code: "bad-option" });
    expect((await forecast(store, { weeks: 24 })).test.origins).toBe(5);
    expect(() => checkMeasure("love")).toThrow(/bad-option/);
    const same = await forecast(store);
    expect(same.proven).toBe(false);
    expect(same.weeks.every((w) => w.value === 500)).toBe(true);
    expect(JSON.stringify(same)).not.toMatch(/null,"coverage":null|NaN/);
    for (const lang of languages)
      for (const of of ["revenue", "orders", "customers"] as const) {
        const { reason, summary, notes, changes } = await forecast(store, { of });
        for (const s of [reason, summary, short.reason, ...notes, ...changes])
          expect(words(lang).tell(s)).not.toMatch(/forecast\.|\{\{|\$t\(|NaN|null/);
      }
  });
});
