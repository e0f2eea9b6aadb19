import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { Random } from "../../../src/core/random.ts";
import { addSource } from "../../../src/ingest/sources/add.ts";
import { syncSource } from "../../../src/ingest/sources/sync.ts";
import { Store } from "../../../src/store/store.ts";
import { ApiServer } from "./api-server.ts";

const KILLS = 12;
const clock = { now: () => new Date("2026-06-01T12:00:00Z") };

test(`kill -9 in the middle of syncs, ${KILLS} times: nothing left out, nothing twice`, async () => {
  const folder = mkdtempSync(join(tmpdir(), "kindred-sync-kills-"));
  const workspace = join(folder, "ws");
  const api = await ApiServer.start();
  const variables = { KILL_ID: api.clientId, KILL_SECRET: api.clientSecret };
  const variable = (name: string) => variables[name as keyof typeof variables];
  const random = new Random(20);
  try {
    let store = await Store.open({ workspace, memoryLimitMb: 200 });
    await addSource(
      store,
      "shop",
      {
        kind: "http-pull",
        as: "orders",
        url: `${api.url}/orders`,
        auth: {
          type: "oauth2",
          tokenUrl: `${api.url}/token`,
          clientIdEnv: "KILL_ID",
          clientSecretEnv: "KILL_SECRET",
        },
        items: "data.orders",
        lines: "line_items",
        key: "id",
        cursor: { path: "updated_at", parameter: "updated_since" },
        paging: { type: "cursor", parameter: "after", path: "meta.next" },
        currency: "EUR",
        map: { customer: "customer.id", date: "ordered_at", product: "line_items.sku" },
      },
      { clock, variable },
    );
    await store.close();
    let orders = 0;
    const add = (count: number) => {
      for (let i = 0; i < count; i++) {
        const id = `k${++orders}`;
        api.orders.set(id, {
          id,
          customer: { id: `c${orders % 9}` },
          ordered_at: new Date(Date.UTC(2026, 0, 1, 0, orders)).toISOString(),
          updated_at: new Date(Date.UTC(2026, 4, 1, 0, 0, orders)).toISOString(),
          deleted_at: null,
          line_items: [
            { sku: `p${orders % 5}00`, quantity: 1, price: 2.5 },
            { sku: "p900", quantity: 2, price: 1 },
          ],
        });
      }
    };
    add(150);
    let synced = 0;
    let killed = 0;
    for (let round = 0; round < KILLS; round++) {
      const child = fork(join(import.meta.dirname, "sync-victim.ts"), [workspace], {
        env: { ...process.env, ...variables },
        stdio: ["ignore", "ignore", "inherit", "ipc"],
      });
      const gone = new Promise<void>((done) => child.once("exit", () => done()));
      const heard = (word: string) =>
        new Promise<void>((done) => child.on("message", (m) => m === word && done()));
      const ended = heard("synced").then(() => synced++);
      // Every third is killed in the syncs that come after the first.
      await Promise.race([round % 3 === 2 ? ended : heard("open"), gone]);
      await pause(random.int(900));
      child.kill("SIGKILL");
      await gone;
      killed++;
      store = await Store.open({ workspace, memoryLimitMb: 200 });
      const state = await store.one<{ lines: number; told: number; stored: number }>(
        `SELECT (SELECT count(*) FROM order_lines) AS lines, (SELECT coalesce(sum(stored), 0)::BIGINT FROM source_runs) AS told,
           (SELECT coalesce(sum(stored), 0)::BIGINT FROM imports) AS stored`,
      );
      // What the account says is what is there, at every moment.
      expect(state).toEqual({ lines: state.lines, told: state.lines, stored: state.lines });
      expect(state.lines % 2).toBe(0);
      await store.close();
      add(20);
    }
    expect(killed).toBe(KILLS);
    expect(synced).toBeGreaterThan(0);
    store = await Store.open({ workspace, memoryLimitMb: 200 });
    await syncSource(store, "shop", { clock, variable });
    const end = await store.one(
      "SELECT count(*) AS lines, count(DISTINCT order_key) AS orders, sum(amount_minor)::BIGINT AS amount FROM order_lines",
    );
    expect(end).toEqual({ lines: 2 * orders, orders, amount: 450 * orders });
    await store.close();
  } finally {
    await api.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
