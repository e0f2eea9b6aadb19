import { existsSync } from "node:fs";
import { systemClock } from "../core/clock.ts";
import { KindredError } from "../core/errors.ts";
import { Database } from "./database.ts";
import { DiskWatch } from "./disk.ts";
import { openFailure, saysThat } from "./engine-failure.ts";
import { clearLeftovers, makeFolders, unusable } from "./folders.ts";
import { readOnly } from "./inspect.ts";
import { type Lanes, OpenLanes, type Work } from "./lanes.ts";
import { WorkspaceLock } from "./lock.ts";
import { backUp, migrate, migrationsIn, ownMigrations, pendingMigrations } from "./migrate.ts";
import type { Reader, Row } from "./reader.ts";
import type { Params } from "./values.ts";
import type { Writer } from "./writer.ts";

export interface StoreOptions {
  /** The workspace folder; made when missing. */
  readonly workspace: string;
  /** Megabytes; never more than half of what the process may use. 600 where not told. */
  readonly memoryLimitMb?: number;
  readonly threads?: number;
  /** Megabytes of free disk below which nothing is written. 300 where not told. */
  readonly minFreeDiskMb?: number;
  /** Longest time of one statement. 300 where not told. */
  readonly statementSeconds?: number;
  /** How the free megabytes of a folder's disk are found. */
  readonly freeDiskMb?: (folder: string) => number;
  /** Folder of the numbered SQL files. */
  readonly migrations?: string;
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

/** What only the store of an open workspace has, not a draft of it. */
interface Open {
  readonly lock: WorkspaceLock;
  readonly database: Database;
  readonly lanes: OpenLanes;
}

/**
 * The workspace's one DuckDB file and the only way to it.
 * Reads run on connections of their own and see the last commit. Small writes pass one queue (`write`).
 * Long builds run outside the queue (`build`) and become visible by `publish`, which swaps tables in one transaction.
 * Any of them may throw `disk-full`, `memory-exceeded`, `statement-time-limit`, or, after `stop`, `interrupted`.
 */
export class Store implements Reader {
  readonly workspace: string;
  readonly #lanes: Lanes;
  readonly #open: Open | undefined;
  #closing: Promise<void> | undefined;

  private constructor(workspace: string, lanes: Lanes, open?: Open) {
    this.workspace = workspace;
    this.#lanes = lanes;
    this.#open = open;
  }

  /**
   * Opens the workspace as its only owner, and brings it to this version's format.
   * @throws workspace-locked, workspace-served, workspace-newer, workspace-damaged, workspace-unusable, disk-full
   */
  static async open(options: StoreOptions): Promise<Store> {
    const { workspace, memoryLimitMb = 600, threads = 2, statementSeconds = 300 } = options;
    const folders = makeFolders(workspace);
    const disk = new DiskWatch(folders.root, options.minFreeDiskMb ?? 300, options.freeDiskMb);
    const now = systemClock.now();
    const lock = own(workspace, folders.lock, now, disk);
    let database: Database | undefined;
    try {
      const migrations = migrationsIn(options.migrations ?? ownMigrations);
      const version = existsSync(folders.database) ? await readOnly(workspace, async (_, v) => v) : 0;
      const pending = pendingMigrations(migrations, version, workspace);
      clearLeftovers(folders);
      if (version > 0 && pending.length > 0) {
        disk.requireRoom();
        backUp(folders, version);
      }
      database = await Database.open({ folders, disk, memoryLimitMb, threads, statementSeconds });
      const lanes = new OpenLanes(database, disk);
      const store = new Store(folders.root, lanes, { lock, database, lanes });
      await migrate(store, pending, now);
      return store;
    } catch (error) {
      await database?.close();
      lock.release();
      if (saysThat("diskFull", error)) throw disk.full(error);
      throw database ? error : openFailure(error, workspace, folders.database);
    }
  }

  rows<T = Row>(sql: string, params: Params = []): Promise<T[]> {
    return this.#lanes.read((w) => w.rows<T>(sql, params));
  }

  one<T = Row>(sql: string, params: Params = []): Promise<T> {
    return this.#lanes.read((w) => w.one<T>(sql, params));
  }

  columns(sql: string, params: Params = []) {
    return this.#lanes.read((w) => w.columns(sql, params));
  }

  matrix(sql: string, params: Params = []) {
    return this.#lanes.read((w) => w.matrix(sql, params));
  }

  /** One transaction on a connection of its own: all of `fn` or nothing. */
  tx<T>(fn: Work<T>): Promise<T> {
    return this.#lanes.tx(fn);
  }

  /**
   * A small write: passes the one queue and is committed with its neighbours there; resolves after that COMMIT.
   * `fn` runs again where a neighbour failed, so it must not change anything but the data.
   */
  write<T>(fn: Work<T>): Promise<T> {
    return this.#lanes.write(fn);
  }

  /** A long build outside the queue: each statement commits by itself; write to `…__next` tables, then `publish`. */
  build<T>(fn: Work<T>): Promise<T> {
    return this.#lanes.build(fn);
  }

  /** Puts built tables in the place of the live ones, all in one transaction; `also` is committed with them. */
  publish(swaps: readonly Swap[], also?: (w: Writer) => Promise<void>): Promise<void> {
    return this.#lanes.publish(async (w) => {
      for (const { from, to } of swaps) {
        await w.run(`DROP TABLE IF EXISTS ${identifier(to)}`);
        await w.run(`ALTER TABLE ${identifier(from)} RENAME TO ${identifier(to)}`);
      }
      await also?.(w);
    });
  }

  /**
   * Runs `fn` on a draft of the workspace: the data as they are now, with all that `fn` builds and publishes there.
   * Others see none of it until `fn` has ended, then all of it at once. Only the COMMIT enters the queue.
   */
  draft<T>(fn: (draft: Store) => Promise<T>): Promise<T> {
    return this.#lanes.draft((lanes) => fn(new Store(this.workspace, lanes)));
  }

  /** The secret that stands in the lock file: only who may read the workspace has it. */
  get token(): string | undefined {
    return this.#open?.lock.token;
  }

  /** Tells those who find the workspace in use where its server answers. */
  announce(url: string): void {
    this.#open?.lock.announce(url);
  }

  /** Ctrl-C: stops what runs and refuses what comes; a COMMIT that is under way still ends as it should. */
  stop(): void {
    this.#open?.database.stop();
  }

  /** Waits for the queue and for running statements, closes the file, gives the workspace free. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    if (!this.#open) return;
    try {
      await this.#open.lanes.close();
    } finally {
      this.#open.lock.release();
    }
  }
}

function own(workspace: string, file: string, now: Date, disk: DiskWatch): WorkspaceLock {
  try {
    return WorkspaceLock.acquire(workspace, file, now);
  } catch (error) {
    if (error instanceof KindredError) throw error;
    throw (error as NodeJS.ErrnoException).code === "ENOSPC" ? disk.full(error) : unusable(workspace, error);
  }
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
