import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ApiServer } from "../ingest/sources/api-server.ts";

const main = join(import.meta.dirname, "..", "..", "src", "main.ts");
let folder: string;
let api: ApiServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "kindred-cli-source-"));
  api = await ApiServer.start();
});
afterAll(async () => {
  await api.stop();
  rmSync(folder, { recursive: true, force: true });
});

function kindred(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [main, ...args, "--workspace", join(folder, "ws")], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ERP_ID: api.clientId, ERP_SECRET: api.clientSecret },
    });
    let [out, err] = ["", ""];
    child.stdout.on("data", (d) => {
      out += d;
    });
    child.stderr.on("data", (d) => {
      err += d;
    });
    child.on("close", (code) => resolve({ code, out, err }));
  });
}

function put(id: number, quantity: number, second: number): void {
  api.orders.set(String(id), {
    id: String(id),
    client: `c${id % 3}`,
    ordered: `2026-01-0${1 + (id % 9)}T08:00:00Z`,
    updated_at: new Date(Date.UTC(2026, 4, 1, 0, 0, second)).toISOString(),
    deleted_at: null,
    line_items: [{ sku: `p${id}00`, quantity, price: 2.5 }],
  });
}

test("source add, sync, list, remove: in words and as JSON, without a secret anywhere", async () => {
  for (let id = 1; id <= 6; id++) put(id, 1, id);
  const config = join(folder, "erp.json");
  writeFileSync(
    config,
    JSON.stringify({
      as: "orders",
      url: `${api.url}/orders`,
      auth: {
        type: "oauth2",
        tokenUrl: `${api.url}/token`,
        clientIdEnv: "ERP_ID",
        clientSecretEnv: "ERP_SECRET",
      },
      items: "data.orders",
      lines: "line_items",
      key: "id",
      cursor: { path: "updated_at", parameter: "updated_since" },
      paging: { type: "cursor", parameter: "after", path: "meta.next" },
    }),
  );
  const added = await kindred(
    "source",
    "add",
    "erp",
    "--kind",
    "http-pull",
    "--config",
    config,
    "--currency",
    "EUR",
    "--every",
    "1h",
  );
  expect(added, added.err).toMatchObject({ code: 0 });
  expect(added.out).toContain("customer = client");
  const first = await kindred("source", "sync", "erp", "--json");
  expect(first, first.err).toMatchObject({ code: 0 });
  expect(JSON.parse(first.out)).toMatchObject({
    source: "erp",
    received: 6,
    stored: 6,
    duplicates: 0,
    rejected: 0,
    removed: 0,
  });
  put(3, 7, 100);
  const second = await kindred("source", "sync", "--lang", "ru");
  expect(second.out).toContain("получено строк 1 = сохранено 1");
  const listed = JSON.parse((await kindred("source", "list", "--json")).out).sources;
  expect(listed).toMatchObject([
    {
      name: "erp",
      kind: "http-pull",
      table: "orders",
      everySeconds: 3600,
      received: 7,
      stored: 7,
      runs: 2,
      lastStatus: "done",
    },
  ]);
  const unknown = await kindred("source", "sync", "epr");
  expect(unknown.code).toBe(1);
  expect(unknown.err).toContain("The sources are: erp");
  const wrong = await kindred("source", "add", "x", "--kind", "mysql");
  expect(wrong.code).toBe(2);
  expect(await kindred("source", "remove", "erp")).toMatchObject({ code: 0 });
  expect((await kindred("source", "list")).out).toContain("no source yet");
  for (const run of [added, first, second, unknown])
    expect(run.out + run.err).not.toContain(api.clientSecret);
  const files = readdirSync(join(folder, "ws"), { recursive: true, encoding: "utf8" });
  for (const file of files.map((f) => join(folder, "ws", f)).filter((f) => statSync(f).isFile()))
    expect(readFileSync(file).includes(api.clientSecret), file).toBe(false);
});
