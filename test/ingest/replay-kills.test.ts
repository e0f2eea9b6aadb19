import { spawnSync } from "node:child_process";
import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { replayRejects } from "../../src/ingest/replay.ts";
import { Store } from "../../src/store/store.ts";
import { clock } from "../faults/facts.ts";
import { newFolder } from "../store/folder.ts";
import { Workspace } from "./workspace.ts";

const victim = join(import.meta.dirname, "replay-victim.ts");
const start = (workspace: string, statement = "") =>
  spawnSync(process.execPath, [victim, workspace, statement], { encoding: "utf8" });

test("killed anywhere, also in its COMMIT: each row is stored once when it is tried again", {
  timeout: 120_000,
}, async () => {
  const ws = await Workspace.open();
  const rows = Array.from({ length: 90 }, (_, i) => {
    const day = String(1 + (i % 28)).padStart(2, "0");
    return `${i >> 1},${i % 3 ? `2024-03-${day}` : `${day}#03#2024`},C${i % 7},tea-${i % 4},${i}.50`;
  });
  const file = ws.file(`order,date,customer,product,amount\n${rows.join("\n")}\n`);
  const map = { order: "order" };
  expect(await ws.import(file, "orders", { map, currency: "EUR" })).toMatchObject({
    stored: 60,
    rejected: 30,
  });
  await ws.store.close();
  const folder = newFolder();
  const copyOf = (name: string) => {
    cpSync(ws.store.workspace, join(folder, name), { recursive: true });
    return join(folder, name);
  };
  const whole = start(copyOf("whole"));
  expect(whole.status).toBe(0);
  const last = Number(whole.stdout);
  expect(last).toBeGreaterThan(30);
  for (const at of [12, Math.round(last * 0.7), last - 1, last]) {
    const workspace = copyOf(`at-${at}`);
    expect(start(workspace, String(at)).signal).toBe("SIGKILL");
    const store = await Store.open({ workspace, threads: 1, memoryLimitMb: 200, minFreeDiskMb: 0 });
    const { left } = await store.one<{ left: number }>("SELECT count(*) AS left FROM rejects");
    expect([0, 30]).toContain(left);
    const report = await replayRejects(store, { clock, dateFormat: "DD#MM#YYYY" });
    expect(report).toMatchObject({ tried: left, stored: left });
    expect(
      await store.rows(
        `SELECT count(*) AS n, count(DISTINCT row_number) AS rows, sum(amount_minor)::BIGINT AS amount FROM order_lines`,
      ),
    ).toEqual([{ n: 90, rows: 90, amount: 405_000 }]);
    expect(await store.rows("SELECT received, stored, duplicates, rejected FROM imports")).toEqual([
      { received: 90, stored: 90, duplicates: 0, rejected: 0 },
    ]);
    await store.close();
    expect(existsSync(join(workspace, "rejects", "1-orders.csv.next"))).toBe(false);
  }
  await ws.close();
});
