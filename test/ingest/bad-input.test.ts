import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { KindredError } from "../../src/core/errors.ts";
import { type ImportOptions, previewFile } from "../../src/ingest/import.ts";
import type { Limits } from "../../src/ingest/limits.ts";
import { catalogues, words } from "../../src/words/index.ts";
import { zipOf } from "./pack.ts";
import { fixture, Workspace } from "./workspace.ts";

let ws: Workspace;
beforeAll(async () => {
  ws = await Workspace.open();
  await ws.importHere(fixture("cancellations.csv"), "orders");
});
afterAll(() => ws.close());

const head = "order,date,customer,amount\n";

/** The error an import throws; the store and the stage are as before. */
async function refused(
  file: string,
  table = "orders",
  options: Partial<ImportOptions> = {},
): Promise<KindredError> {
  const before = await ws.contents();
  const error = await ws.import(file, table, options).then(
    () => undefined,
    (e: unknown) => e,
  );
  expect(await ws.contents()).toEqual(before);
  expect(readdirSync(join(ws.store.workspace, "stage"))).toEqual([]);
  if (!(error instanceof KindredError)) throw error ?? new Error("it was imported");
  for (const lang of ["en", "zh", "ru"] as const) {
    const { what, next } = (catalogues[lang].errors as Record<string, { what: string; next: string }>)[
      error.code
    ]!;
    expect(what && next).toBeTruthy();
    expect(words(lang).say(`errors.${error.code}.what`, error.data)).not.toMatch(/\{\{|\$t\(|ingest\./);
  }
  return error;
}

describe("files that cannot be a table", () => {
  test("no file, a folder, an empty file, a header alone", async () => {
    expect((await refused(join(ws.folder, "none.csv"))).code).toBe("file-missing");
    const folder = join(ws.folder, "a-folder");
    mkdirSync(folder);
    expect((await refused(folder)).code).toBe("file-is-folder");
    expect((await refused("/dev/zero")).code).toBe("file-unreadable");
    expect((await refused(ws.file(""))).code).toBe("file-empty");
    expect((await refused(ws.file("\n \n\n"))).code).toBe("file-empty");
    expect((await refused(ws.file(gzipSync(""), "x.csv.gz"))).code).toBe("file-empty");
    expect((await refused(ws.file(head))).code).toBe("file-no-rows");
  });

  test.each<[string, Uint8Array | string]>([
    ["excel-old", Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)])],
    ["zip", zipOf({ "readme.txt": "hello" })],
    ["image", Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.alloc(100)])],
    ["pdf", "%PDF-1.7\n1 0 obj"],
    ["database", "SQLite format 3\0"],
    ["archive", Buffer.from("28b52ffd00112233", "hex")],
    ["text", '"one"two\n"three"four'],
    ["web-page", "<!DOCTYPE html><html><body>Sign in</body></html>"],
    ["binary", Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251)],
  ])("%s is told by its name", async (what, bytes) => {
    expect(await refused(ws.file(bytes))).toMatchObject({ code: "file-foreign", data: { what } });
  });

  test("text that is damaged UTF-8 is told with its line", async () => {
    const good = "1,2024-01-05,Женя,4.50\n".repeat(40);
    const text = Buffer.concat([
      Buffer.from(head + good),
      Buffer.from("2,2024-01-06,Ж", "utf8").subarray(0, 14),
      Buffer.from(",1\n"),
    ]);
    expect(await refused(ws.file(text))).toMatchObject({ code: "file-encoding-broken", data: { line: 42 } });
  });

  test("a damaged gz, a gz that grows without end, a gz of a picture", async () => {
    const gz = gzipSync(head + "1,2024-01-05,C1,4.50\n".repeat(5000));
    expect((await refused(ws.file(gz.subarray(0, 200), "x.csv.gz"))).code).toBe("file-damaged");
    const bomb = gzipSync(Buffer.alloc(8 << 20, "0"));
    const limits: Partial<Limits> = { inflateFreeBytes: 1 << 20 };
    expect((await refused(ws.file(bomb, "x.csv.gz"), "orders", { limits })).code).toBe("file-inflates");
    const picture = gzipSync(Buffer.from("89504e470d0a1a0a00", "hex"));
    expect(await refused(ws.file(picture, "x.gz"))).toMatchObject({
      code: "file-foreign",
      data: { what: "image" },
    });
  });

  test("a Parquet file that is cut", async () => {
    const bytes = Buffer.concat([Buffer.from("PAR1"), Buffer.alloc(1000, 7)]);
    expect((await refused(ws.file(bytes, "x.parquet"))).code).toBe("file-damaged");
  });

  test("10,000 columns", async () => {
    const wide = Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(",");
    const error = await refused(ws.file(`${wide}\n${wide.replaceAll("c", "")}\n`));
    expect(error).toMatchObject({ code: "file-too-wide", data: { columns: 10_000, limit: 2000 } });
  });
});

