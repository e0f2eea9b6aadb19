import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { addDays, DAY_MS } from "../../src/core/clock.ts";
import { latestMoments } from "../../src/features/latest.ts";
import { goalKinds, shopKinds } from "../../src/goals/goal.ts";
import type { Readiness } from "../../src/quality/finding.ts";
import { readReadiness } from "../../src/quality/readiness/index.ts";
import { historyNeed } from "../../src/quality/readiness/plan.ts";
import { readShop } from "../../src/quality/shop.ts";
import type { Store } from "../../src/store/store.ts";
import { planCutOffs } from "../../src/validate/cut-offs.ts";
import { words } from "../../src/words/index.ts";
import { freshWorkspace } from "../act/workspace.ts";
import { loadShop, makeShop } from "../shop/shop.ts";

describe("the history a goal needs is what the training plan asks for", () => {
  test("for any history, horizon and gap", () => {
    const start = Date.UTC(2020, 0, 1);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2000 }),
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: DAY_MS - 1 }),
        (days, horizonDays, gapDays, timeOfDay) => {
          const first = new Date(start);
          const lastWholeDay = addDays(first, days);
          const firstFact = new Date(Math.min(start + timeOfDay, lastWholeDay.getTime() + timeOfDay));
          const need = historyNeed(
            { firstFact, lastWholeDay, asOf: addDays(lastWholeDay, 1) },
            horizonDays,
            gapDays,
          );
          const plan = planCutOffs({ firstFact: first, lastWholeDay, horizonDays, gapDays });
          expect(need.historyDays >= need.neededDays).toBe(plan.possible);
          if (plan.possible) {
            const [older, newer] = plan.proofs;
            expect(need.cutOffs).toEqual([older!.training[0], older!.cutOff, newer!.cutOff]);
          } else {
            expect(need.neededDays).toBe(plan.neededDays);
            expect(need.historyDays).toBe(plan.historyDays);
            expect(need.enoughAt).toEqual(plan.enoughAt);
          }
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe("readiness", () => {
  let close: (() => Promise<void>) | undefined;
  afterEach(() => close?.());

  async function open(customers: number, days: number): Promise<Store> {
    const workspace = await freshWorkspace();
    close = workspace.close;
    await loadShop(workspace.store, makeShop({ customers, days, seed: 3 }));
    return workspace.store;
  }
  const goals = async (store: Store): Promise<Map<string, Readiness>> => {
    const all = await readReadiness(await readShop(store, new Date("2026-01-01")));
    return new Map(all.map((g) => [g.kind, g]));
  };

  test("tells of every kind of goal, and of those not trained yet what they need", async () => {
    const all = await goals(await open(30, 100));
    expect([...all.keys()].sort()).toEqual([...goalKinds].sort());
    for (const [kind, { why }] of all) {
      if (!shopKinds.some((k) => k === kind)) expect(why.code).toBe(`quality.ready.later.${kind}`);
      expect(words("en").tell(why)).not.toBe(why.code);
    }
  });

  test("too short a history: not yet, with the day on which it will do", async () => {
    const store = await open(200, 300);
    const { firstFact } = await latestMoments(store);
    const churn = (await goals(store)).get("churn")!;
    expect(churn).toMatchObject({ possible: false, why: { code: "quality.ready.history" } });
    const at = new Date(churn.enoughWhen!.data.at as string);
    expect(at).toEqual(addDays(new Date(firstFact.toISOString().slice(0, 10)), 360));
  });

  test("too few customers: not yet, and no day is promised", async () => {
    const all = await goals(await open(60, 500));
    for (const kind of ["churn", "value"]) {
      expect(all.get(kind)).toMatchObject({ possible: false, why: { code: `quality.ready.${kind}.few` } });
      expect(all.get(kind)!.enoughWhen).toBeUndefined();
    }
  });

  test("enough: possible, with the customers of the scarcest cut-off, as SQL counts them", async () => {
    const store = await open(700, 600);
    const all = await goals(store);
    expect(all.get("churn")).toMatchObject({ possible: true, why: { code: "quality.ready.churn.possible" } });
    const { lastWholeDay } = await latestMoments(store);
    const counts: { customers: number; back: number }[] = [];
    for (const back of [270, 180, 90]) {
      const at = addDays(lastWholeDay, -back);
      const net = (
        until: string,
      ) => `(SELECT customer, ordered_at, amount_minor - coalesce((SELECT sum(r.amount_minor) FROM reversals r
        WHERE r.order_key = o.order_key AND r.known_at < ${until}), 0) AS net FROM orders o)`;
      counts.push(
        await store.one(
          `SELECT count(*) AS customers, count(*) FILTER (WHERE EXISTS (FROM ${net("$2")} n
              WHERE n.customer = a.customer AND n.net > 0 AND n.ordered_at >= $1 AND n.ordered_at < $2)) AS back
           FROM (SELECT DISTINCT customer FROM ${net("$1")} WHERE net > 0 AND ordered_at >= $1 - INTERVAL '180 days' AND ordered_at < $1) a`,
          [at, addDays(at, 90)],
        ),
      );
    }
    const scarce = (c: { customers: number; back: number }) => Math.min(c.back, c.customers - c.back);
    const least = counts.reduce((a, b) => (scarce(b) < scarce(a) ? b : a));
    expect(all.get("churn")!.counts).toMatchObject({ ...least, away: least.customers - least.back });
  });
});
