import { randomUUID } from "node:crypto";
import type { Clock } from "../../core/clock.ts";
import { KindredError } from "../../core/errors.ts";
import type { Store } from "../../store/store.ts";
import { type Arrival, checkEvent, refuseWithdrawn } from "./check-event.ts";
import { EventInbox, type Result } from "./inbox.ts";
import { RateLimit } from "./rate-limit.ts";
import { type Replayed, type ReplayOptions, replayRefused } from "./replay.ts";
import type { TrackedEvent } from "./tracked-event.ts";
import { Withdrawn } from "./withdrawn.ts";
import { type HttpSource, WriteKeys } from "./write-keys.ts";

export interface TrackingOptions {
  readonly clock: Clock;
  /** Most events that may wait for their commit. */
  readonly capacity?: number;
  /** Called after a commit that stored events. */
  readonly onStored?: (events: readonly TrackedEvent[]) => void;
}

/** One call of a client. */
export interface Call {
  readonly source: HttpSource;
  readonly items: readonly unknown[];
  readonly sentAt?: unknown;
  readonly historical: boolean;
}

/** Calls that may wait while the window of known messages is read at the start. */
const EARLY_CALLS = 1000;

/** The tracking API without HTTP: looks at events, refuses what nobody may store, stores the rest. */
export class Tracking {
  static readonly #ofStore = new WeakMap<Store, Tracking>();
  readonly keys: WriteKeys;
  readonly withdrawn = new Withdrawn();
  readonly #store: Store;
  readonly #options: TrackingOptions;
  readonly #limits = new RateLimit();
  #inbox: EventInbox | undefined;
  #opening: Promise<EventInbox> | undefined;
  #early = 0;

  constructor(store: Store, options: TrackingOptions) {
    this.#store = store;
    this.#options = options;
    this.keys = new WriteKeys(store, options.clock);
    Tracking.#ofStore.set(store, this);
  }

  /** The one that takes the events of a store: two would not know of each other's messages. */
  static of(store: Store, options: TrackingOptions): Tracking {
    return Tracking.#ofStore.get(store) ?? new Tracking(store, options);
  }

  /** Reads back the messages of the last 31 days; a call that comes before waits for it. */
  open(): Promise<EventInbox> {
    this.#opening ??= this.#open().catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  /**
   * What became of each event of a call, after all of it is on disk.
   * @throws overloaded, too-many-events, and what the store throws
   */
  async receive({ source, items, sentAt, historical }: Call): Promise<Result[]> {
    const { clock } = this.#options;
    const receivedMs = clock.now().getTime();
    if (!this.#limits.takes(source, items.length, receivedMs))
      throw new KindredError("too-many-events", { source: source.name, limit: source.eventsPerSecond ?? 0 });
    const inbox = this.#inbox ?? (await this.#opened());
    const arrival: Arrival = { receivedMs, historical, sentAt, newId: randomUUID };
    const said: TrackedEvent[] = [];
    const checked = items.map((item) => {
      const one = checkEvent(item, arrival);
      if (!("event" in one)) return one;
      if (one.event.consent !== null) said.push(one.event);
      return this.withdrawn.covers(one.event, said) ? refuseWithdrawn(item, one.event) : one;
    });
    return inbox.receive(source.name, checked, receivedMs);
  }

  /** Tries the refused events of a source again. */
  async replay(options: ReplayOptions): Promise<Replayed> {
    const inbox = this.#inbox ?? (await this.#opened());
    return replayRefused(this.#store, inbox, this.withdrawn, this.#options.clock, options);
  }

  /** Resolves when nothing waits for its commit. */
  async close(): Promise<void> {
    await this.#opening?.catch(() => {});
    await this.#inbox?.idle();
  }

  async #opened(): Promise<EventInbox> {
    if (this.#early >= EARLY_CALLS)
      throw new KindredError("overloaded", { waiting: this.#early, limit: EARLY_CALLS });
    this.#early++;
    try {
      return await this.open();
    } finally {
      this.#early--;
    }
  }

  async #open(): Promise<EventInbox> {
    const { onStored } = this.#options;
    await this.withdrawn.read(this.#store);
    this.#inbox = await EventInbox.open(this.#store, {
      ...this.#options,
      onStored: (events) => {
        this.withdrawn.hear(events);
        onStored?.(events);
      },
    });
    return this.#inbox;
  }
}
