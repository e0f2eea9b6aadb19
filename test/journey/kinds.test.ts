import { describe, expect, test } from "vitest";
import { segmentCustomers } from "../../src/segments/segment.ts";
import type { Store } from "../../src/store/store.ts";
import { type Kind, loadShop, makeShop, plantedKinds, sameKind } from "../shop/shop.ts";
import { openStore } from "../store/folder.ts";
import { adjustedRand } from "./rand-index.ts";

async function shopWith(kinds: readonly Kind[], seed: number, customers: number, days: number) {
  const store = await openStore();
  const shop = makeShop({ customers, days, seed, kinds });
  await loadShop(store, shop);
  return { store, shop };
}

async function segmented(store: Store, options: { groups?: number; features?: readonly string[] } = {}) {
  const built = await segmentCustomers(store, { method: "k-means", seed: 1, threads: 1, ...options });
  await store.publish(built.swaps, built.commit);
  const rows = await store.rows<{ customer: number; segment: number }>(
    "SELECT customer, segment FROM memberships ORDER BY customer",
  );
  return { report: built.report, rows };
}

describe("a shop whose customers are of three kinds", () => {
  test("real groups are found that keep the kinds apart, and they go on buying differently", async () => {
    const { store, shop } = await shopWith(plantedKinds, 11, 700, 600);
    const truth = (rows: readonly { customer: number }[]) =>
      rows.map((r) => plantedKinds[shop.kindOf[r.customer - 1]!]!.name);
    const found = await segmented(store);
    expect(found.report.real).toBe(true);
    const alike = adjustedRand(
      found.rows.map((r) => r.segment),
      truth(found.rows),
    );
    expect(alike).toBeGreaterThan(0.35);
    for (const p of found.report.personas) expect(p.next!.pValue).toBeLessThan(1e-6);
    const best = found.report.personas[0]!;
    const members = found.rows.filter((r) => r.segment === best.segment);
    const share = (name: string, of: typeof members) =>
      truth(of).filter((n) => n === name).length / of.length;
    expect(share("regulars", members)).toBeGreaterThan(1.7 * share("regulars", found.rows));
    expect(share("one-time", members)).toBeLessThan(0.1);
    const asked = await segmented(store, { groups: 3, features: ["orderDays", "averageBasket"] });
    const closer = adjustedRand(
      asked.rows.map((r) => r.segment),
      truth(asked.rows),
    );
    expect(closer).toBeGreaterThan(0.55);
  });
});

describe("a shop whose customers are all alike", () => {
  test("no real groups are found, and no group goes on to buy differently", async () => {
    const pValues: number[] = [];
    for (const seed of [21, 22, 23, 24]) {
      const { store } = await shopWith(sameKind, seed, 400, 300);
      const { report } = await segmented(store, seed % 2 ? { groups: 4 } : {});
      expect(report.real).toBe(false);
      if (seed % 2 === 0) expect(report.chosen.code).toBe("segments.chosen.convenient");
      pValues.push(Math.min(...report.personas.map((p) => p.next?.pValue ?? 1)));
    }
    expect(pValues.filter((p) => p < 0.05)).toEqual([]);
  });
});
