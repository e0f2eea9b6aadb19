import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Tracking } from "../../../src/ingest/events/tracking.ts";
import type { HttpSource } from "../../../src/ingest/events/write-keys.ts";
import { Store } from "../../../src/store/store.ts";

const web: HttpSource = { name: "web", origins: [] };

/** A store of its own for a test, that can be closed and opened again, with a clock that is set by hand. */
export class EventStore {
  readonly #folder = mkdtempSync(join(tmpdir(), "kindred-events-"));
  #store: Store | undefined;
  tracking!: Tracking;
  now = new Date("2026-03-01T12:00:00Z");
  freeMb = 1_000_000;
  readonly clock = { now: () => this.now };

  get store(): Store {
    if (!this.#store) throw new Error("not open");
    return this.#store;
  }

  async open(capacity?: number, memoryLimitMb = 300): Promise<this> {
    this.#store = await Store.open({
      workspace: join(this.#folder, "ws"),
      memoryLimitMb,
      minFreeDiskMb: 10,
      freeDiskMb: () => this.freeMb,
    });
    this.tracking = new Tracking(this.#store, { clock: this.clock, ...(capacity ? { capacity } : {}) });
    return this;
  }

  /** As a process that ends and starts again. */
  async restart(): Promise<void> {
    await this.tracking.close();
    await this.store.close();
    await this.open();
  }

  async close(): Promise<void> {
    await this.tracking.close();
    await this.#store?.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** One call of several events; each status in order. */
  async send(items: readonly object[], options: { historical?: boolean; source?: HttpSource } = {}) {
    const { historical = false, source = web } = options;
    const results = await this.tracking.receive({ source, items, historical });
    return results.map((r) => (r.status === "rejected" ? r.refusal.rule : r.status));
  }

  /** Events on disk: those that wait in the inbox and those that have left it. */
  async messageIds(): Promise<string[]> {
    const rows = await this.store.rows<{ id: string }>(
      "SELECT message_id AS id FROM (SELECT message_id FROM event_inbox UNION ALL SELECT message_id FROM events) ORDER BY 1",
    );
    return rows.map((r) => r.id);
  }
}

/** A track call. */
export function track(messageId: string, more: object = {}) {
  return { type: "track", event: "Product Viewed", userId: "u1", messageId, ...more };
}
