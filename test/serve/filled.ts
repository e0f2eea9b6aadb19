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
    await w.run(
      `INSERT INTO rejects (import_id, row_number, line, column_name, value, rule, raw) VALUES
         (1, 4, 5, 'Date', '31.02.2025', 'date-unreadable', '31.02.2025;C1;9,90'),
         (1, 9, 10, 'Date', 'soon', 'date-unreadable', 'soon;C2;5,00'),
         (1, 12, 13, 'Price', '=1+1', 'number-unreadable', '02.02.2025;C3;=1+1')`,
    );
  });
  await plantSource(store);
  await plantPeople(store);
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
      `INSERT INTO imports VALUES (2, 'orders', 'shop', 'hash-2', '2026-03-10', '2026-03-10', 12, 9, 2, 1, $1)`,
      [JSON.stringify({ ...importReport(9), importId: 2, file: "shop", dispositions: [] })],
    );
    await w.run(
      `INSERT INTO rejects (import_id, row_number, column_name, value, rule, raw) VALUES
         (2, 3, 'created_at', NULL, 'value-missing', '{"id": 7}')`,
    );
    await w.run(
      `INSERT INTO sources VALUES ('site', 'http', '{"kind": "http"}', NULL, '2026-03-01', '2026-03-01', NULL, NULL, NULL)`,
    );
    await w.run("INSERT INTO event_receipts VALUES ('site', 1773220000000, 50, 46, 2, 2)");
    await w.run(
      `INSERT INTO event_rejects VALUES
         ('site', 1773220000000, 'm-1', 'userId', 'unknown', 'id-unusable', '{"event": "Viewed", "userId": "unknown"}'),
         ('site', 1773220000000, 'm-2', 'timestamp', '2020-01-01T00:00:00Z', 'too-late', '{"event": "Bought", "userId": "u1", "timestamp": "2020-01-01T00:00:00Z"}')`,
    );
    await w.run(
      `INSERT INTO source_runs VALUES ('shop', 2, '2026-03-10', '2026-03-10', 'done', 12, 9, 2, 1, 1, NULL),
         ('shop', NULL, '2026-03-11', '2026-03-11', 'failed', 0, 0, 0, 0, 0, $1)`,
      [JSON.stringify(error)],
    );
  });
}

/** A visitor who logged in, a pair with one e-mail address, and two who share a device. */
async function plantPeople(store: Store): Promise<void> {
  await store.write(async (w) => {
    await w.run(
      `INSERT INTO merges VALUES (1, 11, 12, '2026-03-01', 'alias', '{}', NULL), (2, 13, 14, '2026-02-01', 'person', '{}', '2026-02-03')`,
    );
    await w.run(`INSERT INTO merge_refusals VALUES (15, 16, '2026-02-05', 'shared-device', '{}')`);
    await w.run(
      `INSERT INTO identities VALUES (17, 'email', 'ann@example.org', '2026-01-01', 1), (18, 'email', 'Ann@example.org', '2026-01-02', 1)`,
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
    notes: [
      {
        code: "ingest.notes.dateOrderGuessed",
        data: { column: "Date", format: "%d.%m.%Y", example: "03.04.2025" },
      },
    ],
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
