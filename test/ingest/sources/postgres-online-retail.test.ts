import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addSource } from "../../../src/ingest/sources/add.ts";
import { syncSource } from "../../../src/ingest/sources/sync.ts";
import { Workspace } from "../workspace.ts";
import { standing } from "./contract.ts";
import { havePostgres, PostgresServer } from "./postgres-server.ts";

const sample = join(
  import.meta.dirname,
  "..",
  "..",
  "..",
  "samples",
  "online_retail",
  "online_retail.parquet",
);
const LINES = 20_000;
const COLUMNS = [
  "InvoiceNo",
  "StockCode",
  "Description",
  "Quantity",
  "InvoiceDate",
  "UnitPrice",
  "CustomerID",
  "Country",
];

const clock = { now: () => new Date("2026-03-01T00:00:00Z") };

/** The facts of a store by what they say, without keys that depend on the order of rows. */
async function facts(ws: Workspace): Promise<Record<string, unknown[]>> {
  const questions = {
    customers: "SELECT customer_id, known_at FROM customers ORDER BY ALL",
    products: "SELECT product_id, name, category, kind, known_at FROM products ORDER BY ALL",
    orders: `SELECT order_id, customer_id, ordered_at, o.known_at, currency, country, channel, kind, quantity_milli, amount_minor
      FROM orders o LEFT JOIN customers USING (customer) ORDER BY ALL`,
    order_lines: `SELECT order_id, customer_id, product_id, l.ordered_at, l.known_at, l.kind, l.quantity_milli, l.amount_minor
      FROM order_lines l JOIN orders o USING (order_key) LEFT JOIN customers c ON c.customer = l.customer
      LEFT JOIN products p ON p.product = l.product ORDER BY ALL`,
    reversals: `SELECT o.order_id, customer_id, product_id, r.ordered_at, r.known_at, r.quantity_milli, r.amount_minor, co.order_id AS cancelled_by
      FROM reversals r JOIN orders o USING (order_key) LEFT JOIN customers c ON c.customer = r.customer
      LEFT JOIN products p ON p.product = r.product LEFT JOIN order_lines cl ON cl.line_key = r.cancel_line_key
      LEFT JOIN orders co ON co.order_key = cl.order_key ORDER BY ALL`,
  };
  const out: Record<string, unknown[]> = {};
  for (const [table, sql] of Object.entries(questions)) out[table] = await ws.store.rows(sql);
  return out;
}

