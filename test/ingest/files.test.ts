import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accounts, fixture, Workspace } from "./workspace.ts";

let ws: Workspace;
beforeAll(async () => {
  ws = await Workspace.open();
});
afterAll(() => ws.close());

const lines = () =>
  ws.store.rows(
    `SELECT o.order_id AS "order", c.customer_id AS customer, strftime(l.ordered_at, '%Y-%m-%d %H:%M') AS at, p.product_id AS product,
       p.name, l.quantity_milli AS quantity, l.amount_minor AS amount
     FROM order_lines l JOIN orders o USING (order_key) LEFT JOIN customers c ON c.customer = l.customer
     LEFT JOIN products p ON p.product = l.product ORDER BY l.row_number`,
  );

describe("text files of orders, as programs write them", () => {
  const english = [
    ["1001", "C1", "2024-01-05 10:15", "A100", "Green tea", 2000, 900],
    ["1001", "C1", "2024-01-05 10:15", "A200", "Black coffee", 1000, 1200],
    ["1002", "C2", "2024-01-20 09:00", "A100", "Green tea", 10000, 4500],
    ["1003", "C1", "2024-02-03 18:30", "A300", "Sugar, brown", 3000, 597],
  ];
  const plain = english.map((r) => r.map((v) => (v === "Sugar, brown" ? "Sugar brown" : v)));
  const chinese = [
    ["1001", "客1", "2024-01-05 10:15", "A100", "绿茶", 2000, 900],
    ["1001", "客1", "2024-01-05 10:15", "A200", "黑咖啡", 1000, 1200],
    ["1002", "客2", "2024-01-20 09:00", "A100", "绿茶", 10000, 4500],
    ["1003", "客1", "2024-02-03 18:30", "A300", "红糖，袋装", 3000, 597],
  ];
  const russian = [
    ["1001", "К1", "2024-01-05 10:15", "А100", "Зелёный чай", 2000, 200900],
    ["1001", "К1", "2024-01-05 10:15", "А200", "Чёрный кофе", 1000, 1200],
    ["1002", "К2", "2024-01-20 09:00", "А100", "Зелёный чай", 10000, 1004500],
    ["1003", "К1", "2024-02-03 18:30", "А300", "Сахар; тростниковый", 3000, 597],
  ];
  test.each([
    ["orders-en.csv", english, { delimiter: ",", encoding: "utf-8", decimal: ".", header: true }],
    ["orders-utf8-bom.csv", english, { delimiter: ",", encoding: "utf-8" }],
    ["orders-en.csv.gz", english, { delimiter: ",", encoding: "utf-8" }],
    ["pipes.csv", plain, { delimiter: "|" }],
    ["orders-utf16le-bom.txt", plain, { delimiter: "\t", encoding: "utf-16le" }],
    ["orders-zh.csv", chinese, { delimiter: ",", encoding: "utf-8", dateFormat: "%Y年%m月%d日 %H:%M" }],
    ["orders-zh-gb18030.csv", chinese, { encoding: "gb18030" }],
    ["orders-ru.csv", russian, { delimiter: ";", decimal: ",", dateFormat: "%d.%m.%Y %H:%M" }],
    ["orders-ru-cp1251.csv", russian, { encoding: "windows-1251", decimal: "," }],
    ["orders-utf16be-bom.csv", russian, { encoding: "utf-16be" }],
  ])("%s", async (name, expected, format) => {
    const report = await ws.importHere(fixture(name), "orders", "replace");
    expect(report.format).toMatchObject(format);
    expect(report.mapping.map((m) => [m.field, m.by])).toEqual(
      ["order", "customer", "date", "product", "description", "quantity", "price", "country"].map((f) => [
        f,
        "name",
      ]),
    );
    expect((await lines()).map((r) => Object.values(r as object))).toEqual(expected);
    expect(accounts(report)).toEqual({ sum: 4, told: 4 });
  });

  test("Western text with pound signs in Windows-1252", async () => {
    const report = await ws.importHere(fixture("orders-latin1.csv"), "orders", "replace");
    expect(report).toMatchObject({
      stored: 2,
      currency: "GBP",
      format: { encoding: "windows-1252", dateFormat: "%d/%m/%Y" },
    });
    expect((await lines()).map((r) => (r as { name: string }).name)).toEqual(["Café crème", "Thé glacé"]);
  });

  test("single quotes, doubled inside", async () => {
    const report = await ws.importHere(fixture("single-quotes.csv"), "orders", "replace");
    expect(report.format).toMatchObject({ quote: "'", delimiter: "," });
    expect((await lines()).map((r) => (r as { product: string }).product)).toEqual([
      "Tea, green",
      "It's coffee",
      "Sugar",
      "Salt",
    ]);
  });

  test("a sep= line, decimal commas with points for thousands", async () => {
    const report = await ws.importHere(fixture("sep-line.csv"), "orders", "replace");
    expect(report).toMatchObject({ received: 2, stored: 2, format: { delimiter: ";", decimal: "," } });
    expect((await lines()).map((r) => (r as { amount: number }).amount)).toEqual([450, 120400]);
  });

  test("title lines above the header are shown, not lost", async () => {
    const report = await ws.importHere(fixture("title-lines.csv"), "orders", "replace");
    expect(report).toMatchObject({ received: 5, stored: 3, rejected: 2 });
    expect(report.dispositions.at(-1)).toMatchObject({
      what: { code: "ingest.rejected.before-header" },
      rows: 2,
    });
  });

  test("quoted line breaks keep the numbers of the lines after them", async () => {
    const report = await ws.importHere(fixture("quoted-newlines.csv"), "orders", "replace");
    expect(report).toMatchObject({ received: 4, stored: 2, rejected: 2 });
    expect((await lines()).map((r) => (r as { name: string }).name)).toEqual([
      'Tea,\ngreen "loose" leaf',
      "Sugar\nbrown\ncane",
    ]);
    const rejects = readFileSync(report.rejectsFile!, "utf8")
      .split("\r\n")
      .slice(1, 3)
      .map((l) => l.split(",").slice(0, 5));
    expect(rejects).toEqual([
      ["4", "2", "amount", "oops", "number-unreadable"],
      ["8", "4", "date", "never", "date-unreadable"],
    ]);
  });

  test("ragged and broken rows become rejects with their line, and no row is lost", async () => {
    const report = await ws.importHere(fixture("ragged.csv"), "orders", "replace");
    const rejects = readFileSync(report.rejectsFile!, "utf8").split("\r\n").slice(1).filter(Boolean);
    expect(rejects.map((l) => l.split(",")).map((c) => [c[0], c[4]])).toEqual([
      ["3", "too-few-fields"],
      ["4", "too-many-fields"],
      ["6", "text-after-quote"],
      ["8", "text-after-quote"],
      ["9", "empty-row"],
    ]);
    expect(report).toMatchObject({ received: 9, stored: 4, rejected: 5 });
    expect(accounts(report)).toEqual({ sum: 9, told: 9 });
  });

  test("without a header the columns are numbered and found by what they hold", async () => {
    const report = await ws.importHere(fixture("no-header.csv"), "orders", "replace");
    expect(report.format.header).toBe(false);
    expect(report.mapping).toEqual([
      { field: "customer", column: "#1", by: "content" },
      { field: "date", column: "#2", by: "content" },
      { field: "quantity", column: "#3", by: "content" },
      { field: "amount", column: "#4", by: "content" },
    ]);
  });

  test("columns set by runs of spaces", async () => {
    const report = await ws.importHere(fixture("spaces.txt"), "orders", "replace");
    expect(report).toMatchObject({
      stored: 5,
      format: { delimiter: "spaces", header: false, dateFormat: "%Y%m%d", dateOnly: true },
    });
    expect((await lines()).map((r) => Object.values(r as object).slice(1, 3))).toContainEqual([
      "00002",
      "1997-01-12 00:00",
    ]);
  });
});

