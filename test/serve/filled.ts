import { systemClock } from "../../src/core/clock.ts";
import { refresh } from "../../src/flows/refresh.ts";
import type { Store } from "../../src/store/store.ts";
import { freshWorkspace } from "../act/workspace.ts";
import { loadReviews, makeReviews } from "../segments/reviews.ts";
import { loadShop, makeShop } from "../shop/shop.ts";

/** A planted shop of 700 customers after one import and one refresh: everything a page can show is in its store. */
export async function filledWorkspace(): Promise<{ store: Store; folder: string; close(): Promise<void> }> {
  const workspace = await freshWorkspace();
  const { store } = workspace;
  const shop = makeShop({ customers: 700, days: 800, seed: 7 });
  await loadShop(store, shop);
  const lines = shop.orders.reduce((n, o) => n + o.lines.length, 0);
  await store.write(async (w) => {
    await w.run(
      `INSERT INTO imports VALUES (1, 'orders', 'planted.csv', 'hash', '2026-03-11', '2026-03-11', $1, $2, 7, 3, $3)`,
      [lines + 10, lines, JSON.stringify(importReport(lines))],
    );
  });
  await plantSource(store);
  await loadReviews(store, makeReviews("en", 240, 9));
  await refresh(store, { seed: 1, threads: 2, clock: systemClock });
  return workspace;
}

/** A source that was synced twice, the second time in vain. */
async function plantSource(store: Store): Promise<void> {
  const error = {
    code: "source-auth",
    data: { source: "shop", place: "db:5432/shop", user: "reader", variable: "SHOP_PG" },
  };
  await store.write(async (w) => {
    await w.run(
      `INSERT INTO sources VALUES ('shop', 'postgres', '{"kind": "postgres", "as": "orders", "urlEnv": "SHOP_PG", "everySeconds": 3600}',
         NULL, '2026-03-01', '2026-03-01', '2026-03-11', 'failed', $1)`,
      [JSON.stringify(error)],
    );
    await w.run(
      `INSERT INTO source_runs VALUES ('shop', 1, '2026-03-10', '2026-03-10', 'done', 12, 9, 2, 1, 1, NULL),
         ('shop', NULL, '2026-03-11', '2026-03-11', 'failed', 0, 0, 0, 0, 0, $1)`,
      [JSON.stringify(error)],
    );
  });
}

function importReport(lines: number) {
  const told = (code: string) => ({ code: `dashboard.data.${code}`, data: {} });
  return {
    importId: 1,
    table: "orders",
    file: "planted.csv",
    received: lines + 10,
    stored: lines,
    duplicates: 7,
    rejected: 3,
    rejectsFile: null,
    mapping: [
      { field: "order_id", column: "Order", by: "name" },
      { field: "customer_id", column: "Buyer", by: "content" },
    ],
    unmapped: ["Remark"],
    format: { type: "csv", delimiter: ";", header: true },
    dispositions: [
      { what: told("stored"), rows: lines, amountMinor: 123_456 },
      { what: told("duplicates"), rows: 7 },
      { what: told("rejected"), rows: 3 },
    ],
    currency: "EUR",
    seconds: 0.5,
  };
}
