import { readFileSync } from "node:fs";
import readExcelFile from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { defaultLimits } from "../../src/ingest/limits.ts";
import { numberLook, shownNumber } from "../../src/ingest/read/xlsx/number-format.ts";
import { downwardMerges, type SheetRow, sheetRows } from "../../src/ingest/read/xlsx/sheet.ts";
import { readWorkbook } from "../../src/ingest/read/xlsx/workbook.ts";
import { readZip } from "../../src/ingest/read/xlsx/zip.ts";
import { workbookOf, zipOf } from "./pack.ts";
import { accounts, done, fixture, Workspace } from "./workspace.ts";

let ws: Workspace;
beforeAll(async () => {
  ws = await Workspace.open();
});
afterAll(() => ws.close());

async function rowsOf(file: string, at = 0): Promise<SheetRow[]> {
  const book = await readWorkbook(readZip(file), defaultLimits);
  const sheet = book.sheets[at]!;
  const merges = await downwardMerges(book, sheet, defaultLimits);
  const rows: SheetRow[] = [];
  const counts = { hidden: 0, unvalued: 0, merged: 0 };
  for await (const row of sheetRows(book, sheet, merges, defaultLimits, counts)) rows.push(row);
  return rows;
}

const refused = (file: string, options = {}) =>
  ws.import(file, "orders", options).then(
    () => expect.fail("it was imported"),
    (error: unknown) => error,
  );

const lines = () =>
  ws.store.rows(
    `SELECT o.order_id AS "order", c.customer_id AS customer, strftime(l.ordered_at, '%Y-%m-%d %H:%M:%S') AS at, p.product_id AS product,
       l.quantity_milli AS quantity, l.amount_minor AS amount
     FROM order_lines l JOIN orders o USING (order_key) LEFT JOIN customers c ON c.customer = l.customer
     LEFT JOIN products p ON p.product = l.product ORDER BY l.row_number`,
  );

describe("a marketer's workbook", () => {
  test("the table is found under its title on the second sheet, and every row is accounted for", async () => {
    const report = await ws.importHere(fixture("orders.xlsx"), "orders", "replace");
    expect(report).toMatchObject({
      received: 6,
      stored: 4,
      rejected: 2,
      currency: "EUR",
      format: { type: "xlsx", sheet: "Orders", header: true },
    });
    expect(accounts(report)).toEqual({ sum: 6, told: 6 });
    expect((await lines()).map((r) => Object.values(r as object))).toEqual([
      ["1001", "C1", "2024-01-05 10:15:00", "Green tea", 2000, 900],
      ["1001", "C1", "2024-01-05 10:15:00", "Sugar, brown", 3000, 597],
      ["1002", "C2", "2024-01-20 09:00:00", "Coffee", 1000, 120400],
      ["1003", "C3", "2024-02-29 23:59:59", "Tea & <milk>", 1000, 30],
    ]);
    expect(
      report.notes.filter((n) => !n.code.includes("rows")).map((n) => [n.code.split(".").pop(), n.data]),
    ).toEqual([
      ["otherSheets", { sheet: "Orders", others: "Cover, Prices" }],
      ["hiddenSheets", { sheets: "Secret" }],
      ["emptyRows", { count: 3 }],
      ["hiddenRows", { count: 1 }],
      ["mergedCells", { count: 1 }],
      ["cellsBeside", { count: 1 }],
    ]);
    const rejects = readFileSync(report.rejectsFile!, "utf8").split("\r\n").slice(1).filter(Boolean);
    expect(rejects.map((l) => [l.split(",")[0], l.split(",")[4]])).toEqual([
      ["2", "before-header"],
      ["11", "date-unreadable"],
    ]);
  });

  test("--sheet reads another one, hidden ones too; a wrong name is told with the right ones", async () => {
    const file = fixture("orders.xlsx");
    const prices = await ws.import(file, "products", { sheet: " prices " });
    expect(prices).toMatchObject({ received: 1, stored: 1, format: { sheet: "Prices" } });
    const secret = await ws.import(file, "orders", { sheet: "Secret" }).catch((e: unknown) => e);
    expect(secret).toMatchObject({ code: "no-date-column", data: { columns: "x, y" } });
    expect(await refused(file, { sheet: "Mai" })).toMatchObject({
      code: "sheet-unknown",
      data: { sheets: "Cover, Orders, Prices, Secret" },
    });
    expect(await refused(fixture("orders-en.csv"), { sheet: "Mai" })).toMatchObject({
      code: "sheet-unknown",
    });
  });

  test("numbers that are codes are read as they are shown, others without the noise of doubles", async () => {
    const rows = await rowsOf(fixture("orders.xlsx"), 1);
    expect(rows.slice(2).map((r) => [r.line, ...r.cells.slice(7, 11)])).toEqual([
      [5, "4.5 €", "9 €", "01067", "555-1234"],
      [6, "1.99 €", "5.97 €", "01067", "555-1234"],
      [7, "1204 €", "1204 €", "99423", "(415) 555-1234"],
      [9, "0.3 €", "0.3 €", "00501", "(415) 555-1234"],
      [11],
    ]);
  });

  test("days counted from 1904, texts within cells", async () => {
    const report = await ws.importHere(fixture("orders-1904.xlsx"), "orders", "replace");
    expect(report.format.dateOnly).toBe(true);
    expect((await lines()).map((r) => (r as { at: string }).at.slice(0, 10))).toEqual([
      "2024-01-05",
      "2024-01-06",
      "2024-01-07",
    ]);
  });

  test("a workbook of another program; formulas of which it stored no result are told", async () => {
    const report = await ws.importHere(fixture("orders-openpyxl.xlsx"), "orders", "replace");
    expect(report).toMatchObject({ received: 2, stored: 2, format: { sheet: "Заказы" } });
    expect(report.notes).toContainEqual({ code: "ingest.notes.formulasWithoutValue", data: { count: 2 } });
    expect((await lines()).map((r) => (r as { amount: number }).amount)).toEqual([10025, 20000]);
  });

  test("the same workbook again stores nothing", async () => {
    await ws.import(fixture("orders.xlsx"), "orders", { mode: "replace" });
    const again = await ws.import(fixture("orders.xlsx"), "orders");
    expect(again).toMatchObject({ received: 6, stored: 0, duplicates: 4, rejected: 2 });
    expect(done(again)).toMatchObject({ sameFile: 4 });
  });
});