describe.skipIf(!havePostgres())(`Online Retail, ${LINES} lines, through PostgreSQL`, () => {
  let pg: PostgresServer;
  let file: Workspace;
  let expected: Record<string, unknown[]>;
  const variable = () => pg.url();

  beforeAll(async () => {
    pg = await PostgresServer.start();
    file = await Workspace.open();
    const slice = join(file.folder, "slice.parquet");
    const c = await (await DuckDBInstance.create(":memory:")).connect();
    await c.run(`COPY (FROM read_parquet('${sample}') LIMIT ${LINES}) TO '${slice}' (FORMAT parquet)`);
    const rows = await c.runAndReadAll(
      `SELECT ${COLUMNS.map((n) => `"${n}"::VARCHAR AS "${n}"`).join(", ")} FROM read_parquet('${slice}')`,
    );
    await pg.run(`CREATE TABLE invoice_lines (line_id bigserial PRIMARY KEY, "InvoiceNo" text, "StockCode" text, "Description" text,
      "Quantity" integer, "InvoiceDate" timestamp, "UnitPrice" double precision, "CustomerID" text, "Country" text,
      updated_at timestamptz NOT NULL DEFAULT now() - interval '1 day')`);
    const list = COLUMNS.map((n) => `"${n}"`).join(", ");
    await pg.run(
      `INSERT INTO invoice_lines (${list}) SELECT ${list} FROM json_populate_recordset(null::invoice_lines, $1) WITH ORDINALITY AS r
         (line_id, ${list}, updated_at, place) ORDER BY place`,
      [JSON.stringify(rows.getRowObjectsJS())],
    );
    const report = await file.import(slice, "orders", { currency: "GBP" });
    expect(report).toMatchObject({ received: LINES, rejected: 0 });
    expected = await facts(file);
    expect(expected.reversals!.length).toBeGreaterThan(40);
  });
  afterAll(async () => {
    await file?.close();
    await pg?.stop();
  });

  const within = async (fn: (ws: Workspace, sync: () => ReturnType<typeof syncSource>) => Promise<void>) => {
    const ws = await Workspace.open();
    try {
      await addSource(
        ws.store,
        "retail",
        {
          kind: "postgres",
          urlEnv: "RETAIL_PG",
          table: "invoice_lines",
          // Without the table's own line numbers equal lines are doubles, as they are in the file.
          columns: COLUMNS,
          as: "orders",
          cursor: "updated_at",
          currency: "GBP",
        },
        { clock, variable },
      );
      await fn(ws, () =>
        syncSource(ws.store, "retail", { clock, variable, pauses: [50, 100, 200, 400, 800, 1600] }),
      );
    } finally {
      await ws.close();
    }
  };

  test("gives the store of the file import, row for row", () =>
    within(async (ws, sync) => {
      const report = await sync();
      expect(report.received).toBe(LINES);
      expect(report.stored + report.duplicates).toBe(LINES);
      const got = await facts(ws);
      for (const table of Object.keys(expected)) expect(got[table], table).toEqual(expected[table]);
    }));

  test("also when the server ends the connection in the middle, again and again", () =>
    within(async (ws, sync) => {
      let kills = 0;
      const killer = setInterval(() => {
        if (kills < 3) void pg.killConnections().then((n) => (kills += n));
      }, 15);
      try {
        expect((await sync()).received).toBe(LINES);
      } finally {
        clearInterval(killer);
      }
      expect(kills).toBeGreaterThan(0);
      const got = await facts(ws);
      for (const table of Object.keys(expected)) expect(got[table], table).toEqual(expected[table]);
    }));

  test("rows that change between syncs lead to what one sync of the end would have given", () =>
    within(async (ws, sync) => {
      await pg.run(`CREATE TABLE later AS SELECT * FROM invoice_lines WHERE line_id > ${LINES / 2};
        DELETE FROM invoice_lines WHERE line_id > ${LINES / 2}`);
      const first = await sync();
      expect(first.received).toBe(LINES / 2);
      const then = await knownBefore(ws);
      // Purchases that were cancelled change, and every 97th line.
      const cancelled = await ws.store.rows<{ order_id: string; product_id: string }>(
        `SELECT DISTINCT order_id, product_id FROM reversals r JOIN orders USING (order_key) JOIN products p ON p.product = r.product
         WHERE cancel_line_key IS NOT NULL AND order_id NOT LIKE 'C%'`,
      );
      expect(cancelled.length).toBeGreaterThan(3);
      await pg.run(
        `UPDATE invoice_lines l SET "Quantity" = "Quantity" + 5, updated_at = now() FROM json_to_recordset($1) AS c(order_id text, product_id text)
         WHERE "InvoiceNo" = order_id AND "StockCode" = product_id`,
        [JSON.stringify(cancelled)],
      );
      await pg.run(
        `UPDATE invoice_lines SET "UnitPrice" = "UnitPrice" + 1, updated_at = now() WHERE line_id % 97 = 0`,
      );
      const second = await sync();
      expect(second.stored + second.duplicates).toBe(second.received);
      expect(second.received).toBeLessThan(LINES / 2);
      expect(await knownBefore(ws)).toEqual(then);
      await pg.run(
        `INSERT INTO invoice_lines SELECT (l).* FROM (SELECT jsonb_populate_record(l, jsonb_build_object('updated_at', now())) AS l FROM later l)`,
      );
      expect((await sync()).received).toBeGreaterThanOrEqual(LINES / 2);
      const whole = await Workspace.open();
      try {
        const config = {
          kind: "postgres",
          urlEnv: "X",
          table: "invoice_lines",
          columns: COLUMNS,
          as: "orders",
          currency: "GBP",
        } as const;
        await addSource(whole.store, "retail", config, { clock, variable });
        await syncSource(whole.store, "retail", { clock, variable });
        expect(await standing(ws)).toEqual(await standing(whole));
      } finally {
        await whole.close();
      }
      expect(await sync()).toMatchObject({ received: 0, removed: 0 });
    }));
});

/** What could be seen of the first half on a day in 2011: nothing later may change it. */
function knownBefore(ws: Workspace) {
  return ws.store.rows(
    `SELECT order_id, (SELECT coalesce(sum(o.amount_minor), 0) FROM orders o WHERE o.order_id = x.order_id AND o.known_at < '2012-01-01')::BIGINT AS bought,
       (SELECT coalesce(sum(r.amount_minor), 0) FROM reversals r JOIN orders o USING (order_key) WHERE o.order_id = x.order_id AND r.known_at < '2012-01-01')::BIGINT AS back
     FROM (SELECT DISTINCT order_id FROM orders WHERE import_id = 1) x ORDER BY 1`,
  );
}
