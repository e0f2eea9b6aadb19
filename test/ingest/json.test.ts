import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { defaultLimits } from "../../src/ingest/limits.ts";
import { jsonLayout } from "../../src/ingest/read/json/layout.ts";
import { ElementSplitter, LineSplitter } from "../../src/ingest/read/json/splitter.ts";
import { accounts, Workspace } from "./workspace.ts";

let ws: Workspace;
beforeAll(async () => {
  ws = await Workspace.open();
});
afterAll(() => ws.close());

const orders = [
  {
    order_id: "820982911946154508",
    customer: { id: "C1", email: "a@x.test" },
    created_at: "2024-01-05T10:15:00Z",
    total: "15.00",
    items: [
      { sku: "A100", name: "Green tea", quantity: 2, price: 4.5 },
      { sku: "A200", name: "Sugar", quantity: 3, price: 2 },
    ],
  },
  {
    order_id: "1002",
    customer: { id: "C2" },
    created_at: "2024-01-20T09:00:00Z",
    total: "12.00",
    tags: ["new", "vip"],
    items: [{ sku: "A300", name: "Coffee", quantity: 1, price: 12 }],
  },
];
/** The order number as a number of 18 digits. */
const text = (indent?: number) => JSON.stringify(orders, null, indent).replaceAll(/"(8209\d+)"/g, "$1");

const lines = () =>
  ws.store.rows(
    `SELECT o.order_id AS "order", c.customer_id AS customer, p.product_id AS product, p.name,
       l.quantity_milli AS quantity, l.amount_minor AS amount
     FROM order_lines l JOIN orders o USING (order_key) LEFT JOIN customers c ON c.customer = l.customer
     LEFT JOIN products p ON p.product = l.product ORDER BY l.row_number`,
  );
const expected = [
  ["820982911946154508", "C1", "A100", "Green tea", 2000, 900],
  ["820982911946154508", "C1", "A200", "Sugar", 3000, 600],
  ["1002", "C2", "A300", "Coffee", 1000, 1200],
];

describe("orders with their items", () => {
  const ndjson = text().slice(1, -1).replace('},{"order_id":"1002"', '}\r\n\r\n{"order_id":"1002"');
  test.each<[string, string | Buffer, string]>([
    ["a list", text(), "json"],
    ["a list over several lines", `\uFEFF${text(2)}`, "json"],
    [
      "an object that holds the list",
      `{"count": 2, "next": null, "meta": {"tags": ["a"]}, "orders": ${text(1)}, "more": [{"x": 1}]}`,
      "json",
    ],
    ["a record on each line", ndjson, "ndjson"],
    ["a record on each line, packed", gzipSync(ndjson), "ndjson"],
    [
      "records one after the other",
      JSON.stringify(orders[0], null, 2).replace(/"(8209\d+)"/, "$1") +
        "\n" +
        JSON.stringify(orders[1], null, 2),
      "json",
    ],
    ["UTF-16", Buffer.from(`\uFEFF${text()}`, "utf16le"), "json"],
  ])("%s: one row for each item, the total counted once", async (_, content, type) => {
    const report = await ws.importHere(ws.file(content, "orders.json"), "orders", "replace");
    expect((await lines()).map((r) => Object.values(r as object))).toEqual(expected);
    expect(report).toMatchObject({ received: 3, stored: 3, format: { type } });
    expect(accounts(report)).toEqual({ sum: 3, told: 3 });
    expect(report.notes).toContainEqual({
      code: "ingest.notes.unfolded",
      data: { list: "items", records: 2 },
    });
    expect(Object.fromEntries(report.mapping.map((m) => [m.field, m.column]))).toMatchObject({
      order: "order_id",
      customer: "customer.id",
      date: "created_at",
      product: "items.sku",
      quantity: "items.quantity",
      price: "items.price",
      amount: "total",
    });
    expect(report.unmapped).toEqual(["customer.email", "tags"]);
  });
});

