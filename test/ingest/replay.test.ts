import { existsSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { replayRejects } from "../../src/ingest/replay.ts";
import { accounts, Workspace } from "./workspace.ts";

const clock = { now: () => new Date("2026-01-01T00:00:00Z") };

let ws: Workspace;
beforeEach(async () => {
  ws = await Workspace.open();
});
afterEach(() => ws.close());

/** What is stored of orders, without keys that depend on the order of arrival. */
async function stored(of: Workspace) {
  const lines =
    await of.store.rows(`SELECT o.order_id, c.customer_id, p.product_id, l.ordered_at::VARCHAR AS at, l.kind,
      l.quantity_milli AS q, l.amount_minor AS a, l.row_number AS n, o.currency
    FROM order_lines l JOIN orders o USING (order_key) LEFT JOIN customers c ON c.customer = l.customer
    LEFT JOIN products p ON p.product = l.product ORDER BY ALL`);
  const orders = await of.store.rows(
    "SELECT order_id, ordered_at::VARCHAR AS at, kind, quantity_milli AS q, amount_minor AS a FROM orders ORDER BY ALL",
  );
  const taken = await of.store.rows(
    `SELECT o.order_id, r.quantity_milli AS q, r.amount_minor AS a FROM reversals r JOIN orders o USING (order_key) ORDER BY ALL`,
  );
  return { lines, orders, taken };
}

/** ISO dates, every third one written with the month's name; amounts with decimal commas; equal lines; a cancellation. */
function mixed(written: (day: number) => string): string {
  const rows = ["order;date;customer;product;quantity;amount"];
  for (let i = 0; i < 60; i++) {
    const day = 1 + ((i >> 1) % 28);
    const date = i % 3 === 1 ? written(day) : `2024-03-${String(day).padStart(2, "0")}`;
    rows.push(`${1000 + (i >> 1)};${date};C${(i >> 1) % 7};tea-${(i >> 1) % 4};${1 + (i % 2)};${i},50`);
  }
  rows.push("C1002;2024-03-29;C2;tea-2;-1;-4,50");
  return `${rows.join("\n")}\n`;
}

describe("rejected rows read again", () => {
  test("an import with a wrong date format, replayed with the right one, is as if all had been read at once", async () => {
    const iso = (day: number) => `2024-03-${String(day).padStart(2, "0")}`;
    const odd = (day: number) => `${String(day).padStart(2, "0")}#03#2024`;
    const whole = await Workspace.open();
    await whole.import(whole.file(mixed(iso)), "orders", { currency: "EUR" });
    const first = await ws.import(ws.file(mixed(odd)), "orders", { currency: "EUR" });
    expect(first).toMatchObject({ received: 61, stored: 41, rejected: 20 });
    const still = await replayRejects(ws.store, { clock });
    expect(still).toMatchObject({ tried: 20, stored: 0, duplicates: 0, stillRejected: 20 });

    const report = await replayRejects(ws.store, { clock, dateFormat: "%d#%m#%Y" });
    expect(report).toMatchObject({ tried: 20, stored: 20, duplicates: 0, stillRejected: 0 });
    expect(await stored(ws)).toEqual(await stored(whole));
    const [one] = report.imports;
    expect(accounts(one!.report)).toEqual({ sum: 61, told: 61 });
    expect(one!.report).toMatchObject({ stored: 61, rejected: 0, rejectsFile: null });
    expect(one!.report.replays?.at(-1)).toMatchObject({ tried: 20, stored: 20 });
    expect(existsSync(first.rejectsFile!)).toBe(false);
    expect(await ws.store.rows("SELECT received, stored, duplicates, rejected FROM imports")).toEqual([
      { received: 61, stored: 61, duplicates: 0, rejected: 0 },
    ]);

    expect(await replayRejects(ws.store, { clock, dateFormat: "%d#%m#%Y" })).toMatchObject({
      tried: 0,
      stored: 0,
    });
    expect(await stored(ws)).toEqual(await stored(whole));
    await whole.close();
  });

  test("two replays at the same time store each row once", async () => {
    const odd = (day: number) => `${String(day).padStart(2, "0")}#03#2024`;
    await ws.import(ws.file(mixed(odd)), "orders", { currency: "EUR" });
    const both = await Promise.all(
      [1, 2].map(() => replayRejects(ws.store, { clock, dateFormat: "%d#%m#%Y" })),
    );
    expect(both.reduce((n, r) => n + r.stored, 0)).toBe(20);
    expect(await ws.store.rows("SELECT count(*) AS n FROM order_lines")).toEqual([{ n: 61 }]);
    expect(await ws.store.rows("SELECT stored, rejected FROM imports")).toEqual([
      { stored: 61, rejected: 0 },
    ]);
  });

  test("part of the rows is fixed: the others stay, with the reason they have now, in the list too", async () => {
    const file = ws.file(
      "order,date,customer,amount\n1,2024-01-05,A,1.50\n2,05#01#2024,B,2.50\n3,nonsense,C,3.50\n4,2024-01-06,D,abc\n5,2024-01-07,E,1.00\n6,2024-01-07,E,1.00\n",
    );
    const before = await ws.import(file, "orders", { currency: "EUR" });
    expect(before.rejected).toBe(3);
    const report = await replayRejects(ws.store, { clock, importId: 1, dateFormat: "DD#MM#YYYY" });
    expect(report).toMatchObject({ tried: 3, stored: 1, stillRejected: 2 });
    expect(accounts(report.imports[0]!.report)).toEqual({ sum: 6, told: 6 });
    const list = readFileSync(before.rejectsFile!, "utf8").trim().split("\r\n");
    expect(list).toHaveLength(3);
    expect(list[1]).toContain("date-unreadable");
    expect(list[2]).toContain("number-unreadable");
  });

  test("a wrong column is mapped anew; rows that could not be split stay rejected", async () => {
    const file = ws.file(
      "order,date,customer,sum,paid\n1,2024-01-05,A,10,10\n2,2024-01-05,B,free?,20\n3,2024-01-06,C\n4,2024-01-07,D,40,40\n",
    );
    const map = { amount: "sum" };
    expect(await ws.import(file, "orders", { map, currency: "EUR" })).toMatchObject({
      stored: 2,
      rejected: 2,
    });
    const report = await replayRejects(ws.store, { clock, map: { amount: "paid" } });
    expect(report).toMatchObject({ tried: 2, stored: 1, stillRejected: 1 });
    expect(await ws.store.rows("SELECT rule, stage FROM rejects")).toEqual([
      { rule: "too-few-fields", stage: "read" },
    ]);
    expect(await ws.store.rows("SELECT amount_minor AS a FROM orders ORDER BY order_id")).toEqual([
      { a: 1000 },
      { a: 2000 },
      { a: 4000 },
    ]);
  });

  test("what was told since stands: neither doubled nor put back", async () => {
    const head = "payment id,customer,due,amount,status\n";
    await ws.import(ws.file(`${head}P1,A,2024-01-05,10.00,open\nP2,B,05#01#2024,20.00,open\n`), "payments", {
      currency: "EUR",
    });
    await ws.import(ws.file(`${head}P2,B,2024-01-05,21.00,paid\n`), "payments", { currency: "EUR" });
    const orders = "order,date,customer,product,amount\n";
    await ws.import(
      ws.file(
        `${orders}1,2024-01-05,A,tea,1.00\n2,05#01#2024,B,tea,2.00\n3,05#01#2024,C,tea,3.00\n4,2024-01-05,A,tea,1.00\n5,2024-01-05,A,tea,1.00\n6,2024-01-05,A,tea,1.00\n`,
      ),
      "orders",
      { currency: "EUR" },
    );
    await ws.import(ws.file(`${orders}2,2024-01-05,B,tea,2.00\n3,2024-01-05,C,tea,3.50\n`), "orders", {
      currency: "EUR",
    });
    const report = await replayRejects(ws.store, { clock, dateFormat: "DD#MM#YYYY" });
    expect(report).toMatchObject({ tried: 3, stored: 0, duplicates: 3, stillRejected: 0 });
    expect(
      await ws.store.rows("SELECT amount_minor AS a, status FROM payments WHERE payment_id = 'P2'"),
    ).toEqual([{ a: 2100, status: "paid" }]);
    expect(
      await ws.store.rows(
        "SELECT order_id AS id, amount_minor AS a FROM orders WHERE order_id IN ('2', '3') ORDER BY ALL",
      ),
    ).toEqual([
      { id: "2", a: 200 },
      { id: "3", a: 350 },
    ]);
    for (const one of report.imports) expect(accounts(one.report).sum).toBe(one.report.received);
  });

  test("an order's total that is told on each line is divided among all its lines, also those that come later", async () => {
    const rows = ["order,date,customer,product,amount"];
    for (let i = 0; i < 12; i++)
      for (const p of ["tea", "salt", "rice"])
        rows.push(`${i},${p === "rice" && i === 3 ? "05#01#2024" : "2024-01-05"},C${i},${p},${10 + i}.00`);
    const report = await ws.import(ws.file(rows.join("\n")), "orders", { currency: "EUR" });
    expect(report.rejected).toBe(1);
    expect(await replayRejects(ws.store, { clock, dateFormat: "DD#MM#YYYY" })).toMatchObject({ stored: 1 });
    expect(await ws.store.rows("SELECT amount_minor AS a FROM orders WHERE order_id = '3'")).toEqual([
      { a: 1300 },
    ]);
  });

  test("rows of a source are read by its settings as they are now, and its run’s account follows", async () => {
    await ws.import(
      ws.file("order,date,customer,amount\n1,2024-01-05,A,1.50\n2,05#01#2024,B,2.50\n"),
      "orders",
    );
    await ws.import(
      ws.file("order,date,customer,amount\n3,2024-01-05,A,1.50\n4,05#01#2024,B,2.50\n"),
      "orders",
    );
    const config = {
      kind: "postgres",
      as: "orders",
      map: { amount: "amount", channel: "gone" },
      dateFormat: "DD#MM#YYYY",
    };
    await ws.store.write(async (w) => {
      await w.run("INSERT INTO sources (name, kind, config) VALUES ('shop', 'postgres', $1)", [
        JSON.stringify(config),
      ]);
      await w.run(
        `INSERT INTO source_runs BY NAME SELECT 'shop' AS source, import_id, received, stored, duplicates, rejected
         FROM imports WHERE import_id = 2`,
      );
    });
    const report = await replayRejects(ws.store, { clock, source: "shop" });
    expect(report).toMatchObject({ tried: 1, stored: 1, imports: [{ importId: 2 }], events: [] });
    expect(await ws.store.rows("SELECT received, stored, rejected FROM source_runs")).toEqual([
      { received: 2, stored: 2, rejected: 0 },
    ]);
    expect(await ws.store.rows("SELECT import_id FROM rejects")).toEqual([{ import_id: 1 }]);
  });

  test("an import that is not there is said", async () => {
    await expect(replayRejects(ws.store, { clock, importId: 9 })).rejects.toMatchObject({
      code: "import-unknown",
    });
    await expect(replayRejects(ws.store, { clock, source: "x" })).rejects.toMatchObject({
      code: "source-unknown",
    });
  });
});
