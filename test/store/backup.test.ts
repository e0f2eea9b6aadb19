import { spawn } from "node:child_process";
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { refresh } from "../../src/flows/refresh.ts";
import { backUpTo } from "../../src/store/backup.ts";
import { readBackup } from "../../src/store/backup-file.ts";
import { restoreBackup } from "../../src/store/restore.ts";
import type { Store } from "../../src/store/store.ts";
import { clock, LINES, writeOrders } from "../faults/facts.ts";
import { newFolder, openStore } from "./folder.ts";

const now = clock.now();

async function stored(): Promise<{ store: Store; folder: string; file: string }> {
  const folder = newFolder();
  const store = await openStore({ workspace: join(folder, "ws") });
  await store.write((w) =>
    w.run("INSERT INTO events (message_id, source) SELECT i::VARCHAR, 'web' FROM range(5000) t(i)"),
  );
  const { file } = await backUpTo(store, join(folder, "one.duckdb"), now);
  return { store, folder, file };
}

const count = (store: Store) => store.one<{ n: number }>("SELECT count(*) AS n FROM events");

describe("a restore drill", () => {
  test("backup while imports and events come in, kill, restore: all that was told before is there, nothing half", {
    timeout: 120_000,
  }, async () => {
    const folder = newFolder();
    const files = join(folder, "files");
    mkdirSync(files);
    for (let i = 1; i <= 30; i++) writeOrders(files, i);
    const backup = join(folder, "drill.duckdb");
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, "backup-victim.ts"), join(folder, "ws"), files, backup],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    let said = "";
    await new Promise<void>((resolve) => {
      child.stdout.on("data", (d: Buffer) => {
        said += d;
        const [, after = ""] = said.split("backup done\n");
        // The kill comes while more is written.
        if (after.split("\n").length > 3) child.kill("SIGKILL");
      });
      child.on("close", () => resolve());
    });
    const before = said.slice(0, said.indexOf("backup begins"));
    const told = (what: string, text: string) =>
      Number([...text.matchAll(new RegExp(`^${what} (\\d+)$`, "gm"))].at(-1)?.[1] ?? 0);
    expect(told("import", before)).toBe(2);
    expect(said).toContain("backup done");

    const { kept, version } = await restoreBackup(backup, {
      workspace: join(folder, "new"),
      replace: false,
      now,
    });
    expect(kept).toBe(null);
    expect(version).toBeGreaterThan(8);
    const store = await openStore({ workspace: join(folder, "new") });
    const { n, last } = await store.one<{ n: number; last: number }>(
      "SELECT count(*) AS n, max(message_id::BIGINT) AS last FROM events WHERE source = 'drill'",
    );
    expect(n).toBe(last);
    expect(last).toBeGreaterThanOrEqual(told("event", before));
    expect(last).toBeLessThanOrEqual(told("event", said) + 1);
    const imports = await store.rows<{ id: number; stored: number; lines: number }>(
      `SELECT i.import_id AS id, any_value(i.stored) AS stored, count(l.line_key) AS lines
       FROM imports i LEFT JOIN order_lines l USING (import_id) GROUP BY 1 ORDER BY 1`,
    );
    expect(imports.length).toBeGreaterThanOrEqual(2);
    expect(imports.map((i) => i.id)).toEqual(imports.map((_, i) => i + 1));
    for (const one of imports) expect(one).toMatchObject({ stored: LINES, lines: LINES });
    expect(
      await store.rows(
        "SELECT 1 FROM duckdb_tables() WHERE database_name = 'app' AND table_name = 'backup_about'",
      ),
    ).toEqual([]);
    await refresh(store, { threads: 1, seed: 1, clock, work: {} });
    const { rfm } = await store.one<{ rfm: number }>("SELECT count(*) AS rfm FROM rfm");
    expect(rfm).toBeGreaterThan(0);
    expect(readdirSync(join(folder, "new", "out"))).toEqual([]);
  });
});

