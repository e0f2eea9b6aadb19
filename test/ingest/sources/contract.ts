import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { KindredError } from "../../../src/core/errors.ts";
import { addSource } from "../../../src/ingest/sources/add.ts";
import type { PulledConfig } from "../../../src/ingest/sources/stored.ts";
import { type SyncOptions, type SyncReport, syncSource } from "../../../src/ingest/sources/sync.ts";
import { Workspace } from "../workspace.ts";

/** An order line as a shop has it. */
export interface ShopLine {
  readonly line: number;
  readonly order: string;
  readonly customer: string;
  readonly product: string;
  readonly quantity: number;
  readonly price: string;
  readonly at: string;
}

/** A shop that a source pulls from: the other side, as the kit drives it. */
export interface Shop {
  /** Puts lines there, new or changed; the cursor moves. */
  put(lines: readonly ShopLine[]): Promise<void>;
  /** A row whose date is no date. */
  putBroken(): Promise<void>;
  /** The whole order is deleted. */
  removeOrder(order: string): Promise<void>;
  config(): PulledConfig;
  /** The environment; `secrets` stand in it and must stand nowhere else. */
  variable(name: string): string | undefined;
  readonly secrets: readonly string[];
  /** Makes the connection break in the middle of the next pull; it works again afterwards. */
  breakOnce(): Promise<void>;
  /** How often something broke. */
  breaks(): number;
}

const syncTime = new Date("2026-06-01T12:00:00Z");
const clock = { now: () => syncTime };

/** `orders` orders of two or three lines. */
function shopLines(orders: number): ShopLine[] {
  const lines: ShopLine[] = [];
  for (let o = 1; o <= orders; o++)
    for (let l = 1; l <= 2 + (o % 2); l++)
      lines.push({
        line: o * 10 + l,
        order: `A${String(o).padStart(5, "0")}`,
        customer: `c${o % 17}`,
        product: `p${(o * 3 + l) % 23}00`,
        quantity: 1 + ((o + l) % 4),
        price: `${(o % 9) + 1}.${String((o * 7) % 100).padStart(2, "0")}`,
        at: new Date(Date.UTC(2026, 0, 1 + (o % 90), o % 24, l % 60)).toISOString(),
      });
  return lines;
}

/** What stands of orders now, by what they say. */
export function standing(ws: Workspace) {
  return ws.store.rows(
    `SELECT o.order_id, c.customer_id, p.product_id, l.ordered_at, l.kind,
       (l.quantity_milli - coalesce(r.q, 0))::BIGINT AS q, (l.amount_minor - coalesce(r.a, 0))::BIGINT AS a
     FROM order_lines l JOIN orders o USING (order_key) LEFT JOIN customers c ON c.customer = l.customer
     LEFT JOIN products p ON p.product = l.product
     LEFT JOIN (SELECT line_key, sum(quantity_milli) AS q, sum(amount_minor) AS a FROM reversals GROUP BY 1) r ON r.line_key = l.line_key
     WHERE l.quantity_milli <> coalesce(r.q, 0)
       AND (l.kind = 'goods' OR l.order_key NOT IN (SELECT order_key FROM ended_orders))
     ORDER BY ALL`,
  );
}

/** Everything that was known before a moment. */
function knownBefore(ws: Workspace, moment: Date) {
  return ws.store.rows(
    `SELECT o.order_id, sum(o.amount_minor)::BIGINT AS amount, (SELECT coalesce(sum(r.amount_minor), 0)::BIGINT FROM reversals r
       JOIN orders x USING (order_key) WHERE x.order_id = o.order_id AND r.known_at < $1) AS back
     FROM orders o WHERE o.known_at < $1 GROUP BY 1 ORDER BY 1`,
    [moment],
  );
}

/**
 * What every pulled source keeps. `shop` gives an empty other side and is asked once a test; 300 orders are enough for any
 * source to be in the middle of them when it breaks.
 */
