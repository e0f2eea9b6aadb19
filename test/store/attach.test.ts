// Rule 1: in memory + ATTACH, `USE app` on every connection; migrations that replay; a copy before, CHECKPOINT after.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readOnly } from "../../src/store/inspect.ts";
import { migrationsIn, ownMigrations } from "../../src/store/migrate.ts";
import { Store } from "../../src/store/store.ts";
import { newFolder, openStore } from "./folder.ts";

const crash = join(import.meta.dirname, "child", "crash-after-ddl.ts");

describe("the data file", () => {
  test("keeps what any connection made: every one of them works on `app`", async () => {
    const workspace = join(newFolder(), "ws");
    const store = await Store.open({ workspace });
    const hold = Promise.withResolvers<void>();
    // Two builds, a transaction and a write at the same time: four connections.
    const making = [
      store.build(async (w) => {
        await w.run("CREATE TABLE a AS SELECT 1 AS x");
        await hold.promise;
      }),
      store.build((w) => w.run("CREATE TABLE b AS SELECT 2 AS x")),
      store.tx((w) => w.run("CREATE TABLE c AS SELECT 3 AS x")),
      store.write((w) => w.run("CREATE TABLE d AS SELECT 4 AS x")),
    ];
    await Promise.all(making.slice(1));
    hold.resolve();
    await making[0];
    await store.close();
    const again = await openStore({ workspace });
    expect(await again.rows("SELECT * FROM a UNION ALL FROM b UNION ALL FROM c UNION ALL FROM d")).toEqual(
      [1, 2, 3, 4].map((x) => ({ x })),
    );
  });

  test("opens after a crash right behind changes of tables that a direct open cannot replay", async () => {
    const folder = newFolder();
    const run = (mode: string) => {
      const child = spawnSync(process.execPath, [crash, join(folder, mode), mode], { encoding: "utf8" });
      expect(child.signal, child.stderr).toBe("SIGKILL");
    };
    run("store");
    const store = await openStore({ workspace: join(folder, "store") });
    expect(await store.one("SELECT count(*) AS n, sum(v) AS v FROM crashed")).toEqual({ n: 101, v: 4957 });
    // The same statements on a file that was opened directly: why the rule is there.
    run("direct");
    const direct = spawnSync(process.execPath, [crash, join(folder, "direct"), "open"], { encoding: "utf8" });
    expect(direct.status).not.toBe(0);
    expect(direct.stderr).toMatch(/replay|WAL/i);
  });

  test("is a workspace of a newer version: an error that names both, and not one byte is changed", async () => {
    const workspace = join(newFolder(), "ws");
    const store = await Store.open({ workspace });
    await store.write((w) => w.run("INSERT INTO migrations VALUES (9001, now()::TIMESTAMP)"));
    await store.close();
    const before = bytes(workspace);
    await expect(Store.open({ workspace })).rejects.toMatchObject({
      code: "workspace-newer",
      data: { version: 9001, supported: migrationsIn(ownMigrations).at(-1)!.version },
    });
    expect(bytes(workspace)).toEqual(before);
    expect(existsSync(join(workspace, "lock"))).toBe(false);
  });

  test("nor is one where a crash left changes beside the file", async () => {
    const workspace = join(newFolder(), "ws");
    spawnSync(process.execPath, [crash, workspace, "newer"]);
    const before = bytes(workspace);
    expect(Object.keys(before)).toEqual(["kindred.duckdb", "kindred.duckdb.wal"]);
    await expect(Store.open({ workspace })).rejects.toMatchObject({ code: "workspace-newer" });
    expect(bytes(workspace)).toEqual(before);
  });

  test("that is none is named, with the reason, and kept", async () => {
    const workspace = join(newFolder(), "ws");
    mkdirSync(workspace);
    writeFileSync(join(workspace, "kindred.duckdb"), "not a database ".repeat(2000));
    await expect(Store.open({ workspace })).rejects.toMatchObject({ code: "workspace-damaged" });
    expect(readFileSync(join(workspace, "kindred.duckdb"), "utf8")).toContain("not a database");
    expect(existsSync(join(workspace, "lock"))).toBe(false);
  });

  test("cannot be made where the path is a file", async () => {
    const path = join(newFolder(), "file");
    writeFileSync(path, "");
    await expect(Store.open({ workspace: path })).rejects.toMatchObject({ code: "workspace-unusable" });
  });
});

