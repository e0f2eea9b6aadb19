import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findFiles, namesMany, partitionsOf } from "../../src/ingest/find-files.ts";
import { importFiles } from "../../src/ingest/import-files.ts";
import { Workspace } from "./workspace.ts";

let ws: Workspace;
beforeAll(async () => {
  ws = await Workspace.open();
});
afterAll(() => ws.close());

const clock = { now: () => new Date("2026-01-01T00:00:00Z") };
const options = { table: "orders", mode: "append", clock } as const;

function put(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

const csv = (n: number) =>
  `order,customer,amount,date\n${n},C${n},4.50,2024-01-05\n${n + 1},C1,5.50,2024-01-06\n`;

const stored = () =>
  ws.store.rows<{ id: string; day: string }>(
    "SELECT order_id AS id, strftime(ordered_at, '%Y-%m-%d') AS day FROM orders ORDER BY order_id::INT",
  );

describe("a folder of files of one shape", () => {
  test("each is an import; the next run takes the new ones only; what fails is told and stops nothing", async () => {
    const folder = join(ws.folder, "shop");
    put(join(folder, "part-2.csv"), csv(20));
    put(join(folder, "part-10.csv"), csv(100));
    put(join(folder, "deep", "part-1.csv"), csv(10));
    put(join(folder, "_SUCCESS"), "");
    put(join(folder, ".part-1.csv.crc"), "x");
    put(join(folder, "readme.md"), "# Orders");
    const first = await importFiles(ws.store, folder, options);
    expect(first).toMatchObject({
      received: 6,
      stored: 6,
      duplicates: 0,
      rejected: 0,
      known: [],
      failed: [],
      skipped: ["readme.md"],
    });
    expect(first.imports.map((r) => r.file)).toEqual([
      join("deep", "part-1.csv"),
      "part-2.csv",
      "part-10.csv",
    ]);

    put(join(folder, "part-11.csv"), csv(200).replace("2024-01-06", "never"));
    put(join(folder, "part-12.csv"), "<html></html>");
    put(join(folder, "part-13.csv"), "a,b\n1,2\n");
    const second = await importFiles(ws.store, folder, options);
    expect(second).toMatchObject({ received: 8, stored: 1, duplicates: 6, rejected: 1 });
    expect(second.known).toEqual([join("deep", "part-1.csv"), "part-2.csv", "part-10.csv"]);
    expect(second.failed.map((f) => [f.file, f.code])).toEqual([
      ["part-12.csv", "file-foreign"],
      ["part-13.csv", "no-date-column"],
    ]);
    expect((await stored()).map((r) => r.id)).toEqual(["10", "11", "20", "21", "100", "101", "200"]);
  });

  test("a file whose days are all before the 13th is read as the others are, whichever comes first", async () => {
    const folder = join(ws.folder, "days");
    const day = (n: number, date: string) => `order,customer,amount,date\n${n},C1,4.50,${date}\n`;
    put(join(folder, "1.csv"), day(1, "04/03/2024"));
    put(join(folder, "2.csv"), "no,table\n");
    put(join(folder, "3.csv"), day(3, "25/03/2024"));
    put(join(folder, "4.csv"), day(4, "05/04/2024"));
    const report = await importFiles(ws.store, folder, { ...options, mode: "replace" });
    expect(report.failed).toHaveLength(1);
    expect((await stored()).map((r) => r.day)).toEqual(["2024-03-04", "2024-03-25", "2024-04-05"]);
    expect(report.imports.flatMap((r) => r.notes).some((n) => n.code.endsWith("dateOrderGuessed"))).toBe(
      false,
    );

    put(join(folder, "3.csv"), day(3, "06/03/2024"));
    const guessed = await importFiles(ws.store, folder, { ...options, mode: "replace" });
    expect((await stored()).map((r) => r.day)).toEqual(["2024-04-03", "2024-06-03", "2024-05-04"]);
    expect(
      guessed.imports.map((r) => r.notes.filter((n) => n.code.endsWith("dateOrderGuessed")).length),
    ).toEqual([1, 1, 1]);
  });

  test("with --replace the files take the place of what is stored, all of them", async () => {
    const folder = join(ws.folder, "replaced");
    put(join(folder, "0.csv"), "");
    put(join(folder, "1.csv"), csv(1));
    put(join(folder, "2.csv"), csv(3));
    const report = await importFiles(ws.store, folder, { ...options, mode: "replace" });
    expect(report).toMatchObject({ received: 4, stored: 4, failed: [{ file: "0.csv", code: "file-empty" }] });
    expect((await stored()).map((r) => r.id)).toEqual(["1", "2", "3", "4"]);
  });

  test("a folder without a file, a pattern without one", async () => {
    mkdirSync(join(ws.folder, "empty"));
    const error = await importFiles(ws.store, join(ws.folder, "empty"), options).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: "no-files" });
    expect(namesMany(join(ws.folder, "*.csv"))).toBe(true);
    expect(namesMany(join(ws.folder, "x.csv"))).toBe(false);
    expect(() => findFiles(join(ws.folder, "*.none"))).toThrow("no-files");
  });
});

describe("a lake of Parquet", () => {
  test("folders such as date=2024-01-05 are columns; equal files in two folders are two", async () => {
    const lake = join(ws.folder, "lake");
    const instance = await DuckDBInstance.create(":memory:");
    const c = await instance.connect();
    await c.run(
      `COPY (SELECT 100 + i AS order_id, 'C' || i % 3 AS customer, 4.5 AS amount, DATE '2024-01-05' + (i % 2)::INT AS date, 'a b' AS shop
       FROM range(4) r(i)) TO '${lake}' (FORMAT parquet, PARTITION_BY (date, shop))`,
    );
    await c.run(
      `COPY (SELECT 900 AS order_id, 'C9' AS customer, 1.0 AS amount) TO '${ws.folder}/one.parquet'`,
    );
    c.closeSync();
    instance.closeSync();
    const { readFileSync } = await import("node:fs");
    for (const day of ["date=2024-02-01", "date=2024-02-02"]) {
      mkdirSync(join(lake, day), { recursive: true });
      writeFileSync(join(lake, day, "x.parquet"), readFileSync(join(ws.folder, "one.parquet")));
    }
    const report = await importFiles(ws.store, join(lake, "**", "*.parquet"), {
      ...options,
      mode: "replace",
    });
    expect(report).toMatchObject({ received: 6, stored: 6, known: [], failed: [] });
    expect(report.imports[0]!.mapping.find((m) => m.field === "date")).toMatchObject({ column: "date" });
    expect(report.imports[0]!.notes).toContainEqual({
      code: "ingest.notes.partitions",
      data: { columns: "date, shop" },
    });
    expect((await stored()).map((r) => `${r.id} ${r.day}`)).toEqual([
      "100 2024-01-05",
      "101 2024-01-06",
      "102 2024-01-05",
      "103 2024-01-06",
      "900 2024-02-01",
      "900 2024-02-02",
    ]);
    const again = await importFiles(ws.store, lake, options);
    expect(again).toMatchObject({ received: 6, stored: 0, duplicates: 6 });
    expect(again.known).toHaveLength(4);
  });

  test("names of folders are decoded, Hive's “no value” is none", () => {
    expect(partitionsOf("/a/b=c%2Fd/x=__HIVE_DEFAULT_PARTITION__/y=1=2/f=1.csv")).toEqual({
      b: "c/d",
      x: null,
      y: "1=2",
    });
  });
});