describe("files that are not this table", () => {
  test("no column with dates, none for a field that is needed: which columns there are", async () => {
    const dateless = await refused(ws.file("order,when,customer,amount\n1,soon,C1,4.50\n2,later,C1,4.50\n"));
    expect(dateless).toMatchObject({
      code: "no-date-column",
      data: { columns: "order,when,customer,amount".replaceAll(",", ", ") },
    });
    const nobody = await refused(ws.file("order,date,amount\n1,2024-01-05,4.50\n2,2024-01-06,4.50\n"));
    expect(nobody).toMatchObject({
      code: "field-unmapped",
      data: { field: "customer", columns: "order, date, amount" },
    });
  });

  test("dates nobody can read", async () => {
    const file = ws.file("order,date,customer,amount\n1,32/32/2024,C1,4.50\n2,31/31/2024,C1,4.50\n");
    expect(await refused(file)).toMatchObject({ code: "date-unreadable", data: { column: "date" } });
    const mapped = ws.file("order,when,customer,amount\n1,soon,C1,4.50\n");
    expect((await refused(mapped, "orders", { map: { date: "when" } })).code).toBe("date-unreadable");
    expect((await refused(fixture("date-only.csv"), "orders", { dateFormat: "%d.%m.%Y" })).code).toBe(
      "date-unreadable",
    );
  });

  test("--map, --as, --date-format and --currency that name what is not there", async () => {
    const file = ws.file(`${head}1,2024-01-05,C1,4.50\n`);
    expect(await refused(file, "orders", { map: { date: "dat" } })).toMatchObject({
      code: "map-unknown-column",
      data: { columns: "order, date, customer, amount" },
    });
    expect((await refused(file, "orders", { map: { dates: "date" } })).code).toBe("map-unknown-field");
    expect((await refused(file, "orders", { map: { date: "#9" } })).code).toBe("map-unknown-column");
    expect(await refused(file, "invoices")).toMatchObject({ code: "bad-option", data: { option: "--as" } });
    expect(await refused(file, "orders", { dateFormat: "%Q" })).toMatchObject({
      code: "bad-option",
      data: { option: "--date-format" },
    });
    expect(await refused(file, "orders", { currency: "XXQ" })).toMatchObject({
      code: "bad-option",
      data: { option: "--currency" },
    });
  });
});