export function sourceContract(shop: () => Promise<Shop>): void {
  const within = async (fn: (ws: Workspace, there: Shop, sync: Sync) => Promise<void>) => {
    const there = await shop();
    const ws = await Workspace.open();
    const variable = (name: string) => there.variable(name);
    const sync: Sync = (more = {}) =>
      syncSource(ws.store, "shop", { clock, variable, pauses: [20, 50, 100, 200, 400], ...more });
    try {
      await addSource(ws.store, "shop", there.config(), { clock, variable });
      await fn(ws, there, sync);
    } finally {
      await ws.close();
    }
  };
  const adds = (r: SyncReport) => expect(r.stored + r.duplicates + r.rejected).toBe(r.received);

  test("first everything, then only what changed", () =>
    within(async (ws, there, sync) => {
      const lines = shopLines(300);
      await there.put(lines);
      const first = await sync();
      expect(first).toMatchObject({
        received: lines.length,
        stored: lines.length,
        duplicates: 0,
        rejected: 0,
      });
      expect(await standing(ws)).toHaveLength(lines.length);
      const second = await sync();
      expect(second).toMatchObject({ received: 0, stored: 0, removed: 0, import: null });
      const before = await knownBefore(ws, syncTime);
      const changed = lines
        .filter((l) => l.order === "A00150")
        .map((l, i) => (i === 0 ? { ...l, quantity: 99 } : l));
      await there.put([...changed, ...shopLines(301).slice(-3)]);
      const third = await sync();
      adds(third);
      expect(third.stored).toBe(changed.length + 3);
      const now = await standing(ws);
      expect(now.filter((l) => l.order_id === "A00150").map((l) => l.q)).toContain(99_000);
      expect(now).toHaveLength(lines.length + 3);
      // What was known before the change is as it was; the new order was new.
      expect((await knownBefore(ws, syncTime)).filter((o) => o.order_id !== "A00301")).toEqual(before);
      expect(await sync()).toMatchObject({ received: 0 });
    }));

  test("a change and the way back are followed; a deleted order is taken back from now on", () =>
    within(async (ws, there, sync) => {
      const lines = shopLines(30);
      await there.put(lines);
      await sync();
      const start = await standing(ws);
      const before = await knownBefore(ws, syncTime);
      const order = lines.filter((l) => l.order === "A00007");
      await there.put([{ ...order[0]!, product: "p99900" }]);
      await sync();
      const changed = await standing(ws);
      expect(changed.filter((l) => l.order_id === "A00007").map((l) => l.product_id)).toContain("p99900");
      expect(changed).toHaveLength(start.length);
      await there.put([order[0]!]);
      await sync();
      expect(await standing(ws)).toEqual(start);
      await there.removeOrder("A00007");
      const gone = await sync();
      expect(gone.removed).toBe(1);
      expect(await standing(ws)).toEqual(start.filter((l) => l.order_id !== "A00007"));
      expect(await knownBefore(ws, syncTime)).toEqual(before);
      expect(await sync()).toMatchObject({ received: 0, removed: 0 });
    }));

  test("a connection that breaks in the middle goes on and stores nothing twice", () =>
    within(async (ws, there, sync) => {
      const lines = shopLines(1000);
      await there.put(lines);
      await there.breakOnce();
      const report = await sync();
      expect(there.breaks()).toBeGreaterThan(0);
      expect(report).toMatchObject({ received: lines.length, stored: lines.length, duplicates: 0 });
      expect(await standing(ws)).toHaveLength(lines.length);
      expect(await sync()).toMatchObject({ received: 0 });
    }));

  test("a sync that is stopped before its commit leaves nothing; the next one stores everything once", () =>
    within(async (ws, there, sync) => {
      const lines = shopLines(300);
      await there.put(lines);
      const before = await ws.contents();
      const stop = new AbortController();
      const work = {
        signal: stop.signal,
        // The rows are staged by then, and not committed.
        onProgress: (step: string, done: number) => {
          if (step === "import" && done >= 60) stop.abort(new KindredError("interrupted"));
        },
      };
      await expect(sync({ work })).rejects.toMatchObject({ code: "interrupted" });
      expect(await ws.contents()).toEqual(before);
      expect(await ws.store.one("SELECT last_status, cursor FROM sources")).toEqual({
        last_status: "stopped",
        cursor: null,
      });
      expect(await sync()).toMatchObject({ received: lines.length, stored: lines.length });
    }));

  test("two syncs at once store everything once", () =>
    within(async (ws, there, sync) => {
      const lines = shopLines(100);
      await there.put(lines);
      const ended = await Promise.allSettled([sync(), sync()]);
      const busy = ended.filter((e) => e.status === "rejected");
      // Both began from the same place, so only one of them can have been stored.
      expect(busy).toHaveLength(1);
      for (const e of busy) expect(e.reason).toMatchObject({ code: "source-busy" });
      expect(await standing(ws)).toHaveLength(lines.length);
      const { n } = await ws.store.one<{ n: number }>("SELECT count(*) AS n FROM order_lines");
      expect(n).toBe(lines.length);
    }));

  test("a bad row is rejected with its reason, and the others are stored", () =>
    within(async (ws, there, sync) => {
      const lines = shopLines(30);
      await there.put(lines);
      await there.putBroken();
      const report = await sync();
      adds(report);
      expect(report).toMatchObject({ received: lines.length + 1, stored: lines.length, rejected: 1 });
      expect(await ws.store.rows("SELECT rule FROM rejects")).toEqual([{ rule: "date-unreadable" }]);
      expect(readFileSync(report.import!.rejectsFile!, "utf8")).toContain("date-unreadable");
    }));

  test("no secret stands in the workspace or in an error", () =>
    within(async (ws, there, sync) => {
      await there.put(shopLines(20));
      await sync();
      await ws.store.build((w) => w.run("CHECKPOINT app"));
      const files = ["kindred.duckdb"].map((f) => readFileSync(join(ws.store.workspace, f)));
      const error = await sync({ variable: (name) => `${there.variable(name)}-wrong` }).catch(
        (e: unknown) => e,
      );
      const told = [
        error instanceof KindredError ? JSON.stringify([error.data, error.message, String(error.cause)]) : "",
        JSON.stringify(await ws.store.rows("SELECT * FROM sources")),
        JSON.stringify(await ws.store.rows("SELECT * FROM source_runs")),
      ];
      expect(there.secrets.length).toBeGreaterThan(0);
      for (const secret of there.secrets) {
        for (const bytes of files) expect(bytes.includes(secret)).toBe(false);
        for (const text of told) expect(text).not.toContain(secret);
      }
    }));

  test("its account adds up over all runs", () =>
    within(async (ws, there, sync) => {
      const lines = shopLines(40);
      await there.put(lines);
      await sync();
      await there.put([{ ...lines[0]!, quantity: 77 }]);
      await sync();
      const sums = await ws.store.one<Record<string, number>>(
        `SELECT sum(received)::BIGINT AS received, sum(stored + duplicates + rejected)::BIGINT AS told, count(*) AS runs,
           count(*) FILTER (import_id IN (SELECT import_id FROM imports)) AS imports FROM source_runs`,
      );
      expect(sums.received).toBe(sums.told);
      expect(sums).toMatchObject({ runs: 2, imports: 2 });
    }));
}

type Sync = (more?: Partial<SyncOptions>) => Promise<SyncReport>;
