import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { KindredError } from "../../src/core/errors.ts";
import { CanonicalWriter } from "../../src/ingest/read/canonical.ts";
import { type Dialect, FIELD, Tokeniser } from "../../src/ingest/read/tokenise.ts";
import { LINE_BREAK } from "../../src/ingest/read/trim.ts";
import { accounts, Workspace } from "./workspace.ts";

interface Read {
  readonly records: { line: number; fields: string[] }[];
  readonly broken: { line: number; rule: string }[];
}

const comma: Dialect = { delimiter: 44, quote: 34, backslash: false, newline: 10 };

/** Reads text in chunks of the given sizes (the last size repeats). */
function read(text: string, sizes: readonly number[] = [1 << 20], dialect = comma): Read {
  const out: Read = { records: [], broken: [] };
  const tokeniser = new Tokeniser(
    dialect,
    { fieldBytes: 1 << 20, rowBytes: 2_000_000 },
    {
      record(bytes, length, _fields, line) {
        const fields = bytes.toString("utf8", 0, length).split(String.fromCharCode(FIELD));
        out.records.push({
          line,
          fields: fields.map((f) => f.replaceAll(String.fromCharCode(LINE_BREAK), "\n")),
        });
      },
      broken: (rule, line) => out.broken.push({ line, rule }),
    },
  );
  const bytes = Buffer.from(text);
  for (let from = 0, i = 0; from < bytes.length; i++) {
    const size = sizes[Math.min(i, sizes.length - 1)]!;
    tokeniser.push(bytes.subarray(from, from + size));
    from += size;
  }
  tokeniser.end();
  return out;
}

const quoted = (field: string) =>
  /[",\n\r]/.test(field) || /^ /.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
/** Text as cells hold it: no control characters, line breaks as \n, no spaces around. */
const cell = fc
  .array(fc.constantFrom("a", "ж", "价", '"', ",", "\n", " ", "'", ";", "0", "😀"), { maxLength: 6 })
  .map((cs) => cs.join("").trim());

describe("splitting text into rows", () => {
  test("a carriage return within a field is a space, since it ends no row here", () => {
    expect(read("a\rb,\rc\r,d\r\n").records.map((r) => r.fields)).toEqual([["a b", "c", "d"]]);
  });

  test("what RFC 4180 writes is read back, with the line each row starts on", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
        fc.constantFrom("\n", "\r\n"),
        (rows, end) => {
          const text = rows.map((r) => r.map(quoted).join(",") + end).join("");
          const { records, broken } = read(text);
          expect(broken).toEqual([]);
          expect(records.map((r) => r.fields)).toEqual(rows);
          let line = 1;
          for (const [i, row] of rows.entries()) {
            expect(records[i]!.line).toBe(line);
            line += 1 + row.join("").split("\n").length - 1;
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test("no row depends on where chunks end; every line with text is in a row or broken", () => {
    const soup = fc.array(fc.constantFrom("a", "b", ",", '"', "\n", "\r\n", " ", '""', "ж", "1"), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(
        soup,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
        (parts, sizes) => {
          const text = parts.join("");
          const whole = read(text);
          expect(read(text, sizes)).toEqual(whole);
          const starts = new Set([...whole.records, ...whole.broken].map((r) => r.line));
          const first = text.split("\n").findIndex((l) => l.trim() !== "");
          if (first >= 0) expect(starts.has(first + 1)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("accounts of damaged files", () => {
  let ws: Workspace;
  beforeAll(async () => {
    ws = await Workspace.open();
  });
  afterAll(() => ws.close());

  const good = fc.tuple(
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 1, max: 28 }),
    fc.constantFrom("C1", "C2", ""),
    fc.constantFrom("tea", "salt", "POSTAGE"),
    fc.integer({ min: -2, max: 3 }),
    fc.constantFrom("1.50", "0", "2.335", "-3", "x", ""),
  );
  const line = good.map(
    ([o, d, c, p, q, a]) =>
      `${q < 0 ? "C" : ""}100${o},2024-01-${String(d).padStart(2, "0")},${c},${p},${q},${a}`,
  );
  const damaged = fc.oneof(
    { weight: 6, arbitrary: line },
    { weight: 1, arbitrary: line.map((l) => `${l},more`) },
    { weight: 1, arbitrary: line.map((l) => l.slice(0, l.lastIndexOf(","))) },
    { weight: 1, arbitrary: line.map((l) => l.replace("2024", "never")) },
    { weight: 1, arbitrary: line.map((l) => l.replace(/,([^,]*),/, ',"$1,')) },
    { weight: 1, arbitrary: fc.constantFrom(",,,,,", "   ", '"', "\u0000\u0001") },
  );

  test("every row of a damaged text is written out or rejected, with its number", () => {
    const [rowsFile, rejectsFile] = [join(ws.folder, "rows.txt"), join(ws.folder, "broken.txt")];
    fc.assert(
      fc.property(fc.array(damaged, { minLength: 1, maxLength: 30 }), (rows) => {
        const writer = new CanonicalWriter(rowsFile, rejectsFile, 6, 0, false);
        const tokeniser = new Tokeniser(comma, { fieldBytes: 1 << 20, rowBytes: 2_000_000 }, writer);
        tokeniser.watch = 6;
        tokeniser.push(Buffer.from(rows.join("\n")));
        tokeniser.end();
        writer.close();
        const read = (file: string) =>
          readFileSync(file, "utf8")
            .split("\n")
            .filter(Boolean)
            .map((l) => l.split(String.fromCharCode(FIELD)));
        const [stored, rejected] = [read(rowsFile), read(rejectsFile)];
        expect([...stored, ...rejected].map((r) => Number(r[0])).sort((a, b) => a - b)).toEqual(
          Array.from({ length: writer.received }, (_, i) => i + 1),
        );
        expect(rejected).toHaveLength(writer.rejected);
        for (const row of stored) expect(row).toHaveLength(8);
      }),
      { numRuns: 200 },
    );
  });

  test("received = stored + duplicates + rejected, each row told once, nothing stored twice", {
    timeout: 180_000,
  }, async () => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(damaged, { minLength: 3, maxLength: 30 }), async (rows) => {
        const sure = "9001,2024-01-29,C9,tea,1,1.00\n9002,2024-01-30,C9,tea,1,1.00\n";
        const file = ws.file(`order,date,customer,product,quantity,price\n${sure}${rows.join("\n")}\n`);
        const report = await ws.importHere(file, "orders", "replace").catch((e: unknown) => {
          // A stray quote may make the dialect another one: then the columns are not found, which is said.
          if (e instanceof KindredError && ++refused < 10) return null;
          throw e;
        });
        if (!report) return;
        expect(accounts(report)).toEqual({ sum: report.received, told: report.received });
        const { lines, amount } = await ws.store.one<{ lines: number; amount: number }>(
          "SELECT count(*) AS lines, coalesce(sum(amount_minor), 0)::BIGINT AS amount FROM order_lines",
        );
        expect(lines).toBe(report.stored);
        const doubles = report.dispositions.find((d) => d.what.code.endsWith("doubles"))?.amountMinor ?? 0;
        expect(report.dispositions.reduce((s, d) => s + (d.amountMinor ?? 0), 0)).toBe(amount + doubles);
        const { rejects } = await ws.store.one<{ rejects: number }>(
          "SELECT count(*) AS rejects FROM rejects",
        );
        expect(rejects).toBe(report.rejected);
        const again = await ws.importHere(file, "orders");
        expect(again).toMatchObject({ stored: 0, rejected: report.rejected });
      }),
      { numRuns: 15 },
    );
  });
});
