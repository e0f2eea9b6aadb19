import { beforeEach, describe, expect, test } from "vitest";
import { exportTable } from "../../src/act/export.ts";
import type { SegmentationReport } from "../../src/segments/persona.ts";
import { type SegmentOptions, segmentCustomers } from "../../src/segments/segment.ts";
import { segmentAgain } from "../../src/segments/segment-again.ts";
import type { Store } from "../../src/store/store.ts";
import { languages, words } from "../../src/words/index.ts";
import { loadShop, makeShop } from "../shop/shop.ts";
import { openStore } from "../store/folder.ts";

async function segment(store: Store, options: Partial<SegmentOptions>): Promise<SegmentationReport> {
  const built = await segmentCustomers(store, { method: "k-means", seed: 1, threads: 1, ...options });
  await store.publish(built.swaps, built.commit);
  return built.report;
}

const sizes = (store: Store) =>
  store.rows<{ segment: number; size: number; places: number; distances: number }>(
    `SELECT segment, count(*) AS size, count(x) AS places, count(distance) AS distances
     FROM memberships GROUP BY segment ORDER BY segment`,
  );

describe("every method on a shop", () => {
  let store: Store;
  beforeEach(async () => {
    store = await openStore();
    await loadShop(store, makeShop({ customers: 300, days: 500, seed: 5 }));
  });

  test.each(["ward", "dbscan", "hdbscan"])(
    "%s: sizes are those of SQL, every sentence is said in three languages, the same seed gives the same",
    async (method) => {
      const report = await segment(store, { method });
      expect(report.method).toBe(method);
      const stored = await sizes(store);
      expect(report.personas.map((p) => [p.segment, p.size]).sort()).toEqual(
        stored.map((s) => [s.segment, s.size]).sort(),
      );
      expect(report.groups).toBe(report.personas.filter((p) => p.segment >= 0).length);
      expect(report.personas.reduce((s, p) => s + p.share, 0)).toBeCloseTo(1, 12);
      for (const { segment: number, size, places, distances } of stored) {
        expect(places).toBe(size);
        expect(distances).toBe(number < 0 ? 0 : size);
      }
      for (const lang of languages) {
        const { tell } = words(lang);
        const told = [report.chosen, report.realWhy, ...report.notes].map(tell);
        for (const p of report.personas)
          told.push(tell(p.name), tell(p.summary), ...p.traits.map((t) => tell(t.what)));
        for (const text of told) expect(text).not.toMatch(/segments\.|\{\{|\$t\(|NaN|null/);
      }
      const again = await openStore();
      await loadShop(again, makeShop({ customers: 300, days: 500, seed: 5 }));
      expect({ ...(await segment(again, { method })), seconds: 0 }).toEqual({ ...report, seconds: 0 });
    },
  );

  test("those in no clear group come last, have no figure of what came next and a name in the export", async () => {
    const report = await segment(store, { method: "hdbscan", minClusterSize: 10 });
    const outside = report.personas.at(-1)!;
    expect(outside.segment).toBe(-1);
    expect(report.groups).toBeGreaterThan(1);
    expect(outside.name.code).toBe("segments.noClearGroup");
    expect(outside.next).toBeUndefined();
    expect(report.personas.filter((p) => p.segment < 0)).toHaveLength(1);
    const file = `${store.workspace}/out/segments.csv`;
    await exportTable(store, "segments", file, words("en"));
    const { readFileSync } = await import("node:fs");
    const named = readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line.includes("No clear group"));
    expect(named).toHaveLength(outside.size);
  });

  test("ward is cut into the user's number of groups, at heights that are told", async () => {
    const [three, five] = [
      await segment(store, { method: "ward", groups: 3 }),
      await segment(store, { method: "ward", groups: 5 }),
    ];
    expect([three.groups, five.groups]).toEqual([3, 5]);
    const heights = (r: SegmentationReport) =>
      r.notes.find((n) => n.code === "segments.notes.cutHeight")!.data;
    expect(Number(heights(three).joined)).toBeGreaterThanOrEqual(Number(heights(five).next));
    expect(Number(heights(three).next)).toBeGreaterThan(Number(heights(three).joined));
    // A tree: nobody of one of the five groups comes from two of the three.
    const sources = five.personas.map((p) => five.moves.filter((m) => m.to === p.segment).length);
    expect(sources).toEqual([1, 1, 1, 1, 1]);
  });

  test("passports go on from method to method, and who lost or found a clear group is counted", async () => {
    const first = await segment(store, { method: "hdbscan", minClusterSize: 10 });
    const kept = await segment(store, { method: "hdbscan", minClusterSize: 10 });
    expect(kept.events).toEqual([]);
    expect(kept.personas.map((p) => p.segment)).toEqual(first.personas.map((p) => p.segment));
    const ward = await segment(store, { method: "ward", groups: first.groups });
    const shared = ward.personas.filter((p) => first.personas.some((q) => q.segment === p.segment));
    expect(shared.length).toBeGreaterThan(0);
    const stray = ward.moves.filter((m) => m.from === -1).reduce((s, m) => s + m.customers, 0);
    expect(stray).toBe(first.personas.at(-1)!.size);
    expect(ward.moves.every((m) => m.to >= 0)).toBe(true);
    expect(ward.moves.reduce((s, m) => s + m.customers, 0)).toBe(ward.customers);
    const back = await segment(store, { method: "hdbscan", minClusterSize: 10 });
    expect(back.moves.filter((m) => m.to === -1).reduce((s, m) => s + m.customers, 0)).toBe(
      back.personas.at(-1)!.size,
    );
    expect(back.events.every((e) => e.segment !== -1)).toBe(true);
  });

  test("nobody near anybody: no group, and that is said", async () => {
    const report = await segment(store, { method: "dbscan", eps: 0.001 });
    expect([report.groups, report.silhouette, report.stability, report.real]).toEqual([0, 0, 0, false]);
    expect(report.chosen.code).toBe("segments.chosen.denseNone");
    expect(report.personas.map((p) => p.segment)).toEqual([-1]);
    const after = await segment(store, { method: "k-means", groups: 3 });
    expect(after.events.every((e) => e.kind === "new")).toBe(true);
  });

  test("a refresh asks again for what was asked for last; where that is gone, it says so", async () => {
    const again = async () => {
      const built = await segmentAgain(store, { seed: 1, threads: 1 });
      await store.publish(built.swaps, built.commit);
      return built.report;
    };
    expect((await again()).asked).toEqual({ method: "k-means" });
    const asked = { method: "ward", groups: 4, features: ["orderDays", "averageBasket"] };
    await segment(store, asked);
    const kept = await again();
    expect(kept).toMatchObject({ method: "ward", groups: 4, asked, events: [] });
    await store.write((w) =>
      w.run("UPDATE segmentations SET report = replace(report, 'averageBasket', 'shoeSize')"),
    );
    const instead = await again();
    expect(instead.method).toBe("k-means");
    expect(instead.notes[0]!.code).toBe("segments.notes.askedGone");
  });

  test("an option that is unknown, does not belong to the method or is out of range is an error that says what may be", async () => {
    for (const [options, data] of [
      [{ method: "optics" }, { option: "--method", allowed: "k-means, ward, dbscan, hdbscan" }],
      [
        { method: "dbscan", groups: 3 },
        { option: "--groups", allowed: "--method k-means, --method ward" },
      ],
      [
        { method: "ward", eps: 1 },
        { option: "--eps", allowed: "--method dbscan" },
      ],
      [{ method: "k-means", minSamples: 5 }, { option: "--min-samples" }],
      [{ method: "dbscan", minClusterSize: 5 }, { option: "--min-cluster-size" }],
      [
        { method: "dbscan", eps: -1 },
        { option: "--eps", allowed: "> 0" },
      ],
      [{ method: "hdbscan", minSamples: 1_000_000 }, { option: "--min-samples" }],
      [{ method: "hdbscan", minClusterSize: 1 }, { option: "--min-cluster-size" }],
      [
        { method: "ward", groups: 51 },
        { option: "--groups", allowed: "2 … 50" },
      ],
    ] as const)
      await expect(segment(store, options)).rejects.toMatchObject({ code: "bad-option", data });
  });
});
