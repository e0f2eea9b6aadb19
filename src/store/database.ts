import { totalmem } from "node:os";
import { DuckDBInstance } from "@duckdb/node-api";
import type { DiskWatch } from "./disk.ts";
import { translate } from "./engine-failure.ts";
import type { Folders } from "./folders.ts";
import { Session, type SessionOwner } from "./session.ts";

export interface DatabaseOptions {
  readonly folders: Folders;
  readonly disk: DiskWatch;
  readonly memoryLimitMb: number;
  readonly threads: number;
  readonly statementSeconds: number;
}

/** Readers' connections that are kept for the next reader. */
const IDLE = 8;

/** The DuckDB instance of a workspace and its connections. Opens the file anew when DuckDB has given it up. */
export class Database implements SessionOwner {
  readonly #options: DatabaseOptions;
  readonly #sessions = new Set<Session>();
  readonly #idle: Session[] = [];
  #instance: DuckDBInstance | undefined;
  #reopening: Promise<void> | undefined;
  #stopped = false;
  #closed = false;

  private constructor(options: DatabaseOptions, instance: DuckDBInstance) {
    this.#options = options;
    this.#instance = instance;
  }

  static async open(options: DatabaseOptions): Promise<Database> {
    return new Database(options, await start(options));
  }

  get statementMs(): number {
    return this.#options.statementSeconds * 1000;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  translate(error: unknown): unknown {
    return translate(error, this.#options.disk, memoryMb(this.#options));
  }

  /** Runs `fn` on a connection that other readers use before and after. Tried once more where the file was re-opened. */
  async reading<T>(fn: (s: Session) => Promise<T>): Promise<T> {
    const session = this.#idle.pop() ?? (await this.#connect());
    try {
      return await fn(session);
    } catch (error) {
      if (!session.closed || this.#closed) throw error;
    } finally {
      if (!session.closed) {
        if (this.#idle.length < IDLE) this.#idle.push(session);
        else this.#end(session);
      }
    }
    return this.owning(fn);
  }

  /** Runs `fn` on a connection of its own; temporary tables end with it. */
  async owning<T>(fn: (s: Session) => Promise<T>): Promise<T> {
    const session = await this.#connect();
    try {
      return await fn(session);
    } finally {
      await session.settled();
      this.#end(session);
    }
  }

  async #connect(): Promise<Session> {
    await this.#reopening;
    if (this.#closed) throw new Error("the store is closed");
    if (!this.#instance) await this.#reopen(new Error("the data file did not open again"));
    const c = await this.#instance!.connect();
    // A new connection starts in memory: what it makes there unqualified would be gone at exit.
    await c.run("USE app");
    const session = new Session(c, this);
    this.#sessions.add(session);
    return session;
  }

  #end(session: Session): void {
    this.#sessions.delete(session);
    session.close();
  }

  /** Stops what runs and refuses further statements, except the commits that are under way. */
  stop(): void {
    this.#stopped = true;
    for (const session of this.#sessions) session.interrupt();
  }

  recover(session: Session, why: unknown): Promise<void> {
    if (this.#sessions.has(session)) this.#reopening ??= this.#reopen(why);
    return this.#reopening ?? Promise.resolve();
  }

  /** Ends every connection of the lost instance before the file is opened again: two instances would lose data. */
  async #reopen(why: unknown): Promise<void> {
    const lost = [...this.#sessions];
    try {
      await Promise.all(lost.map((session) => session.abandon(why)));
      this.#sessions.clear();
      this.#idle.length = 0;
      this.#instance?.closeSync();
      this.#instance = undefined;
      this.#instance = await start(this.#options);
    } finally {
      this.#reopening = undefined;
    }
  }

  async close(): Promise<void> {
    await this.#reopening;
    this.#closed = true;
    const open = [...this.#sessions];
    await Promise.all(open.map((session) => session.settled()));
    for (const session of open) this.#end(session);
    this.#idle.length = 0;
    this.#instance?.closeSync();
    this.#instance = undefined;
  }
}

/**
 * Starts DuckDB in memory and attaches the file: a file opened directly cannot replay some changes of tables after a
 * crash. Everything it may touch on disk lies in the workspace, and no statement can change that any more.
 */
async function start(options: DatabaseOptions): Promise<DuckDBInstance> {
  const { folders, disk, threads } = options;
  const instance = await DuckDBInstance.create(":memory:", {
    threads: String(threads),
    memory_limit: `${memoryMb(options)}MB`,
    temp_directory: folders.tmp,
  });
  try {
    const c = await instance.connect();
    await c.run("SET GLOBAL TimeZone = 'UTC'");
    // Given at the start, DuckDB 1.5 shows this limit but does not keep to it.
    await c.run(`SET GLOBAL max_temp_directory_size = '${disk.roomMb}MB'`);
    await c.run(`ATTACH ${literal(folders.database)} AS app`);
    await c.run(`SET GLOBAL allowed_directories = [${literal(folders.root)}]`);
    await c.run("SET GLOBAL enable_external_access = false");
    await c.run("SET GLOBAL lock_configuration = true");
    c.closeSync();
    return instance;
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}

/** At most half of what the process may use: the models need the other half. */
function memoryMb({ memoryLimitMb }: DatabaseOptions): number {
  const limit = process.constrainedMemory();
  const machine = totalmem();
  return Math.min(memoryLimitMb, Math.floor((limit > 0 ? Math.min(limit, machine) : machine) / 2e6));
}

/** ATTACH and SET take no bound values: paths of our own are quoted here. */
function literal(path: string): string {
  return `'${path.replaceAll("'", "''")}'`;
}
