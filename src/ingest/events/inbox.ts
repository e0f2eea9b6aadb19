import type { Clock } from "../../core/clock.ts";
import { KindredError } from "../../core/errors.ts";
import type { Store } from "../../store/store.ts";
import type { Writer } from "../../store/writer.ts";
import { type MessageHash, messageHash } from "./message-hash.ts";
import type { Checked, Refusal, TrackedEvent } from "./tracked-event.ts";
import { dayOf, MessageWindow } from "./window.ts";

/** What became of one event of a call. */
export type Result =
  | { readonly messageId: string; readonly status: "stored" | "duplicate" }
  | { readonly messageId: string | null; readonly status: "rejected"; readonly refusal: Refusal };

export interface InboxOptions {
  readonly clock: Clock;
  /** Most events that may wait for their commit; more are refused with `overloaded`. */
  readonly capacity?: number;
  /** Called after a commit that stored events. */
  readonly onStored?: (events: readonly TrackedEvent[]) => void;
}

interface Held {
  readonly source: string;
  readonly event: TrackedEvent;
  readonly hash: MessageHash;
  readonly receivedMs: number;
}

interface HeldRefusal {
  readonly source: string;
  readonly refusal: Refusal;
  readonly receivedMs: number;
}

interface Receipt {
  received: number;
  stored: number;
  duplicates: number;
  rejected: number;
}

/** What one COMMIT carries. */
class Group {
  readonly events: Held[] = [];
  readonly refusals: HeldRefusal[] = [];
  readonly receipts = new Map<string, Receipt>();
  readonly committed = Promise.withResolvers<void>();
  receivedMs = 0;

  constructor() {
    // Whoever waits handles the failure; a group nobody waits for any more must not end the process.
    this.committed.promise.catch(() => {});
  }

  get size(): number {
    return this.events.length + this.refusals.length;
  }

  receipt(source: string): Receipt {
    let receipt = this.receipts.get(source);
    if (!receipt) {
      receipt = { received: 0, stored: 0, duplicates: 0, rejected: 0 };
      this.receipts.set(source, receipt);
    }
    return receipt;
  }
}

/** Events and refusals that wait for a commit, or are in one. */
const CAPACITY = 50_000;
/** Events of one commit. */
const GROUP = 10_000;

/**
 * Where events come in: what gathers while a COMMIT runs is stored by the next one, and each call is answered after the
 * COMMIT that holds it. A message that was stored in the last 31 days, or is about to be, is a duplicate.
 */
export class EventInbox {
  readonly #store: Store;
  readonly #options: InboxOptions;
  readonly #capacity: number;
  readonly #window: MessageWindow;
  readonly #pending = new Map<string, Group>();
  readonly #groups: Group[] = [];
  #waiting = 0;
  #nextId: number;
  #draining: Promise<void> | undefined;

  private constructor(store: Store, options: InboxOptions, window: MessageWindow, nextId: number) {
    this.#store = store;
    this.#options = options;
    this.#capacity = options.capacity ?? CAPACITY;
    this.#window = window;
    this.#nextId = nextId;
  }

  /** Reads back which messages were stored in the last 31 days. */
  static async open(store: Store, options: InboxOptions): Promise<EventInbox> {
    const window = await MessageWindow.of(store, options.clock.now());
    const { last } = await store.one<{ last: number }>(
      `SELECT greatest((SELECT coalesce(max(event_id), 0) FROM events), (SELECT coalesce(max(event_id), 0) FROM event_inbox)) AS last`,
    );
    return new EventInbox(store, options, window, last + 1);
  }

  /** Events that wait for their commit. */
  get waiting(): number {
    return this.#waiting;
  }

