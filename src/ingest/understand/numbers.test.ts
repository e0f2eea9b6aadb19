import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { millionths, numberFormats, numberText, plainEvidence, writtenEvidence } from "./numbers.ts";

let instance: DuckDBInstance;
beforeAll(async () => {
  instance = await DuckDBInstance.create(":memory:");
});
afterAll(() => instance.closeSync());

/** Reads columns of texts by the format their values show together; null where a value is no number. */
async function read(...columns: string[][]): Promise<(string | null)[][]> {
  const c = await instance.connect();
  const formats = new Map<
    number,
    Parameters<typeof numberFormats<number>>[0] extends ReadonlyMap<number, infer E> ? E : never
  >();
  for (const [j, column] of columns.entries()) {
    await c.run(
      `CREATE OR REPLACE TEMP TABLE t${j} AS SELECT unnest([${column.map((v) => `'${v.replaceAll("'", "''")}'`).join(",")}]) AS v`,
    );
    const row = (
      await c.runAndReadAll(`SELECT ${plainEvidence("v", "")}, ${writtenEvidence("v", "")} FROM t${j}`)
    ).getRowObjectsJS()[0]!;
    formats.set(j, Object.fromEntries(Object.entries(row).map(([k, n]) => [k, Number(n)])) as never);
  }
  const chosen = numberFormats(formats);
  const out: (string | null)[][] = [];
  for (const j of columns.keys()) {
    const result = await c.runAndReadAll(
      `SELECT (${millionths(numberText("v", chosen.get(j)!))} / 1e6)::VARCHAR FROM t${j}`,
    );
    out.push(result.getRowsJS().map(([v]) => v as string | null));
  }
  c.closeSync();
  return out;
}

describe("numbers as people write them", () => {
  test.each<[string[], (string | null)[]]>([
    [
      ["1", "2.50", "-3", "1e3", ".5"],
      ["1.0", "2.5", "-3.0", "1000.0", "0.5"],
    ],
    [
      ["1,5", "2,25"],
      ["1.5", "2.25"],
    ],
    [
      ["1.234,50", "2,00"],
      ["1234.5", "2.0"],
    ],
    [
      ["1,234.50", "2.00", "1,234,567.1"],
      ["1234.5", "2.0", "1234567.1"],
    ],
    [
      ["1 234,50 ₽", "12,00 руб."],
      ["1234.5", "12.0"],
    ],
    [
      ["£2.50", "€3", "USD 4.10", "5.00 EUR", "¥6"],
      ["2.5", "3.0", "4.1", "5.0", "6.0"],
    ],
    [
      ["(12.50)", "12.50-", "−3.1", "-£4.00"],
      ["-12.5", "-12.5", "-3.1", "-4.0"],
    ],
    [
      ["1'234.50", "2.00"],
      ["1234.5", "2.0"],
    ],
    [
      ["1.234.567", "12"],
      ["1234567.0", "12.0"],
    ],
    [
      ["1,234", "5,678"],
      ["1234.0", "5678.0"],
    ],
    [
      ["1.5", "x", "1.2.3", "12abc", "1,23,4"],
      ["1.5", null, null, null, null],
    ],
  ])("%j", async (values, expected) => {
    expect(await read(values)).toEqual([expected]);
  });

  test("a column that could be read both ways follows the file's other columns", async () => {
    expect(await read(["1.234", "2.500"], ["1,5", "2,25"])).toEqual([
      ["1234.0", "2500.0"],
      ["1.5", "2.25"],
    ]);
    expect(await read(["1.234", "2.500"], ["1.5", "2.25"])).toEqual([
      ["1.234", "2.5"],
      ["1.5", "2.25"],
    ]);
  });

  test("millionths are exact where doubles are not", async () => {
    const values = ["0.1", "1.005", "999999999.999999", "123456789012.123456", "8.675309"];
    const c = await instance.connect();
    const result = await c.runAndReadAll(
      `SELECT ${millionths("v")}::VARCHAR FROM (SELECT unnest([${values.map((v) => `'${v}'`).join(",")}]) AS v)`,
    );
    expect(result.getRowsJS().map(([v]) => v)).toEqual([
      "100000",
      "1005000",
      "999999999999999",
      "123456789012123456",
      "8675309",
    ]);
    c.closeSync();
  });
});
