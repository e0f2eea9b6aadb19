import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { Reader, Row } from "./reader.ts";
import type { Params } from "./values.ts";
import { onConnection, type Writer } from "./writer.ts";

export interface StoreOptions {
  /** The workspace folder; made when missing. */
  readonly workspace: string;
  readonly memoryLimitMb?: number;
  readonly threads?: number;
}

/** A table built beside the live one, and the live one it takes the place of. */
export interface Swap {
  readonly from: string;
  readonly to: string;
}

/**
 * What a room built and did not yet publish: its report, the tables to swap in, and rows to commit with them.
 * Flows publish the parts of one refresh together, so that readers see the old refresh or the new one, never a mix.
 */
export interface Built<R> {
  readonly report: R;
  readonly swaps: readonly Swap[];
  commit?(w: Writer): Promise<void>;
}

/**
 * The workspace's one DuckDB file and the only way to it.
 * Reads run on connections of their own and see the last commit. Small writes pass one queue (`write`).
 * Long builds run outside the queue (`build`) and become visible by `publish`, which swaps tables in one transaction.
 */
export class Store implements Reader {
  readonly workspace: string;
  readonly #instance: DuckDBInstance;
  readonly #idle: DuckDBConnection[] = [];
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(workspace: string, instance: DuckDBInstance) {
    this.workspace = workspace;
    this.#instance = instance;
  }

  static async open(options: StoreOptions): Promise<Store> {
    const { workspace } = options;
    mkdirSync(join(workspace, "tmp"), { recursive: true });
    const instance = await DuckDBInstance.create(":memory:", {
      threads: String(options.threads ?? 2),
      memory_limit: `${options.memoryLimitMb ?? 600}MB`,
      temp_directory: join(workspace, "tmp"),
    });
    const store = new Store(workspace, instance);
    const c = await instance.connect();
    await c.run(`ATTACH '${join(workspace, "kindred.duckdb").replaceAll("'", "''")}' AS app`);
    c.closeSync();
    await store.#migrate();
    return store;
  }

  async #migrate(): Promise<void> {
    const folder = join(import.meta.dirname, "..", "..", "sql");
    await this.tx(async (w) => {
      await w.run("CREATE TABLE IF NOT EXISTS migrations (version INTEGER, applied_at TIMESTAMP)");
      const { last } = await w.one<{ last: number }>(
        "SELECT coalesce(max(version), 0) AS last FROM migrations",
      );
      for (const file of readdirSync(folder)
        .filter((f) => f.endsWith(".sql"))
        .sort()) {
        const version = Number.parseInt(file, 10);
        if (version <= last) continue;
        await w.run(readFileSync(join(folder, file), "utf8"));
        await w.run("INSERT INTO migrations VALUES ($1, now()::TIMESTAMP)", [version]);
      }
    });
  }

  async #connect(): Promise<DuckDBConnection> {
    const idle = this.#idle.pop();
    if (idle) return idle;
    const c = await this.#instance.connect();
    await c.run("USE app");
    return c;
  }

  async #with<T>(fn: (c: DuckDBConnection) => Promise<T>): Promise<T> {
    const c = await this.#connect();
    try {
      return await fn(c);
    } finally {
      this.#idle.push(c);
    }
  }

  rows<T = Row>(sql: string, params: Params = []): Promise<T[]> {
    return this.#with((c) => onConnection(c).rows<T>(sql, params));
  }

  one<T = Row>(sql: string, params: Params = []): Promise<T> {
    return this.#with((c) => onConnection(c).one<T>(sql, params));
  }

  columns(sql: string, params: Params = []) {
    return this.#with((c) => onConnection(c).columns(sql, params));
  }

  matrix(sql: string, params: Params = []) {
    return this.#with((c) => onConnection(c).matrix(sql, params));
  }

  /** One transaction on a connection of its own: all of `fn` or nothing. */
  tx<T>(fn: (w: Writer) => Promise<T>): Promise<T> {
    return this.#with(async (c) => {
      await c.run("BEGIN");
      let result: T;
      try {
        result = await fn(onConnection(c));
      } catch (error) {
        await c.run("ROLLBACK").catch(() => {});
        throw error;
      }
      await c.run("COMMIT");
      return result;
    });
  }

  /** A small write: passes the one queue, resolves after its COMMIT. */
  write<T>(fn: (w: Writer) => Promise<T>): Promise<T> {
    const run = this.#queue.then(() => this.tx(fn));
    this.#queue = run.catch(() => {});
    return run;
  }

  /** A long build outside the queue: each statement commits by itself; write to `…__next` tables, then `publish`. */
  build<T>(fn: (w: Writer) => Promise<T>): Promise<T> {
    return this.#with((c) => fn(onConnection(c)));
  }

  /** Puts built tables in the place of the live ones, all in one transaction; `also` is committed with them. */
  publish(swaps: readonly Swap[], also?: (w: Writer) => Promise<void>): Promise<void> {
    return this.write(async (w) => {
      for (const { from, to } of swaps) {
        await w.run(`DROP TABLE IF EXISTS "${to}"`);
        await w.run(`ALTER TABLE "${from}" RENAME TO "${to}"`);
      }
      await also?.(w);
    });
  }

  async close(): Promise<void> {
    await this.#queue;
    for (const c of this.#idle.splice(0)) c.closeSync();
    this.#instance.closeSync();
  }
}