  /**
   * Stores the good events of one call and the refusals; resolves, in the order of `checked`, when all of it is on disk.
   * @throws overloaded where too much waits, and what the store throws; then nothing may be taken as stored
   */
  async receive(source: string, checked: readonly Checked[], receivedMs: number): Promise<Result[]> {
    if (this.#waiting + checked.length > this.#capacity && this.#waiting > 0)
      throw new KindredError("overloaded", { waiting: this.#waiting, limit: this.#capacity });
    if (checked.length === 0) return [];
    const group = this.#open();
    group.receivedMs = receivedMs;
    const receipt = group.receipt(source);
    const awaited = new Set([group]);
    const today = dayOf(receivedMs);
    const results: Result[] = [];
    for (const one of checked) {
      receipt.received++;
      this.#waiting++;
      if ("refusal" in one) {
        receipt.rejected++;
        group.refusals.push({ source, refusal: one.refusal, receivedMs });
        results.push({ messageId: one.refusal.messageId, status: "rejected", refusal: one.refusal });
        continue;
      }
      const { event } = one;
      const hash = messageHash(source, event.messageId);
      const twin = this.#pending.get(hash.key);
      if (twin || this.#window.has(hash, today)) {
        receipt.duplicates++;
        if (twin) awaited.add(twin);
        results.push({ messageId: event.messageId, status: "duplicate" });
        continue;
      }
      receipt.stored++;
      this.#pending.set(hash.key, group);
      group.events.push({ source, event, hash, receivedMs });
      results.push({ messageId: event.messageId, status: "stored" });
    }
    this.#draining ??= this.#drain();
    try {
      await Promise.all([...awaited].map((g) => g.committed.promise));
    } finally {
      this.#waiting -= checked.length;
    }
    return results;
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    await this.#draining;
  }

  /** The group that takes the next call. */
  #open(): Group {
    const last = this.#groups.at(-1);
    if (last && last.size < GROUP) return last;
    const group = new Group();
    this.#groups.push(group);
    return group;
  }

  async #drain(): Promise<void> {
    // What comes in the same turn goes into the first commit too.
    await null;
    for (let group = this.#groups.shift(); group; group = this.#groups.shift()) await this.#settle(group);
    this.#draining = undefined;
  }

  async #settle(group: Group): Promise<void> {
    const first = this.#nextId;
    this.#nextId += group.events.length;
    try {
      await this.#store.write((w) => append(w, group, first));
    } catch (error) {
      for (const { hash } of group.events) this.#pending.delete(hash.key);
      group.committed.reject(error);
      return;
    }
    // A message counts as known only now that it is on disk.
    for (const { hash, receivedMs } of group.events) {
      this.#window.add(hash, dayOf(receivedMs));
      this.#pending.delete(hash.key);
    }
    group.committed.resolve();
    if (group.events.length > 0) this.#options.onStored?.(group.events.map((h) => h.event));
  }
}

async function append(w: Writer, group: Group, firstId: number): Promise<void> {
  const { events, refusals, receipts } = group;
  if (events.length > 0)
    await w.append("event_inbox", [
      BigInt64Array.from(events, (_, i) => BigInt(firstId + i)),
      events.map((h) => h.source),
      events.map((h) => h.event.messageId),
      events.map((h) => h.event.type),
      events.map((h) => h.event.name),
      events.map((h) => h.event.userId),
      events.map((h) => h.event.anonymousId),
      events.map((h) => h.event.previousId),
      BigInt64Array.from(events, (h) => BigInt(h.event.occurredMs)),
      BigInt64Array.from(events, (h) => BigInt(h.event.knownMs)),
      BigInt64Array.from(events, (h) => BigInt(h.receivedMs)),
      events.map((h) => h.event.properties),
      events.map((h) => h.event.context),
    ]);
  if (refusals.length > 0)
    await w.append("event_rejects", [
      refusals.map((r) => r.source),
      BigInt64Array.from(refusals, (r) => BigInt(r.receivedMs)),
      refusals.map((r) => r.refusal.messageId),
      refusals.map((r) => r.refusal.column),
      refusals.map((r) => r.refusal.value),
      refusals.map((r) => r.refusal.rule),
      refusals.map((r) => r.refusal.raw),
    ]);
  const sources = [...receipts.keys()];
  const counts = (name: keyof Receipt) =>
    BigInt64Array.from(receipts.values(), (receipt) => BigInt(receipt[name]));
  await w.append("event_receipts", [
    sources,
    BigInt64Array.from(sources, () => BigInt(group.receivedMs)),
    counts("received"),
    counts("stored"),
    counts("duplicates"),
    counts("rejected"),
  ]);
}
