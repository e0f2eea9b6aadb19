import type { Database } from "./database.ts";
import type { DiskWatch } from "./disk.ts";
import { inTransaction, Transaction } from "./transaction.ts";
import { WriteQueue } from "./write-queue.ts";
import { type Writer, writerOn } from "./writer.ts";

/** A piece of work on one connection. */
export type Work<T> = (w: Writer) => Promise<T>;

/** The ways to the data; see `Store`, whose methods they are. */
export interface Lanes {
  read<T>(work: Work<T>): Promise<T>;
  tx<T>(work: Work<T>): Promise<T>;
  write<T>(work: Work<T>): Promise<T>;
  build<T>(work: Work<T>): Promise<T>;
  publish(work: Work<void>): Promise<void>;
  draft<T>(fn: (lanes: Lanes) => Promise<T>): Promise<T>;
}

/** Reads, transactions and builds on connections of their own, small writes and publications through one queue. */
export class OpenLanes implements Lanes {
  readonly #database: Database;
  readonly #disk: DiskWatch;
  readonly #queue: WriteQueue;

  constructor(database: Database, disk: DiskWatch) {
    this.#database = database;
    this.#disk = disk;
    this.#queue = new WriteQueue((work) => this.tx(work));
  }

  read<T>(work: Work<T>): Promise<T> {
    return this.#database.reading((s) => work(writerOn((fn) => s.use(fn))));
  }

  async tx<T>(work: Work<T>): Promise<T> {
    this.#disk.requireRoom();
    return this.#database.owning((s) => inTransaction(s, work));
  }

  write<T>(work: Work<T>): Promise<T> {
    return this.#queue.add(work);
  }

  async build<T>(work: Work<T>): Promise<T> {
    this.#disk.requireRoom();
    return this.#database.owning((s) => work(writerOn((fn) => s.use(fn))));
  }

  publish(work: Work<void>): Promise<void> {
    return this.#queue.alone(() => this.tx(work));
  }

  async draft<T>(fn: (lanes: Lanes) => Promise<T>): Promise<T> {
    this.#disk.requireRoom();
    return this.#database.owning(async (s) => {
      const transaction = await Transaction.begin(s);
      try {
        const result = await fn(new DraftLanes(transaction.writer));
        await this.#queue.alone(() => transaction.commit());
        return result;
      } catch (error) {
        await transaction.rollback();
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    await this.#queue.idle();
    await this.#database.close();
  }
}

/** Everything on the one connection of an open transaction. */
class DraftLanes implements Lanes {
  readonly #writer: Writer;

  constructor(writer: Writer) {
    this.#writer = writer;
  }

  readonly #run = <T>(work: Work<T>): Promise<T> => work(this.#writer);
  readonly read = this.#run;
  readonly tx = this.#run;
  readonly write = this.#run;
  readonly build = this.#run;
  readonly publish = this.#run<void>;

  draft<T>(fn: (lanes: Lanes) => Promise<T>): Promise<T> {
    return fn(this);
  }
}