describe("limits", () => {
  test("a reader that takes too long is stopped", async () => {
    const file = ws.file(`${head}1,2024-01-05,C1,4.50\n`);
    expect((await refused(file, "orders", { limits: { seconds: 0.01 } })).code).toBe("file-time-limit");
  });

  test("a reader that needs too much memory is stopped", async () => {
    const text = Array.from(
      { length: 60_000 },
      (_, i) => `${i},2024-01-05,C${i},product ${i} ${"x".repeat(100)},4.50`,
    ).join("\n");
    const file = ws.file(`order,date,customer,description,amount\n${text}\n`);
    expect((await refused(file, "orders", { limits: { memoryMb: 6 } })).code).toBe("file-memory-limit");
  });

  test("a killed reader leaves nothing", async () => {
    const file = ws.file(`${head}1,2024-01-05,C1,4.50\n`);
    expect((await refused(file, "orders", { limits: { heapMb: 1 } })).code).toBe("file-memory-limit");
  });

  test("an import that is told to stop stores nothing", async () => {
    const before = await ws.contents();
    const stop = new AbortController();
    const work = { signal: stop.signal, onProgress: (_: string, done: number) => done > 0 && stop.abort() };
    const file = ws.file(
      `${head}${Array.from({ length: 20_000 }, (_, i) => `${i},2024-01-05,C1,4.50`).join("\n")}\n`,
    );
    await expect(ws.import(file, "orders", { work })).rejects.toThrow("abort");
    expect(await ws.contents()).toEqual(before);
  });

  test("a field beyond 1 MB is one reject", async () => {
    const file = ws.file(
      `${head}1,2024-01-05,C1,4.50\n2,2024-01-06,${"x".repeat(1_100_000)},1\n3,2024-01-07,C1,4.50\n`,
    );
    const other = await Workspace.open();
    const report = await other.importHere(file, "orders");
    expect(report).toMatchObject({ received: 3, stored: 2, rejected: 1 });
    expect(report.dispositions.at(-1)!.what.code).toBe("ingest.rejected.field-too-long");
    await other.close();
  });
});

describe("preview", () => {
  test("shows mapping, format and first rows, and stores nothing", async () => {
    const before = await ws.contents();
    const preview = await previewFile(ws.store.workspace, fixture("orders-ru-cp1251.csv"), {
      table: "orders",
    });
    expect(preview.format).toMatchObject({ encoding: "windows-1251", delimiter: ";", decimal: "," });
    expect(preview.rows[0]).toMatchObject({
      rejected: null,
      values: { order_id: "1001", customer_id: "К1", amount_minor: "200900" },
    });
    expect(await ws.contents()).toEqual(before);
  });
});

describe("the file of rejects", () => {
  test("no spreadsheet takes its cells for formulas", async () => {
    const other = await Workspace.open();
    const file = ws.file(`${head}1,=cmd|' /C calc'!A0,C1,4.50\n2,2024-01-06,C1,1.00\n`);
    const report = await other.importHere(file, "orders");
    const { readFileSync } = await import("node:fs");
    const text = readFileSync(report.rejectsFile!, "utf8");
    expect(text).toContain(`2,1,date,'=cmd|' /C calc'!A0,date-unreadable,ingest.hints.date-unreadable,`);
    expect(text.split(/[,\r\n]/).some((cell) => /^[=+@]/.test(cell))).toBe(false);
    await other.close();
  });
});

describe("kill -9", () => {
  test("in the middle of an import leaves the store as it was or with the whole import", async () => {
    const folder = join(ws.folder, "killed");
    mkdirSync(folder);
    const file = ws.file(
      `${head}${Array.from({ length: 30_000 }, (_, i) => `${i},2024-01-05,C${i % 500},4.50`).join("\n")}\n`,
    );
    const script = join(folder, "import.ts");
    const src = join(import.meta.dirname, "..", "..", "src");
    writeFileSync(
      script,
      `import { Store } from ${JSON.stringify(join(src, "store", "store.ts"))};
       import { importFile } from ${JSON.stringify(join(src, "ingest", "import.ts"))};
       const [workspace, file, at] = process.argv.slice(2);
       const store = await Store.open({ workspace, memoryLimitMb: 300 });
       const clock = { now: () => new Date(0) };
       const work = { onProgress(_, done) { if (done >= Number(at)) process.kill(process.pid, "SIGKILL"); } };
       await importFile(store, file, { table: "orders", mode: "append", clock, work });`,
    );
    const workspace = join(folder, "ws");
    for (const at of [0, 30, 60, 92]) {
      expect(() =>
        execFileSync(process.execPath, [script, workspace, file, String(at)], { stdio: "ignore" }),
      ).toThrow();
    }
    const { Store } = await import("../../src/store/store.ts");
    const store = await Store.open({ workspace, memoryLimitMb: 300 });
    const counts = await store.one(
      "SELECT (SELECT count(*) FROM imports) AS i, (SELECT count(*) FROM order_lines) AS l, (SELECT count(*) FROM customers) AS c",
    );
    expect(counts).toEqual({ i: 0, l: 0, c: 0 });
    await store.close();
  });
});