describe("migrations", () => {
  function sqlFolder(...files: string[]): string {
    const folder = newFolder();
    files.forEach((sql, i) => {
      writeFileSync(join(folder, `000${i + 1}_step.sql`), sql);
    });
    return folder;
  }
  const first = "CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (1), (2);";

  test("are applied once, in order; an existing file is copied first and the change is in the file after", async () => {
    const workspace = join(newFolder(), "ws");
    await (await Store.open({ workspace, migrations: sqlFolder(first) })).close();
    expect(existsSync(join(workspace, "backup"))).toBe(false);
    const before = readFileSync(join(workspace, "kindred.duckdb"));

    const second = sqlFolder(first, "ALTER TABLE t ADD COLUMN b INTEGER DEFAULT 7;");
    const store = await Store.open({ workspace, migrations: second });
    expect(await store.rows("SELECT * FROM t ORDER BY a")).toEqual([
      { a: 1, b: 7 },
      { a: 2, b: 7 },
    ]);
    expect(
      existsSync(join(workspace, "kindred.duckdb.wal")) && sizeOf(workspace, "kindred.duckdb.wal"),
    ).toBeFalsy();
    expect(readFileSync(join(workspace, "backup", "kindred-1.duckdb"))).toEqual(before);
    await store.close();

    const third = await Store.open({ workspace, migrations: second });
    expect(await third.one("SELECT count(*) AS n FROM migrations")).toEqual({ n: 2 });
    await third.close();
  });

  test("that fail leave the workspace at the version it had", async () => {
    const workspace = join(newFolder(), "ws");
    await (await Store.open({ workspace, migrations: sqlFolder(first) })).close();
    const bad = sqlFolder(first, "ALTER TABLE t ADD COLUMN b INTEGER DEFAULT 7; SELECT * FROM missing;");
    await expect(Store.open({ workspace, migrations: bad })).rejects.toThrow(/missing/);
    const columns = await readOnly(workspace, async (r, version) => {
      expect(version).toBe(1);
      return r.rows("SELECT column_name FROM duckdb_columns() WHERE table_name = 't'");
    });
    expect(columns).toEqual([{ column_name: "a" }]);
    await (await Store.open({ workspace, migrations: sqlFolder(first) })).close();
  });

  test("of the project use nothing that DuckDB replays badly: constant defaults, no computed types", () => {
    const files = readdirSync(ownMigrations).map((f) => readFileSync(join(ownMigrations, f), "utf8"));
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter(replaysBadly)).toEqual([]);
    const bad = [
      "ALTER TABLE a ADD COLUMN t TIMESTAMP DEFAULT now();",
      "ALTER TABLE a ALTER COLUMN v TYPE VARCHAR USING 'x' || v;",
      "CREATE TABLE a (g INTEGER GENERATED ALWAYS AS (b + 1), b INTEGER);",
      "CREATE TABLE a (x INTEGER DEFAULT nextval('s'));",
    ];
    expect(bad.filter(replaysBadly)).toEqual(bad);
    expect(replaysBadly("ALTER TABLE a ADD COLUMN b VARCHAR DEFAULT 'x'; -- default now()")).toBe(false);
  });
});

function replaysBadly(sql: string): boolean {
  const code = sql.replaceAll(/--.*$/gm, "");
  return /\bDEFAULT\s+(?!-?\d|'|NULL\b|TRUE\b|FALSE\b)|\bUSING\b|\bGENERATED\b|\bnextval\b/i.test(code);
}

function sizeOf(workspace: string, name: string): number {
  return statSync(join(workspace, name)).size;
}

function bytes(workspace: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(workspace)
      .filter((name) => name.startsWith("kindred"))
      .map((name) => [name, readFileSync(join(workspace, name)).toString("base64")]),
  );
}