describe("values of cells", () => {
  test.each([
    ["43831", "dd/mm/yyyy", "2020-01-01"],
    ["43831.5", "dd/mm/yyyy", "2020-01-01 12:00:00"],
    ["43831", "yyyy\\-mm\\-dd\\ hh:mm", "2020-01-01 00:00:00"],
    ["59", "d.m.yy", "1900-02-28"],
    ["61", "d.m.yy", "1900-03-01"],
    ["43831", '[$-419]d\\ mmmm\\ yyyy"г.";@', "2020-01-01"],
    ["43831", 'yyyy"年"m"月"d"日"', "2020-01-01"],
    ["0.75", "h:mm AM/PM", "18:00:00"],
    ["1.5", "[h]:mm:ss", "36:00:00"],
    ["12.300000000000001", "General", "12.3"],
    ["1.2345E-4", "0.00E+00", "0.00012345"],
    ["1E+20", "General", "100000000000000000000"],
    ["-5.5", '_-* #,##0.00\\ "€"_-', "-5.5 €"],
    ["7", "#,##0.00 [$USD]", "7 USD"],
    ["0.25", "0%", "0.25"],
    ["1067", "00000", "01067"],
    ["123456789", "000\\-00\\-0000", "123-45-6789"],
    ["79161234567", "+0\\ \\(000\\)\\ 000\\-00\\-00", "+7 (916) 123-45-67"],
    ["1234567", "# ##0", "1234567"],
    ["5", "0", "5"],
    ["-3", "00000", "-3"],
    ["5", '0.0" kg"', "5"],
    ["5", "#,##0;[Red]-#,##0", "5"],
  ])("%s as %s is %s", (raw, code, shown) => {
    expect(shownNumber(raw, numberLook(200, code), false)).toBe(shown);
  });

  test("rich texts, phonetic guides, escapes, booleans, errors, ISO dates, cells without a place", async () => {
    const file = ws.file(
      workbookOf(
        `<sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c>
         <c t="d"><v>2024-01-05T00:00:00</v></c><c t="inlineStr"><is><r><t>in</t></r><r><t>line &#x1F600;</t></r></is></c>
         <c t="str"><f>A1</f><v>a_x000D_b</v></c><c s="1"><v>45296</v></c></row></sheetData>`,
        "<si><r><t>Gr</t></r><r><t>een &amp; </t></r></si><si><t>東京</t><rPh><t>トウキョウ</t></rPh></si>",
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>',
      ),
      "x.xlsx",
    );
    expect(await rowsOf(file)).toEqual([
      {
        line: 1,
        cells: ["Green &", "東京", "true", "#N/A", "2024-01-05", "inline 😀", "a\rb", "2024-01-05"],
      },
    ]);
  });

  test("a value far out beside the table costs nothing but a note, with a header or without", async () => {
    const row = (n: number, far = "") =>
      `<row><c><v>${n}</v></c><c t="str"><v>C${n % 7}</v></c><c s="1"><v>${45296 + n}</v></c><c><v>${n}.5</v></c>${far}</row>`;
    const cells = Array.from({ length: 30 }, (_, n) =>
      row(n + 1, n === 3 ? '<c r="XFD4"><v>1</v></c>' : ""),
    ).join("");
    const head = ["order", "customer", "date", "amount"]
      .map((name) => `<c t="str"><v>${name}</v></c>`)
      .join("");
    const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>';
    const file = ws.file(
      workbookOf(`<sheetData><row>${head}</row>${cells}</sheetData>`, "", styles),
      "x.xlsx",
    );
    const report = await ws.importHere(file, "orders", "replace");
    expect(report).toMatchObject({ received: 30, stored: 30, unmapped: [] });
    expect(report.notes).toContainEqual({ code: "ingest.notes.cellsBeside", data: { count: 1 } });
    const bare = ws.file(workbookOf(`<sheetData>${cells}</sheetData>`, "", styles), "x.xlsx");
    const without = await ws.importHere(bare, "orders", "replace");
    expect(without).toMatchObject({ received: 30, stored: 30, format: { header: false } });
    expect(without.notes).toContainEqual({ code: "ingest.notes.cellsBeside", data: { count: 1 } });
  });

  test("what another reader (read-excel-file 9.3.17) reads is read here", async () => {
    const values = (await readExcelFile(fixture("orders-openpyxl.xlsx")))[0]!.data;
    const mine = await rowsOf(fixture("orders-openpyxl.xlsx"));
    const text = (v: unknown) =>
      v instanceof Date ? v.toISOString().replace("T", " ").slice(0, 19) : String(v ?? "");
    expect(mine.map((r) => r.cells.slice(0, 4))).toEqual(values.map((r) => r.slice(0, 4).map(text)));
  });
});

