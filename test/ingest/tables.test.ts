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

describe("customers", () => {
  test("any flat table: other columns are attributes, as text and number; undated ones have no date", async () => {
    const report = await ws.importHere(fixture("customers.csv"), "customers");
    expect(report).toMatchObject({ received: 4, stored: 2, duplicates: 2 });
    expect(done(report)).toEqual({ stored: 2, superseded: 1, doubles: 1 });
    const rows = await ws.store.rows(
      "SELECT customer_id, name, text, number, a.known_at FROM attributes a JOIN customers USING (customer) ORDER BY 1, 2",
    );
    expect(rows).toEqual([
      { customer_id: "C1", name: "Age", text: "34", number: 34, known_at: null },
      { customer_id: "C1", name: "City", text: "Paris", number: null, known_at: null },
      { customer_id: "C1", name: "Income", text: "1,200.50", number: 1200.5, known_at: null },
      { customer_id: "C2", name: "Age", text: "51", number: 51, known_at: null },
      { customer_id: "C2", name: "City", text: "Berlin", number: null, known_at: null },
      { customer_id: "C2", name: "Income", text: "950", number: 950, known_at: null },
    ]);
    expect(await ws.store.rows("SELECT kind, value FROM identities ORDER BY 2")).toEqual([
      { kind: "email", value: "a@example.com" },
      { kind: "email", value: "b@example.com" },
    ]);
  });

  test("told again: what is the same is known, what changed replaces", async () => {
    await ws.importHere(ws.file("id,age,city\nC1,34,Paris\nC2,51,Berlin\n"), "customers");
    const report = await ws.importHere(
      ws.file("id,age,city\nC1,35,Paris\nC2,51,Berlin\nC3,20,\n"),
      "customers",
    );
    expect(done(report)).toEqual({ stored: 2, known: 1 });
    expect(await ws.store.rows("SELECT number FROM attributes WHERE name = 'age' ORDER BY 1")).toEqual([
      { number: 20 },
      { number: 35 },
      { number: 51 },
    ]);
  });

  test("with a date every version stays", async () => {
    const file = ws.file("customer id,updated at,tier\nC1,2024-01-01,silver\nC1,2024-03-01,gold\n");
    expect(await ws.importHere(file, "customers")).toMatchObject({ stored: 2, duplicates: 0 });
    expect(
      await ws.store.rows("SELECT text, strftime(known_at, '%m') AS m FROM attributes ORDER BY 2"),
    ).toEqual([
      { text: "silver", m: "01" },
      { text: "gold", m: "03" },
    ]);
  });

  test("without an id the row number is the id, and equal rows are customers of their own", async () => {
    const report = await ws.importHere(fixture("flat-no-id.csv"), "customers");
    expect(report).toMatchObject({ stored: 3, duplicates: 0, mapping: [] });
    expect(report.notes.map((n) => n.code)).toContain("ingest.notes.rowNumberIsCustomer");
    expect(await ws.store.rows("SELECT customer_id FROM customers ORDER BY customer")).toEqual(
      ["1", "2", "3"].map((customer_id) => ({ customer_id })),
    );
  });
});