describe("what is not as it should be", () => {
  const line = (n: number, more = "") =>
    `{"order":${n},"date":"2024-01-0${n}","customer":"C${n}","amount":${n}.5${more}}`;

  test("bad lines are rejects with their line, and the others are stored", async () => {
    const deep = `${"[".repeat(70)}${"]".repeat(70)}`;
    const file = ws.file(
      [
        line(1),
        '{"order":2,"date"',
        "",
        line(3, `,"x":${deep}`),
        "[1,2]",
        "17",
        line(4),
        line(5, `,"x":"${"y".repeat(1_100_000)}"`),
        line(6, `,"x":"${"y".repeat(2_100_000)}"`),
        "{}",
        line(7),
      ].join("\n"),
      "x.ndjson",
    );
    const report = await ws.importHere(file, "orders", "replace");
    expect(report).toMatchObject({ received: 10, stored: 3, rejected: 7 });
    const rejects = readFileSync(report.rejectsFile!, "utf8").split("\r\n").slice(1).filter(Boolean);
    expect(rejects.map((l) => l.split(",")).map((c) => [c[0], c[4]])).toEqual([
      ["2", "not-json"],
      ["4", "too-deep"],
      ["5", "not-a-record"],
      ["6", "not-a-record"],
      ["8", "field-too-long"],
      ["9", "row-too-long"],
      ["10", "empty-row"],
    ]);
  });

  test("a broken record within a list is one reject; a list that is cut is an error with its line", async () => {
    const file = ws.file(`[\n${line(1)},\n{"order":2,,},\n${line(3)},\n7, null,\n${line(4)}]\n`, "x.json");
    const report = await ws.importHere(file, "orders", "replace");
    expect(report).toMatchObject({ received: 6, stored: 3, rejected: 3 });
    const rejects = readFileSync(report.rejectsFile!, "utf8").split("\r\n").slice(1).filter(Boolean);
    expect(rejects.map((l) => [l.split(",")[0], l.split(",")[4]])).toEqual([
      ["3", "not-json"],
      ["5", "not-a-record"],
      ["5", "not-a-record"],
    ]);
    const cut = await ws
      .import(ws.file(`[${line(1)},\n${line(2).slice(0, 20)}`, "x.json"), "orders")
      .catch((e) => e);
    expect(cut).toMatchObject({ code: "json-broken", data: { line: 2 } });
  });

  test("100,000 brackets, 2,001 names, no record at all", async () => {
    const deep = await ws
      .import(ws.file(`${"[".repeat(100_000)}${"]".repeat(100_000)}`, "x.json"), "orders")
      .catch((e) => e);
    expect(deep).toMatchObject({ code: "json-no-table" });
    const wide = `[{${Array.from({ length: 2001 }, (_, i) => `"c${i}":1`).join(",")}}]`;
    expect(await ws.import(ws.file(wide, "x.json"), "orders").catch((e) => e)).toMatchObject({
      code: "file-too-wide",
    });
    expect(await ws.import(ws.file("[1, 2, 3]", "x.json"), "orders").catch((e) => e)).toMatchObject({
      code: "json-no-table",
    });
    expect(await ws.import(ws.file("[]", "x.json"), "orders").catch((e) => e)).toMatchObject({
      code: "file-no-rows",
    });
  });

  test("a list without records has no rows", async () => {
    const file = ws.file('{"count": 0, "orders": [ ]}', "x.json");
    expect(await ws.import(file, "orders").catch((e) => e)).toMatchObject({ code: "file-no-rows" });
  });

  test("columns that come late, line breaks and control characters in texts", async () => {
    const file = ws.file(
      `${line(1)}\n${line(2, ',"note":"a\\nb\\u001f\\u0000c","n":{"deep":{"er":true}}')}\n${line(3, ',"amount ":9')}\n`,
      "x.ndjson",
    );
    const report = await ws.importHere(file, "customers", "replace");
    expect(report).toMatchObject({ received: 3, stored: 3 });
    const values = await ws.store.rows(
      "SELECT name, text FROM attributes WHERE name IN ('note', 'n.deep.er') ORDER BY name",
    );
    expect(values).toEqual([
      { name: "n.deep.er", text: "true" },
      { name: "note", text: "a\nb  c" },
    ]);
  });
});

describe("splitting", () => {
  const json = fc.array(
    fc.dictionary(fc.string({ unit: "binary", maxLength: 5 }), fc.jsonValue({ maxDepth: 5 })),
    { maxLength: 8 },
  );
  const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 30 });

  function split(bytes: Buffer, sizes: number[], kind: "list" | "lines"): unknown[] {
    const out: unknown[] = [];
    const sink = {
      record: (b: Buffer) => out.push(JSON.parse(b.toString("utf8"))),
      broken: (rule: string) => expect.fail(rule),
    };
    const splitter =
      kind === "list"
        ? new ElementSplitter(sink, defaultLimits, 1, false)
        : new LineSplitter(sink, defaultLimits);
    for (let at = 0, i = 0; at < bytes.length; i++) {
      const size = sizes[i % sizes.length]!;
      splitter.push(bytes.subarray(at, at + size));
      at += size;
    }
    splitter.end();
    return out;
  }

  test("whatever is in the records and wherever the pieces are cut, the same records come out", () => {
    fc.assert(
      fc.property(json, cuts, fc.constantFrom(0, 1), (records, sizes, indent) => {
        const list = Buffer.from(JSON.stringify(records, null, indent).slice(1));
        expect(split(list, sizes, "list")).toEqual(JSON.parse(JSON.stringify(records)));
        const ndjson = Buffer.from(records.map((r) => `${JSON.stringify(r)}\n`).join(""));
        expect(split(ndjson, sizes, "lines")).toEqual(JSON.parse(JSON.stringify(records)));
      }),
      { seed: 6, numRuns: 300 },
    );
  });

  test("the list is found by its name, else the first", () => {
    expect(jsonLayout('{"a": [{"x": 1}], "result": {"orders": [ {"x": 1}]}}', true)).toEqual({
      kind: "list",
      at: 39,
      path: "result.orders",
    });
    expect(jsonLayout('{"a": {"b": [{"x": [{"y": 1}]}]}, "s": "[{"}', true)).toEqual({
      kind: "list",
      at: 12,
      path: "a.b",
    });
    expect(jsonLayout('{"a": 1}', true)).toEqual({ kind: "sequence" });
    expect(jsonLayout('{"a": 1}\n{"a": 2', false)).toEqual({ kind: "sequence" });
    expect(jsonLayout('{"a": 1}\n{"a": 2}\n{"a', false)).toEqual({ kind: "lines" });
  });
});