describe("workbooks that cannot be read", () => {
  const rows = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>date</t></is></c></row></sheetData>';

  test("a password, on the archive or on the file; the format of old; the binary one", async () => {
    const locked = Buffer.concat([
      Buffer.from("d0cf11e0a1b11ae1", "hex"),
      Buffer.alloc(3000),
      Buffer.from("EncryptedPackage", "utf16le"),
    ]);
    expect(await refused(ws.file(locked, "x.xlsx"))).toMatchObject({ code: "file-password" });
    const packed = zipOf({ "xl/workbook.xml": "<workbook/>" }, { encrypted: true });
    expect(await refused(ws.file(packed, "x.xlsx"))).toMatchObject({ code: "file-password" });
    const old = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)]);
    expect(await refused(ws.file(old, "x.xls"))).toMatchObject({ data: { what: "excel-old" } });
    const binary = zipOf({ "xl/workbook.bin": "x" });
    expect(await refused(ws.file(binary, "x.xlsb"))).toMatchObject({ data: { what: "excel-binary" } });
  });

  test("a bomb: a sheet, and shared texts, that grow without end", async () => {
    const limits = { inflateFreeBytes: 1 << 20 };
    const sheet = ws.file(workbookOf(`<sheetData>${" ".repeat(20 << 20)}</sheetData>`), "x.xlsx");
    expect(await refused(sheet, { limits })).toMatchObject({ code: "file-inflates" });
    const shared = ws.file(workbookOf(rows, `<si><t>${"x".repeat(20 << 20)}</t></si>`), "x.xlsx");
    expect(await refused(shared, { limits })).toMatchObject({ code: "file-inflates" });
    expect(await refused(shared, { limits: { memoryMb: 10 } })).toMatchObject({ code: "file-memory-limit" });
  });

  test("cut, flipped, without its sheet, no XML, a document type, 3,000 columns, an empty sheet", async () => {
    const good = readFileSync(fixture("orders.xlsx"));
    expect(await refused(ws.file(good.subarray(0, 4000), "x.xlsx"))).toMatchObject({ code: "file-damaged" });
    const flipped = Buffer.from(good);
    const sheet = flipped.indexOf("xl/worksheets/sheet2.xml") + 200;
    flipped[sheet]! ^= 255;
    expect(await refused(ws.file(flipped, "x.xlsx"))).toMatchObject({ code: "file-damaged" });
    const { length } = await rowsOf(ws.file(workbookOf(rows), "x.xlsx"));
    expect(length).toBe(1);
    const cutXml = workbookOf('<sheetData><row r="1"><c r="A1"');
    expect(await refused(ws.file(cutXml, "x.xlsx"))).toMatchObject({ code: "file-damaged" });
    const type = workbookOf('<!DOCTYPE x [<!ENTITY a "b">]>');
    expect(await refused(ws.file(type, "x.xlsx"))).toMatchObject({ code: "file-damaged" });
    const cells = Array.from({ length: 3000 }, (_, i) => `<c><v>${i}</v></c>`).join("");
    const wide = workbookOf(`<sheetData><row>${cells}</row><row>${cells}</row></sheetData>`);
    expect(await refused(ws.file(wide, "x.xlsx"))).toMatchObject({ code: "file-too-wide" });
    expect(await refused(ws.file(workbookOf("<sheetData/>"), "x.xlsx"))).toMatchObject({
      code: "file-no-rows",
    });
  });
});
