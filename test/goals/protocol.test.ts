import { describe, expect, test } from "vitest";
import { addDays } from "../../src/core/clock.ts";
import { activeCustomers, noOrder } from "../../src/features/population.ts";
import { shopFeatures } from "../../src/features/shop.ts";
import { History } from "../../src/goals/history.ts";
import { trainGoal } from "../../src/goals/train.ts";
import type { Store } from "../../src/store/store.ts";
import type { Params } from "../../src/store/values.ts";
import { clock, shopWorkspace } from "./workspace.ts";

/** The moments every read is bound to, in order: facts at or after them are not seen. */
function watched(store: Store): { store: Store; reads: { at: number; outcome: boolean }[] } {
  const reads: { at: number; outcome: boolean }[] = [];
  const spy = new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (name !== "columns") return typeof value === "function" ? value.bind(target) : value;
      return (sql: string, params: Params = []) => {
        const [at] = params;
        if (at instanceof Date) reads.push({ at: at.getTime(), outcome: /AS "outcome"/.test(sql) });
        return target.columns(sql, params);
      };
    },
  });
  return { store: spy, reads };
}

describe("the protocol of a proof", () => {
  test.each(["churn", "value"])(
    "%s: nothing after a proof cut-off is read before it, its outcome once",
    async (goal) => {
      const shop = await shopWorkspace({ customers: 400, days: 500, seed: 8 }, 60);
      try {
        const { store, reads } = watched(shop.store);
        const { report } = await trainGoal(store, goal, { seed: 1, threads: 1, clock });
        expect(report.proofs).toHaveLength(2);
        for (const proof of report.proofs) {
          const cutOff = Date.parse(proof.cutOff);
          const until = Date.parse(proof.outcomeUntil);
          const first = reads.findIndex((r) => r.at > cutOff);
          // The first thing read of what came after the cut-off is the outcome of the proof, after all that was learned.
          expect(reads[first]).toEqual({ at: until, outcome: true });
          const before = reads.slice(0, first);
          expect(before.some((r) => r.at === cutOff && !r.outcome)).toBe(true);
          for (const trained of proof.trainedOn)
            expect(before.some((r) => r.outcome && r.at === addDays(new Date(trained), 60).getTime())).toBe(
              true,
            );
          const outcomes = goal === "churn" ? 1 : 2;
          expect(reads.filter((r) => r.outcome && r.at === until)).toHaveLength(outcomes);
        }
      } finally {
        await shop.close();
      }
    },
    60_000,
  );

  test("a history gives no outcome that ends after what may be seen, whatever lies in the store", async () => {
    const shop = await shopWorkspace({ customers: 60, days: 400, seed: 8 }, 60);
    try {
      const history = new History(shop.store, {
        features: shopFeatures,
        population: activeCustomers(180),
        outcomes: { left: noOrder },
        horizonDays: 60,
      });
      const cutOff = new Date("2024-09-01T00:00:00Z");
      expect(() => history.completed(cutOff)).toThrow(/may not be read yet/);
      history.allowUntil(addDays(cutOff, 59));
      expect(() => history.completed(cutOff)).toThrow(/may not be read yet/);
      history.allowUntil(addDays(cutOff, 60));
      const { table, outcomes } = await history.completed(cutOff);
      expect(outcomes.left).toHaveLength(table.customers.length);
    } finally {
      await shop.close();
    }
  });
});
