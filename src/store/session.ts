import type { DuckDBConnection } from "@duckdb/node-api";
import { KindredError } from "../core/errors.ts";
import { saysThat } from "./engine-failure.ts";

function nothing(): void {}

/** What a session asks of the database it belongs to. */
export interface SessionOwner {
  readonly statementMs: number;
  /** The user asked to stop. */
  readonly stopped: boolean;
  translate(error: unknown): unknown;
  /** The database can no longer be used; resolves when it is open again. */
  recover(session: Session, why: unknown): Promise<void>;
}

/** An interrupt is repeated until it is heeded: a statement that is only being prepared does not hear it. */
const INTERRUPT_AGAIN_MS = 50;

/** One DuckDB connection, on `app`: counts what runs on it, stops it when told to, words its errors. */
export class Session {
  readonly #c: DuckDBConnection;
  readonly #owner: SessionOwner;
  #last: Promise<void> = Promise.resolve();
  #running = 0;
  #stoppable: Promise<void> | undefined;
  #closed: unknown;

  constructor(c: DuckDBConnection, owner: SessionOwner) {
    this.#c = c;
    this.#owner = owner;
  }

  get closed(): boolean {
    return this.#closed !== undefined;
  }

  /**
   * Runs one statement and reads its result to the end, one after the other: another statement would cut off a stream.
   * `finish`: is not stopped by a time limit or the user.
   * @throws statement-time-limit, interrupted, disk-full, memory-exceeded, or DuckDB's own error
   */
  async use<T>(fn: (c: DuckDBConnection) => Promise<T>, finish = false): Promise<T> {
    const statement = this.#last.then(() => this.#run(fn, finish));
    const settled = statement.then(nothing, nothing);
    this.#last = settled;
    this.#running++;
    void settled.then(() => this.#running--);
    try {
      return await statement;
    } catch (error) {
      const known = this.#reason(error);
      if (saysThat("invalidated", error)) await this.#owner.recover(this, known);
      throw known;
    }
  }

  async #run<T>(fn: (c: DuckDBConnection) => Promise<T>, finish: boolean): Promise<T> {
    if (this.#closed) throw this.#closed;
    if (finish) return fn(this.#c);
    if (this.#owner.stopped) throw new KindredError("interrupted");
    const statement = this.#limited(fn);
    this.#stoppable = statement.then(nothing, nothing);
    try {
      return await statement;
    } finally {
      this.#stoppable = undefined;
    }
  }

  async #limited<T>(fn: (c: DuckDBConnection) => Promise<T>): Promise<T> {
    const { statementMs } = this.#owner;
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.interrupt();
    }, statementMs);
    try {
      return await fn(this.#c);
    } catch (error) {
      if (late && saysThat("interrupted", error))
        throw new KindredError("statement-time-limit", { seconds: statementMs / 1000 }, { cause: error });
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  #reason(error: unknown): unknown {
    if (saysThat("interrupted", error)) {
      return this.#owner.stopped ? new KindredError("interrupted", {}, { cause: error }) : error;
    }
    return this.#owner.translate(error);
  }

  /** Stops what runs now. */
  interrupt(): void {
    if (!this.#stoppable) return;
    this.#c.interrupt();
    const again = setInterval(() => this.#c.interrupt(), INTERRUPT_AGAIN_MS);
    void this.#stoppable.then(() => clearInterval(again));
  }

  /** Resolves when no statement runs. */
  async settled(): Promise<void> {
    while (this.#running > 0) await this.#last;
  }

  /** Closes the connection; what comes later throws. */
  close(): void {
    if (this.#closed) return;
    this.#closed = new Error("the store is closed");
    this.#c.closeSync();
  }

  /**
   * Closes a connection of a lost database; what comes later throws `why`. An open transaction is ended before: closing
   * a connection that still has one ends the whole process there.
   */
  async abandon(why: unknown): Promise<void> {
    if (this.#closed) return;
    this.interrupt();
    this.#closed = why;
    await this.settled();
    await this.#c.run("ROLLBACK").catch(() => {});
    this.#c.closeSync();
  }
}