describe("the other tables", () => {
  test("identities: kinds and values, addresses compared without case", async () => {
    const file = ws.file(
      "customer_id,type,value,email\nC1,device,abc,A@x.com\nC1,device,abc,a@X.com\nC2,card,77,\n",
    );
    const report = await ws.importHere(file, "identities");
    expect(done(report)).toEqual({ stored: 2, known: 1 });
    expect(await ws.store.rows("SELECT kind, value FROM identities ORDER BY 1")).toEqual([
      { kind: "card", value: "77" },
      { kind: "device", value: "abc" },
      { kind: "email", value: "a@x.com" },
    ]);
  });

  test("products: names and categories of those sold before, new versions of a category, services", async () => {
    await ws.importHere(ws.file("order,date,customer,product,amount\n1,2024-01-05,C1,A100,9\n"), "orders");
    await ws.importHere(ws.file("sku;name;category\nA100;Tea;Drinks\nB200;Postage;\n"), "products");
    expect(
      await ws.store.rows(
        "SELECT product, product_id, name, category, kind FROM products ORDER BY product_id",
      ),
    ).toEqual([
      { product: 1, product_id: "A100", name: "Tea", category: "Drinks", kind: "goods" },
      { product: 2, product_id: "B200", name: "Postage", category: null, kind: "service" },
    ]);
    const again = await ws.importHere(
      ws.file("sku;name;category\nA100;Tea;Hot drinks\nB200;Postage;\n"),
      "products",
    );
    expect(done(again)).toEqual({ stored: 1, known: 1 });
    expect(
      await ws.store.rows(
        "SELECT product, category, strftime(known_at, '%Y') AS y FROM products WHERE product_id = 'A100' ORDER BY known_at",
      ),
    ).toEqual([
      { product: 1, category: "Drinks", y: "2024" },
      { product: 1, category: "Hot drinks", y: "2026" },
    ]);
  });

  test("events: other columns are properties; a message id counts once", async () => {
    const file = ws.file(
      "messageId,userId,event,timestamp,page,seconds\nm1,C1,Page Viewed,2024-01-05T10:00:00Z,/home,12\nm2,C1,Product Added,2024-01-05T10:01:00Z,/tea,\n",
    );
    await ws.importHere(file, "events");
    const more = ws.file(
      "messageId,userId,event,timestamp,page,seconds\nm2,C1,Product Added,2024-01-05T10:01:00Z,/tea,3\nm3,,Page Viewed,2024-01-05T10:02:00Z,/,\n",
    );
    expect(done(await ws.importHere(more, "events"))).toEqual({ storedAnonymous: 1, known: 1 });
    expect(
      await ws.store.rows("SELECT message_id, type, name, properties FROM events ORDER BY 1"),
    ).toMatchObject([
      { message_id: "m1", type: "track", name: "Page Viewed", properties: '{"page":"/home","seconds":"12"}' },
      { message_id: "m2", type: "track", name: "Product Added" },
      { message_id: "m3" },
    ]);
  });

  test("messages: what was done with them, in three languages", async () => {
    const file = ws.file(
      "客户编号,活动,渠道,动作,时间\nC1,春季,email,已发送,2024-03-01 08:00\nC1,春季,email,点击,2024-03-01 09:00\nC2,春季,sms,退订,2024-03-01 09:30\n",
    );
    expect(done(await ws.importHere(file, "messages"))).toEqual({ stored: 3 });
    expect(
      await ws.store.rows("SELECT campaign, channel, action FROM messages ORDER BY occurred_at"),
    ).toEqual([
      { campaign: "春季", channel: "email", action: "sent" },
      { campaign: "春季", channel: "email", action: "clicked" },
      { campaign: "春季", channel: "sms", action: "unsubscribed" },
    ]);
  });

  test("reviews: undated ones too; a review told again takes the place of the old one", async () => {
    const file = ws.file(
      'review id,customer,product,rating,review text\nr1,C1,A100,5,Very good\nr2,,A100,1,"Bad,\nvery bad"\n',
    );
    expect(done(await ws.importHere(file, "reviews"))).toEqual({ stored: 1, storedAnonymous: 1 });
    const again = ws.file("review id,customer,product,rating,review text\nr1,C1,A100,4,Good\n");
    expect(done(await ws.importHere(again, "reviews"))).toEqual({ corrected: 1 });
    expect(await ws.store.rows("SELECT review_id, kind, rating, text FROM reviews ORDER BY 1")).toEqual([
      { review_id: "r1", kind: "review", rating: 4, text: "Good" },
      { review_id: "r2", kind: "review", rating: 1, text: "Bad,\nvery bad" },
    ]);
  });

  test("payments: due, paid, status, in minor units", async () => {
    const file = ws.file(
      "Номер платежа;Клиент;Срок оплаты;Дата оплаты;Сумма;Статус\n1;К1;31.01.2024;29.01.2024;1 500,50 ₽;Оплачен\n2;К1;29.02.2024;;1 500,50 ₽;Просрочен\n",
    );
    const report = await ws.importHere(file, "payments");
    expect(report.currency).toBe("RUB");
    expect(report.dispositions[0]).toMatchObject({ rows: 2, amountMinor: 300100 });
    expect(
      await ws.store.rows(
        "SELECT payment_id, amount_minor, currency, status, strftime(known_at, '%m-%d') AS known FROM payments ORDER BY 1",
      ),
    ).toEqual([
      { payment_id: "1", amount_minor: 150050, currency: "RUB", status: "paid", known: "01-29" },
      { payment_id: "2", amount_minor: 150050, currency: "RUB", status: "overdue", known: "02-29" },
    ]);
  });

  test("loyalty: points that are spent go down", async () => {
    const file = ws.file(
      "member id,date,points,type\nC1,2024-01-05,100,earned\nC1,2024-01-09,40,redeemed\nC1,2024-01-10,x,earned\n",
    );
    const report = await ws.importHere(file, "loyalty");
    expect(report).toMatchObject({ stored: 2, rejected: 1 });
    expect(await ws.store.rows("SELECT points, kind FROM loyalty ORDER BY occurred_at")).toEqual([
      { points: 100, kind: "earned" },
      { points: -40, kind: "spent" },
    ]);
  });

  test.each(["customers", "identities", "products", "events", "messages", "reviews", "payments", "loyalty"])(
    "%s: received = stored + duplicates + rejected, and the same file again stores nothing",
    async (table) => {
      const file = ws.file(
        "id,customer,date,name,value,amount,points,rating\n1,C1,2024-01-05,a,v,9.00,5,4\n2,C2,2024-01-06,b,w,8.00,6,5\n2,C2,2024-01-06,b,w,8.00,6,5\n3\n",
      );
      const report = await ws.importHere(file, table);
      expect(report).toMatchObject({ received: 4, rejected: 1 });
      expect(accounts(report)).toEqual({ sum: 4, told: 4 });
      expect(await ws.importHere(file, table)).toMatchObject({ stored: 0, duplicates: 3, rejected: 1 });
    },
  );
});
