// Rules 4, 8 and 10: events without a key; matrices by vectors; integers exact.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openStore } from "./folder.ts";

const src = join(import.meta.dirname, "..", "..", "src");
const sources = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((f) => f.endsWith(".ts") && !f.endsWith(".test.ts") && !/^words[/\\]/.test(f))
  .map((file) => ({ file: file.replaceAll("\\", "/"), text: readFileSync(join(src, file), "utf8") }));

describe("events", () => {
  test("are only ever added: no key, no index on them, nothing changes or removes one", async () => {
    const store = await openStore();
    const constraints = await store.rows("SELECT * FROM duckdb_constraints() WHERE table_name = 'events'");
    const indexes = await store.rows("SELECT * FROM duckdb_indexes() WHERE table_name = 'events'");
    expect([constraints, indexes]).toEqual([[], []]);
    expect(sources.filter(({ text }) => changesEvents(text)).map(({ file }) => file)).toEqual([]);
    expect(changesEvents('w.run("DELETE FROM events WHERE true")')).toBe(true);
    expect(changesEvents('w.run("UPDATE events SET name = 1")')).toBe(true);
  });
});

/** The one place that may read rows as objects: for pages and reports. */
const rowReader = /export async function readRows[\s\S]*?\n\}\n/;

/** Ways to read that are 20 times slower than vectors (measured in `bench`). */
function readsSlowly(text: string): boolean {
  return /getRow(s|Object)|getColumns|runAndRead/.test(text.replace(rowReader, ""));
}

/** A query of a matrix or of columns that gathers values into lists. */
function readsLists(text: string): boolean {
  return [...text.matchAll(/\.(?:matrix|columns)\(/g)].some(({ index }) =>
    /\b(list|array_agg)\s*\(/i.test(callAt(text, index)),
  );
}

/** The text of the call whose name starts at `from`, to its closing bracket. */
function callAt(text: string, from: number): string {
  let depth = 0;
  for (let i = text.indexOf("(", from); i < text.length; i++) {
    if (text[i] === "(") depth++;
    else if (text[i] === ")" && --depth === 0) return text.slice(from, i + 1);
  }
  return text.slice(from);
}

describe("matrices", () => {
  test("are read by vectors only: no rows as objects, no lists", () => {
    // `ingest` looks at small samples of users' files by a DuckDB of its own, in a process of its own.
    const ours = sources.filter(({ file }) => !file.startsWith("ingest/"));
    expect(ours.filter(({ text }) => readsSlowly(text)).map(({ file }) => file)).toEqual([]);
    expect(sources.filter(({ text }) => readsLists(text)).map(({ file }) => file)).toEqual([]);
    expect(ours.find(({ file }) => file === "store/reader.ts")!.text).toMatch(rowReader);
    expect(readsSlowly("const rows = (await c.runAndReadAll(sql)).getRowObjects();")).toBe(true);
    expect(readsLists('await store.matrix("SELECT list(x) FROM t")')).toBe(true);
    expect(readsLists("await store.columns(`SELECT max(x), array_agg(y) FROM t`, [f(1)])")).toBe(true);
    expect(readsLists('store.matrix("SELECT x FROM t"); const a = list(b);')).toBe(false);
  });
});

describe("integers", () => {
  const big = 9_007_199_254_740_993n; // 2^53 + 1: the first that a JavaScript number cannot hold

  test("are exact in and out, beyond 2^53 as bigint", async () => {
    const store = await openStore();
    await store.tx(async (w) => {
      await w.run("CREATE TABLE money (amount_minor BIGINT)");
      await w.run("INSERT INTO money VALUES ($1), ($2)", [big, -123]);
      await w.append("money", [BigInt64Array.of(big, 9_223_372_036_854_775_807n)]);
    });
    expect(await store.rows("SELECT amount_minor AS a FROM money ORDER BY a")).toEqual([
      { a: -123 },
      { a: big },
      { a: big },
      { a: 9_223_372_036_854_775_807n },
    ]);
  });

  test("add up exactly, whatever the order and the number of threads", async () => {
    const make = `CREATE TABLE money AS
      SELECT (hash(range) % 2000000000000)::BIGINT - 1000000000000 AS amount_minor FROM range(300000)`;
    let expected: bigint | undefined;
    for (const threads of [1, 2, 4]) {
      const store = await openStore({ threads });
      await store.tx((w) => w.run(make));
      const { sum } = await store.one<{ sum: number }>("SELECT sum(amount_minor) AS sum FROM money");
      const shuffled = await store.one<{ sum: number }>(
        "SELECT sum(amount_minor) AS sum FROM (FROM money ORDER BY hash(amount_minor))",
      );
      const { a } = await store.columns("SELECT amount_minor AS a FROM money");
      const exact = (a as Float64Array).reduce((total, x) => total + BigInt(x), 0n);
      expected ??= exact;
      expect([BigInt(sum), BigInt(shuffled.sum), exact]).toEqual([expected, expected, expected]);
    }
  });

  test("are what money and quantities are kept as, in every table", async () => {
    const store = await openStore();
    const columns = await store.rows<{ table: string; name: string; type: string }>(
      `SELECT table_name AS "table", column_name AS name, data_type AS type FROM duckdb_columns()
       WHERE database_name = 'app' AND regexp_matches(column_name, '_(minor|milli)$|^points$')`,
    );
    expect(columns.length).toBeGreaterThan(8);
    expect(columns.filter((c) => c.type !== "BIGINT")).toEqual([]);
  });
});

function changesEvents(text: string): boolean {
  return /\b(UPDATE|DELETE\s+FROM|TRUNCATE)\s+(app\.)?events\b/i.test(text);
}
