import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { KindredError } from "../../../src/core/errors.ts";
import { addSource } from "../../../src/ingest/sources/add.ts";
import type { PostgresConfig } from "../../../src/ingest/sources/postgres/config.ts";
import { type SyncOptions, syncSource } from "../../../src/ingest/sources/sync.ts";
import { Workspace } from "../workspace.ts";
import { BreakingProxy } from "./breaking-proxy.ts";
import { havePostgres, PostgresServer } from "./postgres-server.ts";

const clock = { now: () => new Date("2026-06-01T12:00:00Z") };

/** Settings that cannot work, with the address where that is what is wrong. */
interface Broken extends Omit<Partial<PostgresConfig>, "table"> {
  readonly table?: string | undefined;
  readonly url?: () => string | undefined;
}

describe.skipIf(!havePostgres())("a source of PostgreSQL", () => {
  let pg: PostgresServer;
  let ws: Workspace;
  let tables = 0;
  const variable = () => pg.url();
  beforeAll(async () => {
    pg = await PostgresServer.start();
  });
  beforeEach(async () => {
    ws = await Workspace.open();
  });
  afterEach(() => ws.close());
  afterAll(() => pg?.stop());

  /** A source on a new table; `sync` syncs it. */
  const source = async (columns: string, config: Partial<PostgresConfig>) => {
    const table = `t${++tables}`;
    const name = `s${tables}`;
    await pg.run(`CREATE TABLE ${table} (${columns})`);
    const add = () =>
      addSource(
        ws.store,
        name,
        {
          kind: "postgres",
          urlEnv: "PG",
          ...(config.query ? {} : { table }),
          as: "payments",
          ...config,
        } as PostgresConfig,
        { clock, variable },
      );
    const sync = (more: Partial<SyncOptions> = {}) =>
      syncSource(ws.store, name, { clock, variable, pauses: [50, 100, 200, 400, 800, 1600, 3200], ...more });
    return { table, name, add, sync };
  };
  const payments =
    "id bigint PRIMARY KEY, customer_id text, amount numeric(30,6), currency text, due_at timestamptz, updated_at timestamptz DEFAULT now()";
  const told = (name: string) =>
    ws.store.rows(
      `SELECT payment_id, customer_id, amount_minor, due_at FROM payments JOIN customers USING (customer)
       WHERE payments.import_id IN (SELECT import_id FROM source_runs WHERE source = $1) ORDER BY payment_id`,
      [name],
    );

  test("values come exactly: numerics, big numbers, moments of every zone, texts of every kind", async () => {
    const { table, name, add, sync } = await source(payments, {});
    await add();
    await pg.run(
      `INSERT INTO ${table} VALUES
       (9007199254740993, 'Ünï "quoted", 价格' || chr(10) || 'second line', 123456789012.345678, 'EUR', '2026-03-29 02:30:00.123456+05:45', now()),
       (2, E'tab\\there \\x1f unit', 0.125, 'JPY', '2026-01-01 00:00:00-11', now()),
       (3, '', -0.005, 'EUR', '1999-12-31 23:59:59.999999+00', now())`,
    );
    const report = await sync();
    expect(report).toMatchObject({ received: 3, rejected: 0 });
    expect(
      await ws.store.rows(
        `SELECT payment_id, customer_id, amount_minor, due_at::VARCHAR AS due FROM payments LEFT JOIN customers USING (customer)
       WHERE payments.import_id = $1 ORDER BY payment_id`,
        [report.import!.importId],
      ),
    ).toEqual([
      { payment_id: "2", customer_id: "tab\there   unit", amount_minor: 0, due: "2026-01-01 11:00:00" },
      { payment_id: "3", customer_id: null, amount_minor: -1, due: "1999-12-31 23:59:59.999999" },
      {
        payment_id: "9007199254740993",
        customer_id: 'Ünï "quoted", 价格\nsecond line',
        amount_minor: 12_345_678_901_235,
        due: "2026-03-28 20:45:00.123456",
      },
    ]);
    expect(await told(name)).toHaveLength(2);
  });

  test("rows with the same cursor value, and changes that are committed late, are not lost", async () => {
    const { table, add, sync, name } = await source(payments, { cursor: "updated_at" });
    await add();
    const insert = (id: number, at = "now()") =>
      `INSERT INTO ${table} VALUES (${id}, 'c', 10, 'EUR', '2026-01-01', ${at})`;
    const slow = new Client({ connectionString: pg.url() });
    await slow.connect();
    try {
      await slow.query("BEGIN");
      await slow.query(insert(1));
      // Written later, committed earlier: the sync sees only these.
      await pg.run(`${insert(2)}; ${insert(3, `(SELECT max(updated_at) FROM ${table})`)}`);
      expect(await sync()).toMatchObject({ received: 2 });
      await slow.query("COMMIT");
    } finally {
      await slow.end();
    }
    await pg.run(insert(4, `(SELECT max(updated_at) FROM ${table})`));
    expect(await sync()).toMatchObject({ received: 2, stored: 2 });
    expect((await told(name)).map((r) => r.payment_id)).toEqual(["1", "2", "3", "4"]);
    await pg.run(insert(5, "NULL"));
    expect(await sync()).toMatchObject({ received: 1 });
    expect(await sync()).toMatchObject({ received: 0 });
  });

  test("a cursor of days and one of numbers", async () => {
    const days = await source(
      "id int PRIMARY KEY, customer_id text, amount numeric, due_at date, changed date",
      { cursor: "changed" },
    );
    await days.add();
    const today = (id: number) =>
      pg.run(`INSERT INTO ${days.table} VALUES (${id}, 'c', 1, '2026-01-01', current_date)`);
    await today(1);
    expect(await days.sync()).toMatchObject({ received: 1 });
    await today(2);
    expect(await days.sync()).toMatchObject({ received: 1 });
    const numbers = await source(payments, { cursor: "id" });
    await numbers.add();
    const row = (id: number) =>
      pg.run(`INSERT INTO ${numbers.table} VALUES (${id}, 'c', 1, 'EUR', '2026-01-01')`);
    await row(2000);
    expect(await numbers.sync()).toMatchObject({ received: 1 });
    // A lower number that is committed later.
    await row(1999);
    await row(2001);
    expect(await numbers.sync()).toMatchObject({ received: 2 });
    expect(await numbers.sync()).toMatchObject({ received: 0 });
  });

  test("deleted rows are followed: by a mark, and by comparing keys, but not when most are gone at once", async () => {
    const { table, add, sync, name } = await source(payments, { cursor: "updated_at", compareKeys: true });
    await add();
    await pg.run(
      `INSERT INTO ${table} SELECT i, 'c' || i, 10, 'EUR', '2026-01-01', now() FROM generate_series(1, 30) i`,
    );
    await sync();
    await pg.run(`DELETE FROM ${table} WHERE id IN (4, 5)`);
    expect(await sync()).toMatchObject({ received: 0, removed: 2 });
    expect(await told(name)).toHaveLength(28);
    await pg.run(`DELETE FROM ${table} WHERE id > 10`);
    const error = await sync().catch((e: unknown) => e);
    expect(error).toMatchObject({ code: "source-many-gone", data: { gone: 20, known: 28 } });
    expect(await told(name)).toHaveLength(28);
    expect(await sync({ acceptRemovals: true })).toMatchObject({ removed: 20 });
    expect(await told(name)).toHaveLength(8);
    const marked = await source(`${payments}, gone boolean DEFAULT false`, {
      cursor: "updated_at",
      deleted: "gone",
    });
    await marked.add();
    await pg.run(
      `INSERT INTO ${marked.table} SELECT i, 'c', 10, 'EUR', '2026-01-01', now() FROM generate_series(1, 3) i`,
    );
    await marked.sync();
    await pg.run(`UPDATE ${marked.table} SET gone = true, updated_at = now() WHERE id = 2`);
    expect(await marked.sync()).toMatchObject({ removed: 1 });
    expect((await told(marked.name)).map((r) => r.payment_id)).toEqual(["1", "3"]);
  });

  test("customers: a changed attribute is a version, known from the row's own time of change", async () => {
    const { table, add, sync } = await source(
      "customer_id text PRIMARY KEY, city text, newsletter boolean, tags text[], profile jsonb, updated_at timestamptz",
      { as: "customers", cursor: "updated_at" },
    );
    await pg.run(`INSERT INTO ${table} VALUES ('c1', 'Łódź', true, '{a,b}', '{"n": 1.50}', '2026-01-01 10:00+01'),
      ('c2', NULL, false, NULL, NULL, '2026-01-02')`);
    const checked = await add();
    expect(checked.config).toMatchObject({ group: "customer_id" });
    expect(await sync()).toMatchObject({ received: 2, stored: 2 });
    await pg.run(
      `UPDATE ${table} SET city = 'Kraków', updated_at = '2026-02-03 04:05:06+00' WHERE customer_id = 'c1'`,
    );
    expect(await sync()).toMatchObject({ received: 1, stored: 1 });
    expect(
      await ws.store.rows(
        `SELECT customer_id, name, text, known_at::VARCHAR AS known FROM (SELECT customer_id, a.name, a.text, a.known_at
         FROM attributes a JOIN customers USING (customer)) WHERE name IN ('city', 'newsletter', 'profile') ORDER BY ALL`,
      ),
    ).toEqual([
      { customer_id: "c1", name: "city", text: "Kraków", known: "2026-02-03 04:05:06" },
      { customer_id: "c1", name: "city", text: "Łódź", known: "2026-01-01 09:00:00" },
      { customer_id: "c1", name: "newsletter", text: "true", known: "2026-01-01 09:00:00" },
      { customer_id: "c1", name: "newsletter", text: "true", known: "2026-02-03 04:05:06" },
      { customer_id: "c1", name: "profile", text: '{"n": 1.50}', known: "2026-01-01 09:00:00" },
      { customer_id: "c1", name: "profile", text: '{"n": 1.50}', known: "2026-02-03 04:05:06" },
      { customer_id: "c2", name: "newsletter", text: "false", known: "2026-01-02 00:00:00" },
    ]);
  });

  test("a table without a key, and a query, are read whole each time and stored once", async () => {
    const { table, add, sync } = await source("customer_id text, amount numeric, due_at timestamptz", {});
    await add();
    await pg.run(`INSERT INTO ${table} VALUES ('k1', 5, '2026-01-01'), ('k2', 6, '2026-01-02')`);
    expect(await sync()).toMatchObject({ received: 2, stored: 2 });
    await pg.run(`INSERT INTO ${table} VALUES ('k3', 7, '2026-01-03')`);
    expect(await sync()).toMatchObject({ received: 3, stored: 1, duplicates: 2 });
    const query = await source("x int", {
      query: `SELECT customer_id AS client, amount, due_at FROM ${table} WHERE amount > 5;`,
    });
    const checked = await query.add();
    expect(checked.columns).toEqual(["client", "amount", "due_at"]);
    expect(checked.mapping.map((m) => [m.field, m.column])).toContainEqual(["customer", "client"]);
  });

  test("a table without a key is read anew when the connection breaks, and its rows count once", async () => {
    const { table, add, sync } = await source("customer_id text, amount numeric, due_at timestamptz", {});
    await pg.run(`INSERT INTO ${table} SELECT 'c' || i % 9, i, '2026-01-01' FROM generate_series(1, 3000) i`);
    const proxy = await BreakingProxy.start(pg.port);
    try {
      await add();
      proxy.breakAfter(60_000);
      const through = () => pg.url().replace(`:${pg.port}`, `:${proxy.port}`);
      expect(await sync({ variable: through })).toMatchObject({ received: 3000, stored: 3000 });
      expect(proxy.breaks).toBe(1);
    } finally {
      await proxy.stop();
    }
  });

  test("a value longer than 1 MB refuses its row, with the reason", async () => {
    const { table, add, sync } = await source(
      "review_id int PRIMARY KEY, customer_id text, rating int, review text",
      { as: "reviews" },
    );
    await add();
    await pg.run(`INSERT INTO ${table} VALUES (1, 'c', 5, 'good'), (2, 'c', 1, repeat('bad ', 300000))`);
    const report = await sync();
    expect(report).toMatchObject({ received: 2, stored: 1, rejected: 1 });
    expect(report.import!.dispositions.reduce((s, d) => s + d.rows, 0)).toBe(2);
    expect(
      await ws.store.rows("SELECT rule, column_name FROM rejects WHERE import_id = $1", [
        report.import!.importId,
      ]),
    ).toEqual([{ rule: "field-too-long", column_name: "review" }]);
  });

  test("the server dies in the middle and starts again: the sync goes on", async () => {
    const { table, add, sync, name } = await source(payments, {
      cursor: "updated_at",
      query: "SELECT t.* FROM (SELECT *, pg_sleep(CASE WHEN id % 100 = 0 THEN 0.02 ELSE 0 END) FROM big) t",
      group: "id",
    });
    await pg.run(
      `ALTER TABLE ${table} RENAME TO big; INSERT INTO big SELECT i, 'c' || i % 50, i, 'EUR', '2026-01-01', now() FROM generate_series(1, 5000) i`,
    );
    await add();
    let restarted: Promise<void> | undefined;
    const report = await sync({
      work: {
        onProgress: (step, done) => {
          if (step === "pull" && done >= 2000) restarted ??= pg.restart();
        },
      },
    });
    await restarted;
    expect(restarted).toBeDefined();
    expect(report).toMatchObject({ received: 5000, stored: 5000 });
    expect(await told(name)).toHaveLength(5000);
  });

  test.each<[string, Broken, string]>([
    ["nobody answers", { url: () => "postgres://a:b@127.0.0.1:1/x" }, "source-unreachable"],
    ["a wrong password", { url: () => pg.url("postgres", "wrong") }, "source-auth"],
    ["no such database", { url: () => pg.url("nowhere") }, "source-no-database"],
    ["no address", { url: () => "mysql://x" }, "source-bad-url"],
    ["no variable", { url: () => undefined }, "source-no-variable"],
    ["no such table", { table: "nothing" }, "source-no-table"],
    ["no such column", { cursor: "nothing" }, "source-no-column"],
    ["no rights", { url: () => pg.url().replace("shop:", "reader:") }, "source-no-rights"],
    ["a query that is none", { query: "SELEKT 1", table: undefined }, "source-bad-query"],
    [
      "a query that writes",
      { query: "DELETE FROM errors_here RETURNING *", table: undefined },
      "source-bad-query",
    ],
    [
      "a query that never ends",
      { query: "SELECT pg_sleep(60), 1 AS amount", table: undefined, statementSeconds: 1 },
      "source-too-slow",
    ],
    ["no TLS where it is asked for", { url: () => `${pg.url()}?sslmode=require` }, "source-tls"],
  ])("%s: a named error, and no password in it", async (_, { url, ...config }, code) => {
    await pg.run(`CREATE TABLE IF NOT EXISTS errors_here (${payments});
      DO $$ BEGIN CREATE ROLE reader LOGIN PASSWORD 'pass-wörd'; EXCEPTION WHEN duplicate_object THEN END $$`);
    const settings = {
      kind: "postgres",
      urlEnv: "PG",
      table: "errors_here",
      as: "payments",
      ...config,
    } as PostgresConfig;
    const error = await addSource(ws.store, "broken", settings, { clock, variable: url ?? variable }).catch(
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(KindredError);
    const { code: got, data, message, cause } = error as KindredError;
    expect([got, data]).toEqual([code, data]);
    expect(JSON.stringify([data, message, String(cause)])).not.toMatch(/pass-w|wrong@/);
    expect(await ws.store.rows("SELECT 1 FROM sources WHERE name = 'broken'")).toEqual([]);
  });

  test("a failed sync is noted with its error, and nothing else changes", async () => {
    const { table, add, sync, name } = await source(payments, { cursor: "updated_at" });
    await add();
    await pg.run(`ALTER TABLE ${table} RENAME TO ${table}_away`);
    const before = await ws.contents();
    await expect(sync()).rejects.toMatchObject({ code: "source-no-table" });
    expect(await ws.contents()).toEqual(before);
    const state = await ws.store.one<{ last_status: string; last_error: string }>(
      "SELECT last_status, last_error FROM sources WHERE name = $1",
      [name],
    );
    expect(state.last_status).toBe("failed");
    expect(JSON.parse(state.last_error)).toMatchObject({ code: "source-no-table" });
    await pg.run(`ALTER TABLE ${table}_away RENAME TO ${table}`);
    await sync();
    expect(await ws.store.one("SELECT last_status, last_error FROM sources WHERE name = $1", [name])).toEqual(
      { last_status: "done", last_error: null },
    );
  });
});
