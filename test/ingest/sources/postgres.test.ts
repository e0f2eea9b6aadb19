import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addSource } from "../../../src/ingest/sources/add.ts";
import { syncSource } from "../../../src/ingest/sources/sync.ts";
import { Workspace } from "../workspace.ts";
import { havePostgres, PostgresServer } from "./postgres-server.ts";

describe.skipIf(!havePostgres())("a table of PostgreSQL", () => {
  let pg: PostgresServer;
  let ws: Workspace;
  const clock = { now: () => new Date("2026-02-01T12:00:00Z") };
  const variable = () => pg.url();
  beforeAll(async () => {
    pg = await PostgresServer.start();
    ws = await Workspace.open();
  });
  afterAll(async () => {
    await ws?.close();
    await pg?.stop();
  });

  test("first whole, then only what changed", async () => {
    await pg.run(`CREATE TABLE orders (line_id bigserial PRIMARY KEY, order_id text, customer_id text, product text, quantity int,
      unit_price numeric(10,2), order_date timestamptz, updated_at timestamptz DEFAULT now());
      INSERT INTO orders (order_id, customer_id, product, quantity, unit_price, order_date, updated_at)
      SELECT 'o' || i / 2, 'c' || i % 5, 'p' || i % 7, 1 + i % 3, 9.99, '2026-01-01 10:00+08'::timestamptz + i / 2 * interval '1 hour', now() - interval '1 day'
      FROM generate_series(1, 40) i`);
    const added = await addSource(
      ws.store,
      "shop",
      {
        kind: "postgres",
        urlEnv: "SHOP_PG",
        table: "orders",
        as: "orders",
        cursor: "updated_at",
        currency: "EUR",
      },
      { clock, variable },
    );
    console.log(JSON.stringify(added));
    const one = await syncSource(ws.store, "shop", { clock, variable });
    console.log(JSON.stringify(one, null, 1));
    const two = await syncSource(ws.store, "shop", { clock, variable });
    expect(two).toMatchObject({ received: 0, stored: 0, import: null });
    await pg.run("UPDATE orders SET quantity = 50, updated_at = now() WHERE line_id = 7");
    const three = await syncSource(ws.store, "shop", { clock, variable });
    console.log(JSON.stringify(three, null, 1));
    console.log(
      await ws.store.rows("SELECT * FROM orders WHERE order_id = 'o3'"),
      await ws.store.rows("SELECT * FROM reversals"),
      await ws.store.rows("SELECT * FROM sources"),
      await ws.store.rows("SELECT * FROM source_runs"),
    );
    const four = await syncSource(ws.store, "shop", { clock, variable });
    expect(four).toMatchObject({ received: 0, stored: 0, import: null });
  });
});
