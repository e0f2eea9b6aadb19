import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { exportTable } from "../../src/act/export.ts";
import { buildActions } from "../../src/act/plan.ts";
import { exportTables } from "../../src/act/tables.ts";
import { words } from "../../src/words/index.ts";
import { freshWorkspace, withScores } from "./workspace.ts";

let ws: Awaited<ReturnType<typeof freshWorkspace>>;
beforeEach(async () => {
  ws = await freshWorkspace();
  await withScores(ws.store, { churn: { published: true }, value: { published: true } });
  const built = await buildActions(ws.store);
  await ws.store.publish(built.swaps, built.commit);
});
afterEach(() => ws.close());

const en = words("en");

async function read(file: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const c = await instance.connect();
  const from = file.endsWith(".csv") ? `read_csv('${file}', header = true)` : `'${file}'`;
  const rows = (await c.runAndReadAll(`SELECT * FROM ${from}`)).getRowObjectsJS();
  c.closeSync();
  instance.closeSync();
  return rows;
}

describe("export", () => {
  test.each(Object.keys(exportTables))("%s: CSV and Parquet hold the same rows", async (table) => {
    const [csv, parquet] = [join(ws.folder, `${table}.csv`), join(ws.folder, `${table}.parquet`)];
    const a = await exportTable(ws.store, table, csv, en);
    const b = await exportTable(ws.store, table, parquet, en);
    expect(a).toEqual({ table, file: csv, format: "csv", rows: b.rows });
    if (a.rows === 0) return;
    const [fromCsv, fromParquet] = [await read(csv), await read(parquet)];
    expect(fromCsv).toHaveLength(a.rows);
    expect(Object.keys(fromCsv[0]!)).toEqual(Object.keys(fromParquet[0]!));
    expect(Object.keys(fromCsv[0]!)).not.toContain("customer");
    const figures = (rows: Record<string, unknown>[]) =>
      rows.map((r) => Number(r.priority ?? r.monetary_minor ?? r.value));
    expect(figures(fromParquet)).toEqual(figures(fromCsv));
  });

  test("no text of a CSV starts a formula, numbers stay numbers", async () => {
    const danger = [
      "=cmd|'/c calc'!A1",
      "+1+1",
      "-2+3",
      "@SUM(A1)",
      "\tx",
      "\rx",
      " =1",
      "＝1+1",
      "a=b",
      "-5",
      'x,"y"\nz',
    ];
    await ws.store.write(async (w) => {
      await w.run("DELETE FROM customers");
      for (const [i, id] of danger.entries()) {
        await w.run("INSERT INTO customers VALUES ($1, $2, '2026-01-01', 1)", [i + 1, id]);
      }
      await w.run("UPDATE rfm SET monetary_minor = -1234 WHERE customer = 1");
    });
    const file = join(ws.folder, "rfm.csv");
    await exportTable(ws.store, "rfm", file, en);
    const ids = (await read(file)).map((r) => r.customer_id);
    const safe = danger.map((id) => (/^\s*[=+\-@＝]|^[\t\r]/.test(id) && id !== "-5" ? `'${id}` : id));
    expect(ids).toEqual(safe);
    const text = readFileSync(file, "utf8");
    expect(text).toContain(",-1234,-12.34,EUR,");
    expect(text).not.toMatch(/(^|,|\n|")[=+@]/);
  });

  test("money stands as minor units and as an amount; names are worded; customers have their own ids", async () => {
    const file = join(ws.folder, "rfm.parquet");
    await exportTable(ws.store, "rfm", file, words("ru"));
    const row = (await read(file)).find((r) => r.customer_id === "c123")!;
    expect(row.monetary_minor).toBe(12300n);
    expect(String(row.monetary)).toBe("123");
    expect(row.currency).toBe("EUR");
    expect(row.segment_name).toBe("Чемпионы");
  });

  test("a byte order mark for Excel when asked for; nothing is left in the workspace", async () => {
    const file = join(ws.folder, "a.csv");
    writeFileSync(file, "old");
    await exportTable(ws.store, "actions", file, words("zh"), { bom: true });
    expect(readFileSync(file).subarray(0, 3).toString("hex")).toBe("efbbbf");
    await exportTable(ws.store, "actions", file, words("zh"));
    expect(readFileSync(file, "utf8").startsWith("priority,customer_id")).toBe(true);
    expect(readdirSync(join(ws.store.workspace, "out"))).toEqual([]);
    expect(readdirSync(ws.folder).sort()).toEqual(["a.csv", "ws"]);
  });

  test.each([
    ["personnel", "x.csv", "unknown-table"],
    ["__proto__", "x.csv", "unknown-table"],
    ["customers; DROP TABLE customers", "x.csv", "unknown-table"],
    ["actions", "x.xlsx", "file-format"],
    ["actions", "missing/x.csv", "not-found"],
  ])("%s to %s: %s, and nothing is written", async (table, file, code) => {
    const to = join(ws.folder, file);
    await expect(exportTable(ws.store, table, to, en)).rejects.toMatchObject({ code });
    expect(existsSync(to)).toBe(false);
  });

  test("a target that cannot be replaced keeps what it was", async () => {
    const to = join(ws.folder, "busy.csv");
    mkdirSync(to);
    await expect(exportTable(ws.store, "rfm", to, en)).rejects.toThrow();
    expect(readdirSync(ws.folder).sort()).toEqual(["busy.csv", "ws"]);
  });
});