describe("dates", () => {
  const days = async (name: string, dateFormat?: string) => {
    const report = await ws.import(fixture(name), "orders", {
      mode: "replace",
      ...(dateFormat ? { dateFormat } : {}),
    });
    const rows = await ws.store.rows<{ at: string }>(
      "SELECT strftime(ordered_at, '%Y-%m-%d %H:%M') AS at FROM orders ORDER BY order_key",
    );
    return { at: rows.map((r) => r.at), report };
  };
  const guessed = (codes: readonly { code: string }[]) =>
    codes.some((n) => n.code === "ingest.notes.dateOrderGuessed");

  test("the day is first where a number above 12 says so", async () => {
    const { at, report } = await days("dates-day-first.csv");
    expect(at).toEqual(["2024-04-03 00:00", "2024-04-25 00:00"]);
    expect(guessed(report.notes)).toBe(false);
  });

  test("the month is first where a number above 12 says so; 12-hour clocks", async () => {
    const { at, report } = await days("dates-month-first.csv");
    expect(at).toEqual(["2024-03-04 13:05", "2024-04-25 11:00"]);
    expect(guessed(report.notes)).toBe(false);
  });

  test("where nothing tells, the rule is used and said; --date-format decides", async () => {
    const ambiguous = await days("dates-ambiguous.csv");
    expect(ambiguous.at).toEqual(["2024-03-04 00:00", "2024-02-05 00:00"]);
    expect(guessed(ambiguous.report.notes)).toBe(true);
    const told = await days("dates-ambiguous.csv", "%d/%m/%Y");
    expect(told.at).toEqual(["2024-04-03 00:00", "2024-05-02 00:00"]);
    expect(guessed(told.report.notes)).toBe(false);
    expect((await days("dates-ambiguous.csv", "DD/MM/YYYY")).at).toEqual(told.at);
  });

  test("month names; a word that is no date is a reject", async () => {
    const { at, report } = await days("dates-mixed-words.csv");
    expect(at).toEqual(["2024-01-05 00:00", "2024-02-17 00:00"]);
    expect(report.rejected).toBe(1);
  });

  test("epoch seconds, offsets from UTC", async () => {
    expect((await days("epoch.csv")).at).toEqual(["2024-01-05 10:00", "2024-01-06 10:00"]);
    expect((await days("offsets.csv")).at).toEqual(["2024-01-05 07:00", "2024-01-05 10:00"]);
  });
});
