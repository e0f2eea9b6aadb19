import { KindredError } from "../core/errors.ts";
import type { Writer } from "./writer.ts";

type Work<T> = (w: Writer) => Promise<T>;
type Commit = <T>(work: Work<T>) => Promise<T>;

interface Waiting {
  readonly work: Work<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** Most writes that one COMMIT may carry. */
const GROUP = 1000;

/**
 * The one queue of small writes. What gathers while a COMMIT runs is committed together by the next one: a COMMIT waits
 * for the disk, a statement does not. Each write is told after the COMMIT that holds it.
 */
export class WriteQueue {
  readonly #commit: Commit;
  #waiting: (Waiting | (() => Promise<void>))[] = [];
  #draining: Promise<void> | undefined;

  /** `commit` runs its argument in one transaction and resolves when that is on disk. */
  constructor(commit: Commit) {
    this.#commit = commit;
  }

  /** Takes a write into the next group. `work` may run again where a neighbour in its group failed. */
  add<T>(work: Work<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#enqueue({ work, resolve: resolve as (value: unknown) => void, reject });
    });
  }

  /** Takes work that has a transaction of its own and must not overlap with the queue's. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#enqueue(() => work().then(resolve, reject));
    });
  }

  /** Resolves when nothing waits. */
  async idle(): Promise<void> {
    await this.#draining;
  }

  #enqueue(entry: Waiting | (() => Promise<void>)): void {
    this.#waiting.push(entry);
    this.#draining ??= this.#drain();
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const [first] = this.#waiting;
      if (typeof first === "function") {
        this.#waiting.shift();
        await first();
        continue;
      }
      const end = this.#waiting.findIndex((entry, i) => i === GROUP || typeof entry === "function");
      await this.#settle(this.#waiting.splice(0, end < 0 ? this.#waiting.length : end) as Waiting[]);
    }
    this.#draining = undefined;
  }

  /** Commits a group; where it fails, its halves, so that a bad write takes nobody down with it. */
  async #settle(group: readonly Waiting[]): Promise<void> {
    let values: unknown[];
    try {
      values = await this.#commit(async (w) => {
        const out: unknown[] = [];
        for (const { work } of group) out.push(await work(w));
        return out;
      });
    } catch (error) {
      if (group.length === 1 || isEveryones(error)) for (const { reject } of group) reject(error);
      else {
        const half = group.length >> 1;
        await this.#settle(group.slice(0, half));
        await this.#settle(group.slice(half));
      }
      return;
    }
    for (const [i, { resolve }] of group.entries()) resolve(values[i]);
  }
}

/** Whether an error would meet every write of the group: then trying them one by one is of no use. */
function isEveryones(error: unknown): boolean {
  return error instanceof KindredError && (error.code === "disk-full" || error.code === "interrupted");
}
