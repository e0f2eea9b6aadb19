import { DAY_MS } from "../../core/clock.ts";
import type { Reader } from "../../store/reader.ts";
import { type MessageHash, messageHashSql } from "./message-hash.ts";

/** Days after which a message of the same id is a new one. */
export const WINDOW_DAYS = 31;

const SHARDS = 256;
const FIRST_SLOTS = 64;
/** A shard grows when it is fuller than this, to a size where it is emptier than that. */
const FULL = 0.75;
const ROOMY = 0.53;
/** Events read at once when the window is made anew: others want to be answered in between. */
const PAGE = 25_000;

/** A day as it is stamped: whole days since 1970; 0 is an empty slot. */
export function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS);
}

/**
 * The messages of the last 31 days, by hash: a set by open addressing over typed arrays, 14 bytes a slot, in 256 parts
 * that grow one at a time, so that no call waits for the whole to be copied. What is older than the window is dropped
 * when its part has to grow.
 */
export class MessageWindow {
  // Of different sizes, else all would be full at the same moment.
  readonly #shards = Array.from(
    { length: SHARDS },
    (_, i) => new Shard(Math.round(FIRST_SLOTS * (FULL / ROOMY) ** (i / SHARDS))),
  );

  /** Whether the message was stored in the 31 days up to `today`. */
  has({ a, b, c }: MessageHash, today: number): boolean {
    return this.#shards[a % SHARDS]!.day(a, b, c) >= today - WINDOW_DAYS;
  }

  /** Takes a message in, as stored on `day`. */
  add({ a, b, c }: Pick<MessageHash, "a" | "b" | "c">, day: number): void {
    this.#shards[a % SHARDS]!.add(a, b, c, day);
  }

  /** Messages held, those counted that are older than the window but not yet dropped. */
  get size(): number {
    return this.#shards.reduce((n, s) => n + s.used, 0);
  }

  get bytes(): number {
    return this.#shards.reduce((n, s) => n + s.bytes, 0);
  }

  /** The window as of `now`, from the events that are stored. */
  static async of(reader: Reader, now: Date): Promise<MessageWindow> {
    const window = new MessageWindow();
    const oldest = dayOf(now.getTime()) - WINDOW_DAYS;
    const since = new Date(oldest * DAY_MS);
    const { first, last } = await reader.one<{ first: number | null; last: number | null }>(
      "SELECT min(event_id) AS first, max(event_id) AS last FROM events WHERE received_at >= $1",
      [since],
    );
    for (let from = first ?? 1; from <= (last ?? 0); from += PAGE)
      await window.#read(
        reader,
        `SELECT ${messageHashSql}, (epoch_ms(received_at) // ${DAY_MS})::INTEGER AS day FROM events
         WHERE event_id >= $2 AND event_id < $3 AND received_at >= $1`,
        [since, from, from + PAGE],
      );
    await window.#read(
      reader,
      `SELECT ${messageHashSql}, (received_ms // ${DAY_MS})::INTEGER AS day FROM event_inbox WHERE received_ms >= $1`,
      [since.getTime()],
    );
    return window;
  }

  async #read(reader: Reader, sql: string, params: (Date | number)[]): Promise<void> {
    const columns = await reader.columns(sql, params);
    const [a, b, c, day] = ["a", "b", "c", "day"].map((name) => columns[name] as Float64Array);
    for (let i = 0; i < a!.length; i++) this.add({ a: a![i]!, b: b![i]!, c: c![i]! }, day![i]!);
  }
}

/** One part of the set: slots in the order of the second word, collisions in the next free slot. */
class Shard {
  #words: Uint32Array;
  #days: Uint16Array;
  used = 0;

  constructor(slots: number) {
    this.#words = new Uint32Array(3 * slots);
    this.#days = new Uint16Array(slots);
  }

  get bytes(): number {
    return this.#words.byteLength + this.#days.byteLength;
  }

  /** The day stamped on a hash; −Infinity where it is not there. */
  day(a: number, b: number, c: number): number {
    const slot = this.#find(a, b, c);
    return this.#days[slot] === 0 ? Number.NEGATIVE_INFINITY : this.#days[slot]!;
  }

  add(a: number, b: number, c: number, day: number): void {
    let slot = this.#find(a, b, c);
    if (this.#days[slot] === 0) {
      if (this.used + 1 > FULL * this.#days.length) {
        this.#resize(day - WINDOW_DAYS);
        slot = this.#find(a, b, c);
      }
      this.#words.set([a, b, c], 3 * slot);
      this.used++;
    }
    if (day > this.#days[slot]!) this.#days[slot] = day;
  }

  /** The slot of a hash, or the empty one where it belongs. */
  #find(a: number, b: number, c: number): number {
    const words = this.#words;
    const days = this.#days;
    const slots = days.length;
    let slot = Math.floor((b / 2 ** 32) * slots);
    while (days[slot] !== 0) {
      const at = 3 * slot;
      if (words[at] === a && words[at + 1] === b && words[at + 2] === c) return slot;
      slot = slot + 1 === slots ? 0 : slot + 1;
    }
    return slot;
  }

  #resize(oldest: number): void {
    const [words, days] = [this.#words, this.#days];
    let live = 0;
    for (const day of days) if (day !== 0 && day >= oldest) live++;
    const slots = Math.max(FIRST_SLOTS, Math.ceil((live + 1) / ROOMY));
    this.#words = new Uint32Array(3 * slots);
    this.#days = new Uint16Array(slots);
    this.used = live;
    for (let i = 0; i < days.length; i++) {
      const day = days[i]!;
      if (day === 0 || day < oldest) continue;
      const [a, b, c] = [words[3 * i]!, words[3 * i + 1]!, words[3 * i + 2]!];
      const slot = this.#find(a, b, c);
      this.#words.set([a, b, c], 3 * slot);
      this.#days[slot] = day;
    }
  }
}
