import { beforeEach, describe, expect, test } from "vitest";
import { DAY_MS } from "../../src/core/clock.ts";
import { latestMoments } from "../../src/features/latest.ts";
import { nextPeriod } from "../../src/segments/next-period.ts";
import type { SegmentationReport } from "../../src/segments/persona.ts";
import { type SegmentOptions, segmentCustomers } from "../../src/segments/segment.ts";
import type { Store } from "../../src/store/store.ts";
import { languages, words } from "../../src/words/index.ts";
import { loadShop, makeShop } from "../shop/shop.ts";
import { openStore } from "../store/folder.ts";

async function segment(store: Store, options: Partial<SegmentOptions> = {}): Promise<SegmentationReport> {
  const built = await segmentCustomers(store, { method: "k-means", seed: 1, threads: 1, ...options });
  await store.publish(built.swaps, built.commit);
  return built.report;
}

const members = (store: Store) =>
  store.rows<{ customer: number; segment: number }>(
    "SELECT customer, segment FROM memberships ORDER BY customer",
  );

/** Every sentence of a report in a language. */
function told(report: SegmentationReport, lang: (typeof languages)[number]): string[] {
  const { tell } = words(lang);
  return [
    report.chosen,
    report.realWhy,
    ...report.notes,
    ...report.events.map((e) => e.what),
    ...report.personas.flatMap((p) => [p.name, p.summary, ...p.traits.map((t) => t.what)]),
  ].map(tell);
}

