import { describe, expect, test } from "vitest";
import { systemClock } from "../../src/core/clock.ts";
import { refresh } from "../../src/flows/refresh.ts";
import { addGoal } from "../../src/goals/add.ts";
import { type Kind, loadShop, makeShop, plantedKinds, sameKind } from "../shop/shop.ts";
import { openStore } from "../store/folder.ts";

async function refreshed(kinds: readonly Kind[], customers: number, days: number) {
  const store = await openStore({ memoryLimitMb: 300 });
  const shop = makeShop({ customers, days, seed: 7, kinds });
  await loadShop(store, shop);
  const report = await refresh(store, { threads: 1, seed: 1, clock: systemClock });
  return { store, shop, report, churn: report.proofs.find((p) => p.kind === "churn")! };
}

describe("a shop from its orders to a list of actions", () => {
  test("planted kinds and leavers: groups are real, leaving is proven and drives what is done", async () => {
    const { store, shop, report, churn } = await refreshed(plantedKinds, 900, 800);
    expect(report.segmentation.real).toBe(true);
    expect(churn.published, churn.reason.code).toBe(true);
    const scored = await store.rows<{ customer: number; probability: number }>(
      "SELECT customer, probability FROM scores WHERE goal = 'churn'",
    );
    const mean = (name: string) => {
      const own = scored.filter((s) => plantedKinds[shop.kindOf[s.customer - 1]!]!.name === name);
      return own.reduce((sum, s) => sum + s.probability, 0) / own.length;
    };
    expect(mean("regulars")).toBeLessThan(mean("occasional"));
    expect(mean("occasional")).toBeLessThan(mean("one-time"));
    const actions = await store.rows<{ action: string; priority: number; margin: number | null }>(
      "SELECT action, priority, expected_margin_minor AS margin FROM actions ORDER BY priority",
    );
    expect(actions.length).toBe(report.segmentation.customers);
    const paying = actions.filter((a) => a.margin !== null && a.margin > 0);
    if (report.proofs.every((p) => p.published)) expect(paying.length).toBeGreaterThan(50);
    expect(report.actions!.control / actions.length).toBeGreaterThan(0.05);
    expect(report.actions!.control / actions.length).toBeLessThan(0.15);
  }, 240_000);

  test("nobody differs and nobody leaves: no real groups, no churn prediction, no money promised", async () => {
    const { store, report, churn } = await refreshed(sameKind, 400, 720);
    expect(report.segmentation.real).toBe(false);
    expect(churn.published).toBe(false);
    expect(await store.one("SELECT count(*) AS n FROM scores WHERE goal = 'churn'")).toEqual({ n: 0 });
    expect(report.actions!.expectedMarginMinor ?? 0).toBe(0);
    expect(report.actions!.notes.map((n) => n.code)).toContain("act.notes.churnMissing");
  }, 240_000);

  test("customers without orders: groups and the goal on their own column; nothing that follows from orders", async () => {
    const store = await openStore({ memoryLimitMb: 300 });
    await store.build((w) =>
      w.run(`INSERT INTO customers SELECT i, 'K' || i, NULL, 1 FROM range(1, 601) t(i)`),
    );
    // Two kinds of customers; one of them says yes most of the time.
    await store.build((w) =>
      w.run(`INSERT INTO attributes SELECT i, name, v::VARCHAR, TRY_CAST(v AS DOUBLE), NULL, 1 FROM (
        SELECT i, unnest(['age', 'visits', 'answer']) AS name, unnest([
          (30 + 25 * (i % 2) + hash(i) % 11)::VARCHAR, (4 + 9 * (i % 2) + hash(i + 7000) % 5)::VARCHAR,
          CASE WHEN hash(i + 14000) % 100 < 25 + 30 * (i % 2) + 3 * (hash(i) % 11) THEN 'yes' ELSE 'no' END]) AS v
        FROM range(1, 601) t(i))`),
    );
    await addGoal(store, {
      name: "answers",
      kind: "response",
      outcome: "answer=yes",
      horizonDays: 90,
      clock: systemClock,
    });
    const report = await refresh(store, { threads: 1, seed: 1, clock: systemClock });
    expect(report.proofs.map((p) => [p.goal, p.kind])).toEqual([["answers", "response"]]);
    expect(report.segmentation.customers).toBe(600);
    expect([report.actions, report.recommender]).toEqual([null, null]);
    expect(report.scored).toBe(report.proofs[0]!.published ? 600 : 0);
  }, 120_000);
});
