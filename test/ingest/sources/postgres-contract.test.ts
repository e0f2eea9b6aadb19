import { afterAll, beforeAll, describe } from "vitest";
import { BreakingProxy } from "./breaking-proxy.ts";
import { type Shop, type ShopLine, sourceContract } from "./contract.ts";
import { havePostgres, PostgresServer } from "./postgres-server.ts";

/** Order lines in a table, changed as a shop's software changes them. */
class TableShop implements Shop {
  readonly secrets = ["pass-wörd", encodeURIComponent("pass-wörd")];
  readonly #pg: PostgresServer;
  readonly #table: string;
  readonly #proxy: BreakingProxy;

  constructor(pg: PostgresServer, proxy: BreakingProxy, table: string) {
    this.#pg = pg;
    this.#proxy = proxy;
    this.#table = table;
  }

  async create(): Promise<this> {
    await this.#pg.run(`CREATE TABLE ${this.#table} (line_id bigint PRIMARY KEY, order_id text, customer_id text, product text,
      quantity int, unit_price numeric(12,2), ordered_at text, updated_at timestamptz DEFAULT now(), deleted_at timestamptz)`);
    return this;
  }

  async put(lines: readonly ShopLine[]): Promise<void> {
    await this.#pg.run(
      `INSERT INTO ${this.#table} SELECT line, "order", customer, product, quantity, price, "at", now() FROM
         json_to_recordset($1) AS l(line bigint, "order" text, customer text, product text, quantity int, price numeric, "at" text)
       ON CONFLICT (line_id) DO UPDATE SET product = excluded.product, quantity = excluded.quantity, updated_at = now()`,
      [JSON.stringify(lines)],
    );
  }

  async putBroken(): Promise<void> {
    await this.#pg.run(
      `INSERT INTO ${this.#table} VALUES (999999, 'ZZ1', 'c1', 'p100', 1, 5, 'the other day', now())`,
    );
  }

  async removeOrder(order: string): Promise<void> {
    await this.#pg.run(`UPDATE ${this.#table} SET deleted_at = now() WHERE order_id = $1`, [order]);
  }

  config() {
    return {
      kind: "postgres",
      urlEnv: "SHOP_PG",
      table: this.#table,
      as: "orders",
      cursor: "updated_at",
      deleted: "deleted_at",
      currency: "EUR",
    } as const;
  }

  variable(name: string): string | undefined {
    return name === "SHOP_PG"
      ? this.#pg.url().replace(`:${this.#pg.port}`, `:${this.#proxy.port}`)
      : undefined;
  }

  breaks(): number {
    return this.#proxy.breaks;
  }

  async breakOnce(): Promise<void> {
    // After the first rows have come, before the last.
    this.#proxy.breakAfter(150_000);
  }
}

describe.skipIf(!havePostgres())("PostgreSQL keeps the contract of sources", () => {
  let pg: PostgresServer;
  let proxy: BreakingProxy;
  let tables = 0;
  beforeAll(async () => {
    pg = await PostgresServer.start();
    proxy = await BreakingProxy.start(pg.port);
  });
  afterAll(async () => {
    await proxy?.stop();
    await pg?.stop();
  });

  sourceContract(() => new TableShop(pg, proxy, `lines_${++tables}`).create());
});
