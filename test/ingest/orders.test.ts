import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { accounts, done, fixture, Workspace } from "./workspace.ts";

let ws: Workspace;
const open: Workspace[] = [];
beforeEach(async () => {
  ws = await Workspace.open();
  open.push(ws);
});
afterAll(async () => {
  for (const w of open) await w.close();
});

const reversed = () =>
  ws.store.rows<{ order: string; quantity: number; amount: number; known: string }>(
    `SELECT o.order_id AS "order", r.quantity_milli AS quantity, r.amount_minor AS amount, strftime(r.known_at, '%m-%d') AS known
     FROM reversals r JOIN orders o USING (order_key) ORDER BY r.known_at, r.ordered_at DESC, o.order_id`,
  );

describe("a retailer's invoices", () => {
  test("cancellations take back the latest purchases that have enough left, and never more than was bought", async () => {
    const report = await ws.importHere(fixture("cancellations.csv"), "orders");
    expect(await reversed()).toEqual([
      { order: "5002", quantity: 4000, amount: 1000, known: "01-09" },
      { order: "5001", quantity: 4000, amount: 1000, known: "01-09" },
      { order: "5003", quantity: 1000, amount: 399, known: "01-10" },
      { order: "5003", quantity: 2000, amount: 798, known: "01-11" },
    ]);
    expect(done(report)).toEqual({
      bought: 4,
      boughtAnonymous: 1,
      cancelled: 2,
      cancelledPartly: 1,
      cancelledUnmatched: 1,
      refundedService: 1,
      service: 1,
      free: 1,
      adjusted: 1,
      stock: 1,
      doubles: 1,
    });
    expect(accounts(report)).toEqual({ sum: 15, told: 15 });
  });

  test("lines without a customer count in totals only, doubles not at all, and each row's value is told", async () => {
    const report = await ws.importHere(fixture("cancellations.csv"), "orders");
    const anonymous = await ws.store.rows(
      "SELECT customer, amount_minor FROM orders WHERE order_id = '5011'",
    );
    expect(anonymous).toEqual([{ customer: null, amount_minor: 399 }]);
    const file = [1500, 1000, 1197, -2000, -399, -1995, -100, 1800, -1800, 0, 399, 399, -11062, 0, 250];
    expect(report.dispositions.reduce((s, d) => s + (d.amountMinor ?? 0), 0)).toBe(
      file.reduce((a, b) => a + b),
    );
    expect(report.dispositions.find((d) => d.what.code.endsWith("doubles"))).toMatchObject({
      rows: 1,
      amountMinor: 399,
    });
  });

  test("an order holds the goods only; a purchase is known at its date", async () => {
    await ws.importHere(fixture("cancellations.csv"), "orders");
    const rows = await ws.store.rows(
      `SELECT order_id, kind, amount_minor AS amount, known_at = ordered_at AS dated FROM orders
       WHERE order_id IN ('5001', '5008', '5010', '5012', 'C5004', 'C5009') ORDER BY order_id`,
    );
    expect(rows).toEqual([
      { order_id: "5001", kind: "sale", amount: 1500, dated: true },
      { order_id: "5008", kind: "sale", amount: 0, dated: true },
      { order_id: "5010", kind: "sale", amount: 0, dated: true },
      { order_id: "5012", kind: "adjustment", amount: -11062, dated: true },
      { order_id: "C5004", kind: "cancellation", amount: -2000, dated: true },
      { order_id: "C5009", kind: "cancellation", amount: 0, dated: true },
    ]);
    const services = await ws.store.rows("SELECT product_id FROM products WHERE kind = 'service' ORDER BY 1");
    expect(services).toEqual([{ product_id: "B" }, { product_id: "POST" }]);
  });

  test("one row an order: number, e-mail as customer, each order's own currency, refunds by status", async () => {
    const report = await ws.importHere(fixture("one-row-per-order.csv"), "orders");
    expect(done(report)).toEqual({ bought: 2, undone: 1 });
    const rows = await ws.store.rows(
      "SELECT order_id, customer_id, currency, amount_minor, quantity_milli FROM orders JOIN customers USING (customer) ORDER BY order_id",
    );
    expect(rows).toEqual([
      {
        order_id: "#1001",
        customer_id: "a@example.com",
        currency: "EUR",
        amount_minor: 3000,
        quantity_milli: 2000,
      },
      {
        order_id: "#1002",
        customer_id: "b@example.com",
        currency: "EUR",
        amount_minor: 1000,
        quantity_milli: 1000,
      },
      {
        order_id: "#1003",
        customer_id: "a@example.com",
        currency: "JPY",
        amount_minor: 20,
        quantity_milli: 1000,
      },
    ]);
    expect(await reversed()).toEqual([{ order: "#1002", quantity: 1000, amount: 1000, known: "01-06" }]);
  });

  test("an amount that repeats the order's total is counted once an order, to the last cent", async () => {
    const report = await ws.importHere(fixture("order-totals.csv"), "orders");
    expect(report.notes.map((n) => n.code)).toContain("ingest.notes.amountIsTotal");
    expect(await ws.store.rows("SELECT order_id, amount_minor FROM orders ORDER BY order_id")).toEqual([
      { order_id: "1", amount_minor: 3001 },
      { order_id: "2", amount_minor: 1000 },
      { order_id: "3", amount_minor: 700 },
      { order_id: "4", amount_minor: 900 },
    ]);
  });

  test.each([
    ["refunded", "paid"],
    ["已退款", "已完成"],
    ["Возврат", "Выполнен"],
  ])("status %s takes the order's own purchase back, from its date on", async (cancelled, good) => {
    const file = ws.file(
      `order,date,customer,product,amount,status,cancelled at\n1,2024-01-05,C1,tea,4.50,${good},\n2,2024-01-06,C1,tea,4.50,${good},\n2,2024-01-06,C1,tea,4.50,${cancelled},2024-01-20\n3,2024-01-07,C2,tea,9.00,${cancelled},2024-02-01\n`,
    );
    expect(done(await ws.importHere(file, "orders"))).toEqual({ bought: 2, undone: 1, cancelled: 1 });
    expect(await reversed()).toEqual([
      { order: "2", quantity: 1000, amount: 450, known: "01-20" },
      { order: "3", quantity: 1000, amount: 900, known: "02-01" },
    ]);
  });

  test("a partial refund of money takes back money, not the order", async () => {
    const file = ws.file(
      "order,date,customer,amount\n1,2024-01-05,C1,100.00\n2,2024-01-08,C1,50.00\n3,2024-01-09,C1,-30.00\n4,2024-01-10,C1,-90.00\n",
    );
    await ws.importHere(file, "orders");
    expect(await reversed()).toEqual([
      { order: "2", quantity: 0, amount: 3000, known: "01-09" },
      { order: "1", quantity: 0, amount: 9000, known: "01-10" },
    ]);
  });

  test("prices of three decimals are multiplied exactly and rounded once a line, halves away from zero", async () => {
    const file = ws.file(
      "order,date,customer,product,quantity,price\n1,2024-01-05,C1,a,3,0.335\n2,2024-01-05,C1,b,1,0.005\n3,2024-01-05,C1,c,1000000,1.005\n4,2024-01-05,C1,d,-1,0.005\n",
    );
    await ws.importHere(file, "orders");
    const rows = await ws.store.rows<{ a: number }>(
      "SELECT amount_minor AS a FROM order_lines ORDER BY row_number",
    );
    expect(rows.map((r) => r.a)).toEqual([101, 1, 100500000, -1]);
  });
});

