import type { DuckDBConnection } from "@duckdb/node-api";
import { saysThat } from "./engine-failure.ts";
import type { Session } from "./session.ts";
import { type Writer, writerOn } from "./writer.ts";

/** One open transaction on a session: ends by `commit` or `rollback`. */
export class Transaction {
  readonly writer: Writer;
  readonly #session: Session;
  #failure: unknown;
  #open = true;

  private constructor(session: Session) {
    this.#session = session;
    this.writer = writerOn((fn) => this.#use(fn));
  }

  static async begin(session: Session): Promise<Transaction> {
    await session.use((c) => c.run("BEGIN"));
    return new Transaction(session);
  }

  async #use<T>(fn: (c: DuckDBConnection) => Promise<T>): Promise<T> {
    if (!this.#open)
      throw new Error("a statement came after its transaction had ended: an `await` is missing");
    try {
      return await this.#session.use(fn);
    } catch (error) {
      this.#failure ??= error;
      throw error;
    }
  }

  /** Resolves when the changes are on disk. After a failed statement it throws, whoever caught that failure before. */
  async commit(): Promise<void> {
    await this.#session.settled();
    this.#open = false;
    try {
      // COMMIT of an aborted transaction answers OK and stores nothing; any other statement says that it is aborted.
      await this.#session.use((c) => c.run("SELECT 1"));
    } catch (error) {
      await this.rollback();
      throw this.#failure ?? error;
    }
    try {
      await this.#session.use((c) => c.run("COMMIT"), true);
    } catch (error) {
      if (saysThat("durable", error)) return;
      await this.rollback();
      throw error;
    }
  }

  async rollback(): Promise<void> {
    await this.#session.settled();
    this.#open = false;
    if (!this.#session.closed) await this.#session.use((c) => c.run("ROLLBACK"), true).catch(() => {});
  }
}

/** All of `fn` or nothing. */
export async function inTransaction<T>(session: Session, fn: (w: Writer) => Promise<T>): Promise<T> {
  const transaction = await Transaction.begin(session);
  let result: T;
  try {
    result = await fn(transaction.writer);
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
  await transaction.commit();
  return result;
}
