import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Store } from "../../src/store/store.ts";

/** A fresh workspace in a folder of its own, and how to put it away. */
export async function freshWorkspace(): Promise<{ store: Store; folder: string; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "kindred-"));
  const store = await Store.open({ workspace: join(folder, "ws"), memoryLimitMb: 300 });
  return {
    store,
    folder,
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * 300 customers with RFM scores; every third has a churn score (probability by its key), two of three a value score.
 * Ids try to be formulas. `published` says whether the goals passed the gate.
 */
export async function withScores(
  store: Store,
  goals: {
    churn?: { published: boolean; horizon?: number };
    value?: { published: boolean; horizon?: number };
  },
): Promise<void> {
  await store.write(async (w) => {
    await w.run(`INSERT INTO customers SELECT i, CASE i % 5 WHEN 0 THEN '=1+' || i WHEN 1 THEN '@SUM(' || i || ')'
      WHEN 2 THEN '-' || i ELSE 'c' || i END, '2026-01-01', 1 FROM range(1, 301) t(i)`);
    await w.run(`INSERT INTO orders SELECT i, 'o' || i, i, '2026-01-01', '2026-01-01', 'EUR', NULL, NULL, 'sale', 1000,
      100 * i, 1 FROM range(1, 301) t(i)`);
    await w.run(`INSERT INTO rfm SELECT i, i % 90, 1 + i % 7, 100 * i, 1 + i % 5, 1 + i % 4, 1 + i // 61,
      ['champions', 'at-risk', 'new'][1 + i % 3], '2026-02-01' FROM range(1, 301) t(i)`);
    for (const [kind, goal] of Object.entries(goals)) {
      await w.run("INSERT INTO goals VALUES ($1, $1, '{}', '2026-02-01', '2026-02-01')", [kind]);
      await w.run(
        "INSERT INTO models VALUES ($1, 'v1', 'logistic', $2, '2026-02-01', '2026-02-01', $3, '{}')",
        [
          kind,
          goal.published ? "champion" : "refused",
          JSON.stringify({ published: goal.published, horizonDays: 90 }),
        ],
      );
      const churn = kind === "churn";
      await w.run(
        `INSERT INTO scores SELECT $1, i, ${churn ? "(i % 100) / 100.0" : "300 * i"}, $2, NULL, NULL,
          ${churn ? "(i % 100) / 100.0" : "NULL"}, 50, ['low', 'medium', 'high'][1 + (i % 100) // 34], 0,
          '[{"feature":"orders90","value":2,"effect":-0.5,"code":"reasons.x","data":{}}]',
          '2026-02-01', '2026-02-01', $3, 'v1' FROM range(1, 301) t(i) WHERE i % 3 ${churn ? "= 0" : "<> 1"}`,
        [kind, churn ? "probability" : "minor", goal.horizon ?? 90],
      );
    }
  });
}
