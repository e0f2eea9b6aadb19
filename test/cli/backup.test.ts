// Rejected rows read again, backup and restore at the command line, through a running server where there is one.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const main = join(import.meta.dirname, "..", "..", "src", "main.ts");
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kindred-cli-backup-"));
  writeFileSync(
    join(folder, "shop.csv"),
    "invoice,customer,date,amount\n1,ann,2024-01-02,10.50\n2,bob,03#01#2024,7.00\n3,ann,2024-02-05,3.25\n4,ann,2024-02-06,none?\n",
  );
  mkdirSync(join(folder, "backups"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function start(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [main, ...args], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
}

async function kindred(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = start(args);
  let [out, err] = ["", ""];
  child.stdout!.on("data", (d) => {
    out += d;
  });
  child.stderr!.on("data", (d) => {
    err += d;
  });
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, out, err };
}

test("through a server: replay says the account, backup takes a relative path; restored, the rest is replayed in the new workspace", {
  timeout: 120_000,
}, async () => {
  const server = start(["serve", "--port", "0", "--json", "-w", "ws"]);
  await new Promise<void>((resolve) => {
    let said = "";
    server.stdout!.on("data", (d) => {
      said += d;
      if (/\}\s*$/.test(said)) resolve();
    });
  });
  try {
    expect((await kindred("import", "shop.csv", "--as", "orders", "-w", "ws")).code).toBe(3);
    const replay = await kindred("replay", "--import", "1", "--date-format", "DD#MM#YYYY", "-w", "ws");
    expect(replay.code).toBe(3);
    expect(replay.out).toContain("2 tried, 1 stored, 0 known already, 1 still rejected");
    expect(replay.out).toContain("4 rows received = 3 stored + 0 duplicates + 1 rejected");
    const backup = await kindred("backup", "--to", "backups", "-w", "ws");
    expect(backup).toMatchObject({ code: 0, err: "" });
    expect(backup.out).toMatch(/The backup is whole and was read back: .*kindred-\d{8}-\d{6}\.duckdb/);
  } finally {
    server.kill("SIGTERM");
    await new Promise((resolve) => server.once("close", resolve));
  }
  const file = join("backups", readdirSync(join(folder, "backups"))[0]!);
  const restored = await kindred("restore", file, "-w", "new", "--json");
  expect(restored.code).toBe(0);
  expect(JSON.parse(restored.out)).toMatchObject({ imports: 1, orders: 3, kept: null });
  expect(readFileSync(join(folder, "new", "rejects", "1-orders.csv"), "utf8")).toContain("number-unreadable");
  const again = await kindred("restore", file, "-w", "new");
  expect(again.code).toBe(1);
  expect(again.err).toContain("holds data already");
  const mapped = await kindred("replay", "--map", "amount=invoice", "-w", "new", "--json");
  expect(JSON.parse(mapped.out)).toMatchObject({ tried: 1, stored: 1, stillRejected: 0 });
  expect((await kindred("replay", "-w", "new", "--lang", "ru")).out).toContain("Отклонённых строк нет");
  const damaged = join(folder, "damaged.duckdb");
  writeFileSync(damaged, "x");
  const refused = await kindred("restore", damaged, "-w", "other", "--lang", "zh");
  expect(refused.code).toBe(1);
  expect(refused.err).toContain("不是完整的 Kindred 备份");
});
