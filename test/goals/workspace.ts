import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "../../src/core/clock.ts";
import { addGoal } from "../../src/goals/add.ts";
import { scoreGoals } from "../../src/goals/score.ts";
import { trainGoal } from "../../src/goals/train.ts";
import { Store } from "../../src/store/store.ts";
import type { ProofReport } from "../../src/validate/report.ts";
import { loadShop, makeShop, type ShopOptions } from "../shop/shop.ts";

export const clock: Clock = { now: () => new Date("2026-01-01T00:00:00Z") };

export interface Workspace {
  readonly store: Store;
  close(): Promise<void>;
}

export async function openWorkspace(): Promise<Workspace> {
  const folder = mkdtempSync(join(tmpdir(), "kindred-goals-"));
  const store = await Store.open({ workspace: folder, memoryLimitMb: 300 });
  return {
    store,
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A made-up shop with a goal of each of the two kinds, `churn` and `value`, over `horizonDays`. */
export async function shopWorkspace(options: ShopOptions, horizonDays: number): Promise<Workspace> {
  const workspace = await openWorkspace();
  await loadShop(workspace.store, makeShop(options));
  for (const kind of ["churn", "value"])
    await addGoal(workspace.store, { name: kind, kind, horizonDays, clock });
  return workspace;
}

/** Trains and keeps what came of it, as the flow does. */
export async function train(store: Store, goal: string, seed = 1, threads = 1): Promise<ProofReport> {
  const built = await trainGoal(store, goal, { seed, threads, clock });
  await store.publish(built.swaps, built.commit);
  return built.report;
}

export async function score(store: Store, goals?: readonly string[]) {
  const built = await scoreGoals(store, goals, { threads: 1, clock });
  await store.publish(built.swaps, built.commit);
  return built.report;
}

/** One order a line: customer, day (from 2024-01-01), amount in minor units; every customer known from the first. */
export async function loadOrders(
  store: Store,
  orders: readonly (readonly [customer: number, day: number, minor: number])[],
): Promise<void> {
  const at = (day: number) => `TIMESTAMP '2024-01-01' + INTERVAL ${day} DAY`;
  await store.tx(async (w) => {
    for (let from = 0; from < orders.length; from += 500) {
      const rows = orders
        .slice(from, from + 500)
        .map(
          ([customer, day, minor], i) =>
            `(${from + i + 1}, 'o${from + i + 1}', ${customer}, ${at(day)}, ${at(day)}, 'EUR', 'DE', NULL, 'sale', 1000, ${minor}, 1)`,
        );
      await w.run(`INSERT INTO orders VALUES ${rows.join(", ")}`);
    }
    await w.run(
      "INSERT INTO customers SELECT customer, 'C' || customer, min(ordered_at), 1 FROM orders GROUP BY customer",
    );
  });
}
