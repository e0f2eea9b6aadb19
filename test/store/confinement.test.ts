// Rules 6 and 7: everything on disk stays in the workspace; limits hold and cannot be changed; values are bound.
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Store } from "../../src/store/store.ts";
import { newFolder, openStore } from "./folder.ts";

const src = join(import.meta.dirname, "..", "..", "src");

describe("the store touches nothing outside its workspace", () => {
  test("files elsewhere can be neither read nor written, by whatever way", async () => {
    const store = await openStore();
    const outside = join(newFolder(), "secret.csv");
    writeFileSync(outside, "a\n1\n");
    const link = join(store.workspace, "stage", "link.csv");
    const inFolder = (name: string) => join(store.workspace, name);
    const refused = [
      `SELECT * FROM read_csv('${outside}')`,
      `SELECT * FROM read_text('${outside}')`,
      `SELECT * FROM '${outside}'`,
      `SELECT * FROM read_csv('${inFolder("stage/../../../../../../../../etc/passwd")}')`,
      `SELECT * FROM glob('/etc/*')`,
      `COPY (SELECT 1 AS x) TO '${outside}'`,
      `ATTACH '${outside}.duckdb' AS other`,
      `COPY (SELECT 1 AS x) TO '${join(store.workspace, "..", "beside.csv")}'`,
      "INSTALL httpfs",
      "LOAD httpfs",
      "SELECT * FROM read_csv('https://127.0.0.1:1/a.csv')",
    ];
    for (const sql of refused)
      await expect(
        store.build((w) => w.run(sql)),
        sql,
      ).rejects.toThrow(/disabled|Permission/);
    expect(readFileSync(outside, "utf8")).toBe("a\n1\n");
    expect(existsSync(link)).toBe(false);
  });

  test("but staged files are read, and exports are written to `out`", async () => {
    const store = await openStore();
    const staged = join(store.workspace, "stage", "rows.parquet");
    const out = join(store.workspace, "out", "rows.csv");
    await store.build((w) => w.run(`COPY (SELECT 41 + 1 AS x) TO '${staged}' (FORMAT parquet)`));
    await store.tx((w) => w.run("CREATE TABLE loaded AS FROM read_parquet($1)", [staged]));
    await store.build((w) => w.run(`COPY loaded TO '${out}' (HEADER)`));
    expect(readFileSync(out, "utf8")).toBe("x\n42\n");
  });

  test("a workspace behind a link, with quotes and blanks in its name, works the same", async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'o\'real "ws"'));
    symlinkSync(join(folder, 'o\'real "ws"'), join(folder, "link"));
    const store = await openStore({ workspace: join(folder, "link") });
    const staged = join(store.workspace, "stage", "rows.parquet").replaceAll("'", "''");
    await store.build((w) => w.run(`COPY (SELECT 7 AS x) TO '${staged}'`));
    expect(existsSync(join(folder, 'o\'real "ws"', "stage", "rows.parquet"))).toBe(true);
  });

  test("what does not fit in memory spills into the workspace, not into the current folder", async () => {
    const home = newFolder();
    const workspace = join(newFolder(), "ws");
    const child = spawnSync(process.execPath, [join(import.meta.dirname, "child", "spill.ts"), workspace], {
      cwd: home,
      encoding: "utf8",
      env: { ...process.env, HOME: home },
    });
    expect(child.status, child.stderr).toBe(0);
    const { spilled, left } = JSON.parse(child.stdout);
    expect(spilled).toBeGreaterThan(0);
    expect(left).toEqual([]);
    expect(readdirSync(home)).toEqual([]);
  });

  test("what a killed process left half done is removed by the next owner", async () => {
    const store = await openStore();
    await store.close();
    for (const folder of ["tmp", "stage", "out"]) {
      mkdirSync(join(store.workspace, folder, "deep"));
      writeFileSync(join(store.workspace, folder, "left"), "x");
    }
    writeFileSync(join(store.workspace, "kindred.json"), "{}");
    await openStore({ workspace: store.workspace });
    for (const folder of ["tmp", "stage", "out"])
      expect(readdirSync(join(store.workspace, folder))).toEqual([]);
    expect(existsSync(join(store.workspace, "kindred.json"))).toBe(true);
  });
});