describe("segments of a shop", () => {
  let store: Store;
  const shop = makeShop({ customers: 250, days: 500, seed: 5 });
  beforeEach(async () => {
    store = await openStore();
    await loadShop(store, shop);
  });

  test("everyone who bought is in one group; sizes, shares and revenue are those of SQL", async () => {
    const report = await segment(store, { groups: 4 });
    const rows = await store.rows<{ segment: number; size: number; revenue: number; away: number }>(
      `WITH net AS (
         SELECT o.customer, o.amount_minor - coalesce(sum(r.amount_minor), 0) AS minor
         FROM orders o LEFT JOIN reversals r USING (order_key) GROUP BY o.order_key, o.customer, o.amount_minor)
       SELECT segment, count(*) AS size, sum(minor)::BIGINT AS revenue,
         count(*) FILTER (WHERE NOT isfinite(x) OR NOT isfinite(y) OR distance < 0) AS away
       FROM (SELECT customer, sum(minor) AS minor FROM net WHERE minor > 0 GROUP BY customer)
       JOIN memberships USING (customer) GROUP BY segment ORDER BY segment`,
    );
    const personas = report.personas.toSorted((a, b) => a.segment - b.segment);
    expect(personas.map((p) => [p.segment, p.size, p.revenueMinor])).toEqual(
      rows.map((r) => [r.segment, r.size, r.revenue]),
    );
    expect(rows.every((r) => r.away === 0)).toBe(true);
    expect(report.customers).toBe(rows.reduce((sum, r) => sum + r.size, 0));
    const total = (of: (p: (typeof personas)[number]) => number) => personas.reduce((s, p) => s + of(p), 0);
    expect(total((p) => p.share)).toBeCloseTo(1, 12);
    expect(total((p) => p.revenueShare)).toBeCloseTo(1, 12);
    expect(report.personas.map((p) => p.revenueMinor)).toEqual(
      report.personas.map((p) => p.revenueMinor).sort((a, b) => b - a),
    );
  });

  test("the same seed gives the same groups, with one thread or two", async () => {
    const one = await segment(store);
    const first = await members(store);
    const two = await segment(await copyOf(shop), { threads: 2 });
    expect({ ...two, seconds: 0 }).toEqual({ ...one, seconds: 0 });
    await segment(store);
    expect(await members(store)).toEqual(first);
  });

  test("advised or given, the number has a reason; names differ; all is said in three languages", async () => {
    for (const groups of [undefined, 2, 3, 6, 9]) {
      const report = await segment(store, groups ? { groups } : {});
      expect(report.chosen.code).toMatch(
        groups ? /^segments.chosen.given$/ : /^segments.chosen.(advised|convenient)$/,
      );
      if (groups) expect(report.groups).toBe(groups);
      else expect(report.candidates.map((c) => c.groups)).toEqual([2, 3, 4, 5, 6, 7, 8]);
      for (const lang of languages) {
        const names = report.personas.map((p) => words(lang).tell(p.name));
        expect(new Set(names).size, names.join(" | ")).toBe(report.groups);
        for (const sentence of told(report, lang))
          expect(sentence).not.toMatch(/segments\.|\{\{|\$t\(|NaN|null/);
      }
    }
  });

  test("p-values stand only beside what happened next, and the report says so", async () => {
    const report = await segment(store, { groups: 3 });
    for (const p of report.personas) {
      expect(p.traits.every((t) => t.pValue === undefined)).toBe(true);
      expect(p.traits.some((t) => t.clusteredOn)).toBe(true);
      expect(p.next!.low).toBeLessThanOrEqual(p.next!.orderedShare);
      expect(p.next!.high).toBeGreaterThanOrEqual(p.next!.orderedShare);
    }
    expect(report.notes.map((n) => n.code)).toEqual(
      expect.arrayContaining(["segments.notes.effects", "segments.notes.next"]),
    );
  });

  test("what they did next: orders after the cut-off move nobody, they only count", async () => {
    const { asOf } = await latestMoments(store);
    const features = ["daysSinceLastOrder", "orderDays"];
    const centres = [
      [1, -1],
      [-1, 1],
    ];
    const today = { asOf, features, attributes: [], centres };
    const before = (await nextPeriod(store, today))!;
    const cutOff = asOf.getTime() - 90 * DAY_MS;
    const [came, stayedAway] = [true, false].map(
      (orderedLater) =>
        shop.orders.find(
          ({ customer, at }) =>
            at < cutOff - 30 * DAY_MS &&
            shop.orders.some((o) => o.customer === customer && o.at >= cutOff) === orderedLater,
        )!.customer,
    );
    const order = (customer: number, key: number) =>
      store.write((w) =>
        w.run(
          `INSERT INTO orders SELECT $1 + i, 'later' || $1 || i, $2, $3, $3, 'EUR', NULL, NULL, 'sale', 1000, 100, 1
           FROM range(30) t(i)`,
          [key, customer, new Date(cutOff + 3_600_000)],
        ),
      );
    await order(came!, 1_000_000);
    expect(await nextPeriod(store, today)).toEqual(before);
    await order(stayedAway!, 2_000_000);
    const after = (await nextPeriod(store, today))!;
    const rose = after.filter((n, g) => n!.orderedShare > before[g]!.orderedShare);
    expect(rose).toHaveLength(1);
  });

  test("passports outlive refreshes with other numbers of groups, and a new one is never an old one", async () => {
    const three = await segment(store, { groups: 3 });
    expect(three.personas.map((p) => p.segment)).toEqual([0, 1, 2]);
    const five = await segment(store, { groups: 5 });
    expect(five.events.filter((e) => e.kind !== "vanished").length).toBeGreaterThan(0);
    expect(five.nextSegment).toBe(3 + five.personas.filter((p) => p.segment > 2).length);
    const again = await segment(store, { groups: 5 });
    expect(again.events).toEqual([]);
    expect(again.personas.map((p) => [p.segment, p.name, p.colour])).toEqual(
      five.personas.map((p) => [p.segment, p.name, p.colour]),
    );
    const stored = new Set((await members(store)).map((m) => m.segment));
    expect([...stored].sort()).toEqual(again.personas.map((p) => p.segment).sort());
    expect(again.moves.reduce((sum, m) => sum + m.customers, 0)).toBe(again.customers);
  });

  test("a wrong call says what is wrong, and what was there stays", async () => {
    const before = await segment(store, { groups: 2 });
    const wrong: [string, Partial<SegmentOptions>][] = [
      ["bad-option", { method: "optics" }],
      ["bad-option", { groups: 1 }],
      ["bad-option", { groups: 2.5 }],
      ["bad-option", { groups: 51 }],
      ["unknown-feature", { features: ["shoeSize"] }],
      ["unknown-feature", { features: ["__proto__"] }],
    ];
    for (const [code, options] of wrong)
      await expect(segment(store, options)).rejects.toMatchObject({ code });
    const { report } = await store.one<{ report: string }>("SELECT report FROM segmentations");
    expect(JSON.parse(report)).toEqual(before);
  });

  async function copyOf(of: typeof shop): Promise<Store> {
    const copy = await openStore();
    await loadShop(copy, of);
    return copy;
  }
});

describe("segments of a table of customers without orders", () => {
  const hostile = `Spending "score"; DROP TABLE orders -- 😀`;

  async function table(
    columns: Readonly<Record<string, (i: number) => number>>,
    rows: number,
  ): Promise<Store> {
    const store = await openStore();
    await store.write(async (w) => {
      await w.run(
        "INSERT INTO customers SELECT i + 1, 'c' || i, '2024-01-01', 1 FROM range($1::BIGINT) t(i)",
        [rows],
      );
      await w.run("CREATE TABLE given (customer BIGINT, name VARCHAR, number DOUBLE)");
      for (const [name, value] of Object.entries(columns)) {
        await w.append("given", [
          BigInt64Array.from({ length: rows }, (_, i) => BigInt(i + 1)),
          new Array<string>(rows).fill(name),
          Float64Array.from({ length: rows }, (_, i) => value(i)),
        ]);
      }
      await w.run(
        "INSERT INTO attributes SELECT customer, name, number::VARCHAR, number, NULL, 1 FROM given",
      );
      await w.run("DROP TABLE given");
    });
    return store;
  }

  /** Two groups by income and score; `channel` goes with the group, `noise` with nothing. */
  const wave = (i: number) => Math.sin(i * 12.9898) * 2.2;
  const columns = {
    income: (i: number) => (i % 2 ? 20 : 70) + wave(i),
    [hostile]: (i: number) => (i % 2 ? 80 : 30) + wave(i + 7000),
    channel: (i: number) => ((i % 2 ? i % 7 !== 0 : i % 11 === 0) ? 1 : 0),
    noise: (i: number) => Math.round(wave(i * 3 + 1)) % 2,
  };

  test("groups by its numeric columns; other columns get adjusted p-values, noise none", async () => {
    const report = await segment(await table(columns, 300));
    expect(report).toMatchObject({ groups: 2, real: true, customers: 300, currency: null });
    expect(report.features.length).toBe(1);
    for (const p of report.personas) {
      expect(p).toMatchObject({ size: 150, revenueMinor: 0, medianOrderMinor: null });
      const channel = p.traits.find((t) => t.feature === "channel")!;
      expect(channel.clusteredOn).toBe(false);
      expect(channel.pValue!).toBeLessThan(1e-6);
      expect(p.traits.find((t) => t.feature === "noise")).toBeUndefined();
    }
    for (const lang of languages)
      for (const sentence of told(report, lang)) expect(sentence).not.toMatch(/segments\.|\{\{|\$t\(|NaN/);
  });

  test("a hostile column name is a name: it can be asked for and is shown as it is", async () => {
    const store = await table(columns, 300);
    const report = await segment(store, { features: [hostile] });
    expect(report.features).toEqual([hostile]);
    expect(words("en").tell(report.personas[0]!.name)).toContain(hostile);
    expect(await store.one("SELECT count(*) AS n FROM orders")).toEqual({ n: 0 });
  });

  test.each<[string, Readonly<Record<string, (i: number) => number>>, number, Partial<SegmentOptions>]>([
    ["too-few-customers", { income: (i) => i }, 1, {}],
    ["too-few-customers", { income: (i) => i }, 5, { groups: 6 }],
    ["nothing-varies", { income: () => 7 }, 50, { features: ["income"] }],
    ["nothing-varies", { code: (i) => i % 2 }, 50, {}],
  ])("%s", async (code, given, rows, options) => {
    await expect(segment(await table(given, rows), options)).rejects.toMatchObject({ code });
  });

  test("as few as two customers, missing and infinite values do no harm", async () => {
    expect((await segment(await table({ income: (i) => i }, 2))).groups).toBe(2);
    const holes = await table(
      {
        income: (i) =>
          i % 3 === 0
            ? Number.NaN
            : i % 5 === 0
              ? Number.POSITIVE_INFINITY
              : i % 2
                ? 5 + i / 40
                : 90 - i / 40,
        mostlyMissing: (i) => (i % 10 === 0 ? i : Number.NaN),
      },
      200,
    );
    const report = await segment(holes, { groups: 2 });
    expect(report.features).toEqual(["income"]);
    expect(report.personas.reduce((sum, p) => sum + p.size, 0)).toBe(200);
  });
});