describe("importing again", () => {
  const first =
    "order,date,customer,product,quantity,price\n1,2024-01-05,A,tea,2,10.00\n1,2024-01-05,A,coffee,1,5.00\n2,2024-01-06,B,tea,1,10.00\n3,2024-01-07,B,tea,1,10.00\n";
  const second =
    "order,date,customer,product,quantity,price\n1,2024-01-05,A,tea,1,10.00\n1,2024-01-05,A,coffee,1,5.00\n2,2024-01-06,B,tea,1,10.00\n3,2024-01-07,B,milk,1,3.00\n4,2024-02-07,B,tea,1,10.00\n";
  const net = (before: string) =>
    ws.store.rows(
      `SELECT o.order_id AS "order", sum(o.amount_minor - coalesce(r.back, 0))::BIGINT AS net FROM orders o
       LEFT JOIN (SELECT order_key, sum(amount_minor) AS back FROM reversals WHERE known_at < $1 GROUP BY 1) r USING (order_key)
       WHERE o.known_at < $1 GROUP BY 1 ORDER BY 1`,
      [new Date(before)],
    );

  test("the same file adds nothing and says so", async () => {
    const file = ws.file(first);
    await ws.import(file, "orders");
    const { imports: _, ...before } = await ws.contents();
    const again = await ws.import(file, "orders");
    const { imports: __, ...after } = await ws.contents();
    expect(again).toMatchObject({ received: 4, stored: 0, duplicates: 4, rejected: 0 });
    expect(done(again)).toEqual({ sameFile: 4 });
    expect(after).toEqual(before);
  });

  test("the same rows in another file are known rows", async () => {
    await ws.importHere(ws.file(first), "orders");
    const report = await ws.importHere(ws.file(`${first}4,2024-01-08,B,tea,1,10.00\n`), "orders");
    expect(done(report)).toEqual({ bought: 1, known: 4 });
    expect(accounts(report)).toEqual({ sum: 5, told: 5 });
  });

  test("an order told anew counts in its new version from the moment that is known; added lines join it", async () => {
    await ws.importHere(ws.file(first), "orders");
    const report = await ws.importHere(ws.file(second), "orders");
    expect(done(report)).toEqual({ bought: 3, known: 2 });
    expect(await net("2024-02-07T00:00:00Z")).toEqual([
      { order: "1", net: 2500 },
      { order: "2", net: 1000 },
      { order: "3", net: 1300 },
    ]);
    expect(await net("2024-02-08T00:00:00Z")).toEqual([
      { order: "1", net: 1500 },
      { order: "2", net: 1000 },
      { order: "3", net: 1300 },
      { order: "4", net: 1000 },
    ]);
  });

  test("a cancellation that comes in a later file finds its purchase in the store", async () => {
    await ws.importHere(ws.file(first), "orders");
    await ws.importHere(
      ws.file("order,date,customer,product,quantity,price\n9,2024-01-09,B,tea,-1,10.00\n"),
      "orders",
    );
    expect(await reversed()).toEqual([{ order: "3", quantity: 1000, amount: 1000, known: "01-09" }]);
  });

  test("equal rows of one day without order numbers are purchases of their own; told again they are known", async () => {
    const report = await ws.importHere(fixture("date-only.csv"), "orders");
    expect(report).toMatchObject({ stored: 3, duplicates: 0 });
    expect(report.notes.map((n) => n.code)).toContain("ingest.notes.equalRowsKept");
    const again = await ws.importHere(fixture("date-only.csv"), "orders");
    expect(again).toMatchObject({ stored: 0, duplicates: 3 });
  });

  test("--replace takes the place of this table's facts and leaves the others", async () => {
    await ws.importHere(fixture("customers.csv"), "customers");
    await ws.importHere(ws.file(first), "orders");
    const before = await ws.contents();
    await ws.importHere(
      ws.file("order,date,customer,product,quantity,price\n9,2024-01-09,C1,tea,1,10.00\n"),
      "orders",
      "replace",
    );
    const after = await ws.contents();
    expect(await ws.store.rows("SELECT order_id FROM orders")).toEqual([{ order_id: "9" }]);
    expect(await ws.store.rows("SELECT customer_id FROM customers ORDER BY 1")).toEqual([
      { customer_id: "C1" },
      { customer_id: "C2" },
    ]);
    expect(await ws.store.rows("SELECT DISTINCT product_id FROM products")).toEqual([{ product_id: "tea" }]);
    for (const table of ["attributes", "identities"]) expect(after[table]).toBe(before[table]);
    expect(await ws.store.rows("SELECT table_name FROM imports ORDER BY 1")).toEqual([
      { table_name: "customers" },
      { table_name: "orders" },
    ]);
  });
});