describe("limits", () => {
  test("are those of the settings, on every connection, and no statement changes them", async () => {
    const store = await openStore({ memoryLimitMb: 123, threads: 1 });
    const settings = `SELECT current_setting('threads') AS threads, current_setting('memory_limit') AS memory,
      current_setting('TimeZone') AS zone, current_setting('temp_directory') AS tmp`;
    const expected = { threads: 1, memory: "117.3 MiB", zone: "UTC", tmp: join(store.workspace, "tmp") };
    expect(await store.one(settings)).toEqual(expected);
    expect(await store.tx((w) => w.one(settings))).toEqual(expected);
    for (const change of ["SET memory_limit = '9GB'", "SET threads = 8", "SET enable_external_access = true"])
      await expect(
        store.build((w) => w.run(change)),
        change,
      ).rejects.toThrow(/locked/);
  });

  test("memory is at most half of what this process may use", async () => {
    const store = await openStore({ memoryLimitMb: 900_000 });
    const { memory } = await store.one<{ memory: string }>(
      "SELECT current_setting('memory_limit') AS memory",
    );
    const [, figure, unit] = /^([\d.]+) ([KMGT])iB$/.exec(memory)!;
    const bytes = Number(figure) * 1024 ** ("KMGT".indexOf(unit!) + 1);
    expect(bytes).toBeLessThan(900_000e6);
  });

  test("too little memory is said in our words", async () => {
    const store = await openStore({ memoryLimitMb: 30, freeDiskMb: () => 10_000 });
    const wide = "SELECT list(repeat(range::VARCHAR, 100)) AS x FROM range(2000000)";
    await expect(store.build((w) => w.run(`CREATE TABLE x AS ${wide}`))).rejects.toMatchObject({
      code: "memory-exceeded",
      data: { limit: 30 },
    });
  });

  test("a moment is the same whatever the time zone of the machine", async () => {
    const store = await openStore();
    const noon = new Date("2026-03-29T12:00:00Z");
    const row = await store.one<{ at: Date; text: string }>(
      "SELECT $1::TIMESTAMPTZ::TIMESTAMP AS at, ($1::TIMESTAMPTZ)::VARCHAR AS text",
      [noon],
    );
    expect(row.at).toEqual(noon);
    expect(row.text).toBe("2026-03-29 12:00:00+00");
  });

  const endless =
    "SELECT count(*) AS n FROM range(10000000) a, range(10000000) b WHERE a.range % 7 = b.range % 3";

  test("a statement that takes too long is stopped and the store goes on", async () => {
    const store = await openStore({ statementSeconds: 0.2 });
    const late = { code: "statement-time-limit", status: 504, data: { seconds: 0.2 } };
    await expect(store.one(endless)).rejects.toMatchObject(late);
    await expect(store.tx((w) => w.one(endless))).rejects.toMatchObject(late);
    expect(await store.one("SELECT 1 AS x")).toEqual({ x: 1 });
  });

  test("stop ends what runs and refuses what comes; nothing of an open transaction stays", async () => {
    const store = await openStore();
    await store.tx((w) => w.run("CREATE TABLE t (x INTEGER)"));
    const inserted = Promise.withResolvers<void>();
    const running = [
      store.one(endless),
      store.tx(async (w) => {
        await w.run("INSERT INTO t VALUES (1)");
        inserted.resolve();
        await w.one(endless);
      }),
    ].map((p) => expect(p).rejects.toMatchObject({ code: "interrupted" }));
    await inserted.promise;
    store.stop();
    await Promise.all(running);
    await expect(store.write((w) => w.run("INSERT INTO t VALUES (2)"))).rejects.toMatchObject({
      code: "interrupted",
    });
    await store.close();
    const again = await openStore({ workspace: store.workspace });
    expect(await again.one("SELECT count(*) AS n FROM t")).toEqual({ n: 0 });
  });
});

describe("values", () => {
  test("are bound: text that looks like SQL is text", async () => {
    const store = await openStore();
    const evil = `'; DROP TABLE t; --`;
    await store.tx(async (w) => {
      await w.run("CREATE TABLE t (x VARCHAR)");
      await w.run("INSERT INTO t VALUES ($1)", [evil]);
    });
    expect(await store.rows("SELECT x FROM t WHERE x = $1", [evil])).toEqual([{ x: evil }]);
  });

  test("table names that are no names are quoted, and one that does not exist is refused", async () => {
    const store = await openStore();
    await store.tx((w) => w.run(`CREATE TABLE "odd""name__next" AS SELECT 1 AS x`));
    await store.publish([{ from: 'odd"name__next', to: 'odd"name' }]);
    expect(await store.one(`FROM "odd""name"`)).toEqual({ x: 1 });
    await store.tx((w) => w.run("CREATE TABLE t (x INTEGER)"));
    const swap = { from: "missing__next", to: "t" };
    await expect(store.publish([swap])).rejects.toThrow(/missing__next/);
    expect(await store.rows("FROM t")).toEqual([]);
  });

  test("only the store speaks to DuckDB, and what it puts into its own statements is quoted there", () => {
    const others = readdirSync(src, { recursive: true, encoding: "utf8" }).filter(
      (f) =>
        f.endsWith(".ts") &&
        statSync(join(src, f)).isFile() &&
        !/^(store|ingest)[/\\]/.test(f) &&
        readFileSync(join(src, f), "utf8").includes("@duckdb"),
    );
    expect(others).toEqual([]);
  });
});

test("Store.open without options for limits uses the documented ones", async () => {
  const workspace = join(newFolder(), "ws");
  const store = await Store.open({ workspace });
  const { memory } = await store.one<{ memory: string }>("SELECT current_setting('memory_limit') AS memory");
  await store.close();
  expect(["572.2 MiB"].includes(memory) || Number.parseFloat(memory) < 572.2).toBe(true);
});