describe("where a backup goes", () => {
  test("into a folder under a name with its moment; a file that is there is left alone", async () => {
    const { store, folder, file } = await stored();
    mkdirSync(join(folder, "backups"));
    const { file: named } = await backUpTo(store, join(folder, "backups"), now);
    expect(named).toBe(join(folder, "backups", "kindred-20260101-000000.duckdb"));
    const bytes = readFileSync(file);
    await expect(backUpTo(store, file, now)).rejects.toMatchObject({ code: "backup-exists" });
    expect(readFileSync(file).equals(bytes)).toBe(true);
    await expect(backUpTo(store, join(folder, "none", "x"), now)).rejects.toMatchObject({
      code: "file-unreadable",
    });
    expect(readdirSync(join(folder, "ws", "out"))).toEqual([]);
    expect(readdirSync(folder).filter((name) => name.includes("part"))).toEqual([]);
  });

  test("it holds what stood when it was made, not what came later", async () => {
    const { store, folder, file } = await stored();
    await store.write((w) => w.run("INSERT INTO events (message_id, source) VALUES ('late', 'web')"));
    expect((await readBackup(file)).tables.find((t) => t.table === "events")).toMatchObject({ rows: 5000 });
    await restoreBackup(file, { workspace: join(folder, "new"), replace: false, now });
    const restored = await openStore({ workspace: join(folder, "new") });
    expect(await count(restored)).toEqual({ n: 5000 });
  });
});

describe("what is not restored", () => {
  test("a workspace that holds data is left alone; with `replace` they are kept beside", async () => {
    const { store, folder, file } = await stored();
    await store.write((w) => w.run("INSERT INTO events (message_id, source) VALUES ('late', 'web')"));
    const workspace = join(folder, "ws");
    await expect(restoreBackup(file, { workspace, replace: true, now })).rejects.toMatchObject({
      code: "workspace-locked",
    });
    await store.close();
    await expect(restoreBackup(file, { workspace, replace: false, now })).rejects.toMatchObject({
      code: "workspace-has-data",
    });
    const { kept } = await restoreBackup(file, { workspace, replace: true, now });
    const again = await openStore({ workspace });
    expect(await count(again)).toEqual({ n: 5000 });
    await again.close();
    mkdirSync(join(folder, "old"));
    copyFileSync(kept!, join(folder, "old", "kindred.duckdb"));
    expect(await count(await openStore({ workspace: join(folder, "old") }))).toEqual({ n: 5001 });
  });

  test("a backup that was cut, changed, or is another file is named, and nothing is made of it", async () => {
    const { folder, file } = await stored();
    const damaged = join(folder, "damaged.duckdb");
    const size = statSync(file).size;
    const wrecks: (() => void)[] = [
      () => truncateSync(damaged, Math.floor(size / 2)),
      () => writeFileSync(damaged, "no data file at all"),
      () => writeFileSync(damaged, ""),
      () => {
        const fd = openSync(damaged, "r+");
        // Every other block from the third on: the data of the tables are among them.
        for (let at = 12_288 + 262_144; at < size; at += 262_144)
          writeSync(fd, Buffer.alloc(512, 7), 0, 512, at + 64);
        closeSync(fd);
      },
    ];
    for (const wreck of wrecks) {
      copyFileSync(file, damaged);
      wreck();
      await expect(
        restoreBackup(damaged, { workspace: join(folder, "new"), replace: false, now }),
      ).rejects.toMatchObject({ code: "backup-damaged" });
      expect(existsSync(join(folder, "new"))).toBe(false);
    }
    await expect(
      restoreBackup(join(folder, "none"), { workspace: join(folder, "new"), replace: false, now }),
    ).rejects.toMatchObject({ code: "file-missing" });
    const plain = join(folder, "ws", "kindred.duckdb");
    copyFileSync(plain, damaged);
    await expect(
      restoreBackup(damaged, { workspace: join(folder, "new"), replace: false, now }),
    ).rejects.toMatchObject({ code: "backup-damaged" });
  });

  test("a backup of a newer version is named", async () => {
    const { store, folder } = await stored();
    await store.write((w) => w.run("INSERT INTO migrations VALUES (9001, now()::TIMESTAMP)"));
    await expect(backUpTo(store, join(folder, "newer.duckdb"), now)).rejects.toMatchObject({
      code: "workspace-newer",
    });
  });

  test("a damaged workspace can be replaced by a backup", async () => {
    const { store, folder, file } = await stored();
    await store.close();
    const workspace = join(folder, "ws");
    writeFileSync(join(workspace, "kindred.duckdb"), "wreck");
    await expect(restoreBackup(file, { workspace, replace: false, now })).rejects.toMatchObject({
      code: "workspace-has-data",
    });
    const { kept } = await restoreBackup(file, { workspace, replace: true, now });
    expect(readFileSync(kept!, "utf8")).toBe("wreck");
    expect(await count(await openStore({ workspace }))).toEqual({ n: 5000 });
  });
});
