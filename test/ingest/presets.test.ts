// Fixtures are written after the exports' public documentation; the people in them are made up.
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ImportReport } from "../../src/ingest/report.ts";
import { presets } from "../../src/ingest/understand/presets/find-preset.ts";
import { catalogues } from "../../src/words/index.ts";
import { workbookOf } from "./pack.ts";
import { accounts, fixture, Workspace } from "./workspace.ts";

let ws: Workspace;
beforeAll(async () => {
  ws = await Workspace.open();
});
afterAll(() => ws.close());

const read = (file: string, table: string) => ws.importHere(fixture(join("exports", file)), table, "replace");

function recognised(report: ImportReport): unknown {
  expect(report.mapping.every((m) => m.by === "preset")).toBe(true);
  expect(accounts(report).sum).toBe(report.received);
  return report.notes.find((n) => n.code === "ingest.notes.recognised")?.data?.preset;
}

const rows = async (sql: string) => (await ws.store.rows<object>(sql)).map((r) => Object.values(r));

const lines = () =>
  rows(
    `SELECT o.order_id, c.customer_id, strftime(l.ordered_at, '%m-%d %H:%M'), p.product_id, p.name, l.quantity_milli, l.amount_minor, o.currency, o.country
     FROM order_lines l JOIN orders o USING (order_key) LEFT JOIN customers c ON c.customer = l.customer
     LEFT JOIN products p ON p.product = l.product ORDER BY l.row_number`,
  );

describe("Shopify", () => {
  test("orders: what stands in an order's first line counts for its others; refunded and voided ones are undone", async () => {
    const report = await read("shopify-orders.csv", "orders");
    expect(recognised(report)).toBe("shopify-orders");
    expect(report).toMatchObject({ received: 6, stored: 6, rejected: 0 });
    expect(await lines()).toEqual([
      ["#1001", "mira@mail.example", "03-01 09:14", "A100", "Green tea", 2000, 900, "EUR", "DE"],
      ["#1001", "mira@mail.example", "03-01 09:14", "Sugar", "Sugar", 3000, 600, "EUR", "DE"],
      ["#1002", "+1 555 0100", "03-02 10:59", "A300", "Coffee", 1000, 1200, "USD", "US"],
      ["#1003", "ana@mail.example", "03-03 07:59", "A100", "Green tea", 1000, 450, "EUR", "DE"],
      ["#1003", "ana@mail.example", "03-03 07:59", "Sugar", "Sugar", 3000, 600, "EUR", "DE"],
      ["#1004", "mira@mail.example", "03-04 17:00", "A100", "Green tea", 2000, 900, "EUR", "DE"],
    ]);
    const undone = report.dispositions.find((d) => d.what.code === "ingest.dispositions.undone");
    expect(undone?.rows).toBe(3);
  });

  test("the same export saved as a workbook gives the same orders", async () => {
    await read("shopify-orders.csv", "orders");
    const expected = await lines();
    const text = readFileSync(fixture(join("exports", "shopify-orders.csv")), "utf8");
    const cells = text
      .trim()
      .replace('"1, Hill Rd"', "1 Hill Rd")
      .split("\n")
      .map((line) => line.split(","));
    const cell = (value: string) => `<c t="str"><v>${value.replaceAll("&", "&amp;")}</v></c>`;
    const sheet = cells.map((row) => `<row>${row.map(cell).join("")}</row>`).join("");
    const file = ws.file(workbookOf(`<sheetData>${sheet}</sheetData>`), "shop.xlsx");
    expect(recognised(await ws.importHere(file, "orders", "replace"))).toBe("shopify-orders");
    expect(await lines()).toEqual(expected);
  });

  test("customers by e-mail, as orders name them; products with their variants", async () => {
    const customers = await read("shopify-customers.csv", "customers");
    expect(recognised(customers)).toBe("shopify-customers");
    expect(
      await rows("SELECT DISTINCT customer_id FROM customers WHERE customer_id NOT LIKE '+1 %' ORDER BY 1"),
    ).toEqual(expect.arrayContaining([["+15550100"], ["ana@mail.example"], ["mira@mail.example"]]));
    expect(customers.unmapped).toContain("Total Spent");
    const products = await read("shopify-products.csv", "products");
    expect(recognised(products)).toBe("shopify-products");
    expect(
      await rows(
        "SELECT product_id, name, category FROM products WHERE product_id IN ('A100', 'A101', 'A300') AND category IS NOT NULL ORDER BY 1",
      ),
    ).toEqual([
      ["A100", "Green tea", "Tea"],
      ["A101", "Green tea", "Tea"],
      ["A300", "Coffee", "Food > Coffee"],
    ]);
  });

  test("orders as the API gives them are the same orders", async () => {
    const report = await read("shopify-orders.json", "orders");
    expect(recognised(report)).toBe("shopify-orders-json");
    expect(report.unmapped).toContain("total_price");
    // Part of the column that names the customer.
    expect(report.unmapped).not.toContain("email");
    expect(report).toMatchObject({ received: 3, stored: 3 });
    expect(await lines()).toEqual([
      ["#1001", "mira@mail.example", "03-01 09:14", "A100", "Green tea - 100 g", 2000, 900, "EUR", "Germany"],
      ["#1001", "mira@mail.example", "03-01 09:14", "39072857", "Sugar", 3000, 600, "EUR", "Germany"],
      ["#1004", "207119552", "03-04 17:00", "A100", "Green tea - 100 g", 2000, 900, "EUR", null],
    ]);
  });
});

describe("WooCommerce", () => {
  test("the report of orders, of customers, the export of products", async () => {
    const orders = await read("woocommerce-orders.csv", "orders");
    expect(recognised(orders)).toBe("woocommerce-orders");
    expect((await lines()).map((r) => [r[0], r[1], r[6]])).toEqual([
      ["1001", "Mira Low", 1500],
      ["1002", "Ben Ode", -1250],
      ["1003", "Mira Low", 1250],
    ]);
    const customers = await read("woocommerce-customers.csv", "customers");
    expect(recognised(customers)).toBe("woocommerce-customers");
    expect(customers).toMatchObject({ received: 2, stored: 2 });
    const products = await read("woocommerce-products.csv", "products");
    expect(recognised(products)).toBe("woocommerce-products");
    expect(products).toMatchObject({ received: 2, stored: 2 });
  });

  test("orders as the API gives them: guests are told apart, a line's total is after discounts", async () => {
    const report = await read("woocommerce-orders.json", "orders");
    expect(recognised(report)).toBe("woocommerce-orders-json");
    expect(await lines()).toEqual([
      ["727", "mira@mail.example", "03-01 10:14", "A100", "Green tea", 2000, 850, "EUR", "DE"],
      ["727", "mira@mail.example", "03-01 10:14", "12", "Sugar", 3000, 600, "EUR", "DE"],
      ["728", "5", "03-02 10:14", "A300", "Coffee", 1000, 1200, "EUR", "US"],
    ]);
  });
});

describe("Stripe", () => {
  const payments = () =>
    rows(
      "SELECT payment_id, amount_minor, currency, status, strftime(paid_at, '%m-%d %H:%M'), customer_id FROM payments JOIN customers USING (customer) ORDER BY 1",
    );

  test("amounts are in whole units in CSV and in minor units in JSON, in yen too", async () => {
    expect(recognised(await read("stripe-payments.csv", "payments"))).toBe("stripe-payments");
    expect(await payments()).toEqual([
      ["ch_1", 1990, "EUR", "paid", "03-01 10:15", "mira@mail.example"],
      ["ch_2", 1500, "JPY", "paid", "03-02 11:00", "cus_2"],
      ["ch_3", 450, "EUR", "failed", null, "ana@mail.example"],
    ]);
    expect(recognised(await read("stripe-charges.json", "payments"))).toBe("stripe-charges");
    expect(await payments()).toEqual([
      ["ch_1", 1990, "EUR", "paid", "03-01 09:15", "mira@mail.example"],
      ["ch_2", 1500, "JPY", "paid", "03-02 11:00", "cus_2"],
    ]);
  });
});

describe("Mailchimp", () => {
  const messages = () =>
    rows(
      "SELECT customer_id, campaign, action, strftime(occurred_at, '%m-%d %H:%M:%S') FROM messages JOIN customers USING (customer) ORDER BY occurred_at",
    );

  test("an audience; the time it was confirmed where none says when it signed up", async () => {
    const report = await read("mailchimp-audience.csv", "customers");
    expect(recognised(report)).toBe("mailchimp-audience");
    expect(report).toMatchObject({ received: 2, stored: 2 });
    expect(report.unmapped).toContain("MEMBER_RATING");
  });

  test("campaign activity: the path tells the action and the campaign", async () => {
    const report = await read(join("opens", "12345_spring-sale.csv"), "messages");
    expect(recognised(report)).toBe("mailchimp-activity");
    expect(await messages()).toEqual([
      ["mira@mail.example", "12345_spring-sale", "opened", "03-01 08:00:05"],
      ["ana@mail.example", "12345_spring-sale", "opened", "03-01 09:12:40"],
      ["mira@mail.example", "12345_spring-sale", "opened", "03-02 07:30:00"],
    ]);
  });

  test.each([
    ["granular_activity/clicks/7_grand-opening.csv", "clicked", "7_grand-opening"],
    ["bounces.csv", "bounced", "bounces"],
    ["Spring sale - opened.csv", "opened", "Spring sale - opened"],
  ])("%s: %s", async (name, action, campaign) => {
    const path = join(ws.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    copyFileSync(fixture(join("exports", "opens", "12345_spring-sale.csv")), path);
    await ws.importHere(path, "messages", "replace");
    expect(await rows("SELECT DISTINCT action, campaign FROM messages")).toEqual([[action, campaign]]);
  });

  test("activity as the API gives it: one row for each action, none for who did nothing", async () => {
    const report = await read("mailchimp-activity.json", "messages");
    expect(recognised(report)).toBe("mailchimp-activity-json");
    expect(report).toMatchObject({ received: 3, stored: 3 });
    expect(report.notes).toContainEqual({ code: "ingest.notes.withoutEntries", data: { count: 1 } });
    expect(await messages()).toEqual([
      ["ben@mail.example", "42694e9e57", "bounced", "03-01 08:00:01"],
      ["mira@mail.example", "42694e9e57", "opened", "03-01 08:00:05"],
      ["mira@mail.example", "42694e9e57", "clicked", "03-01 08:01:00"],
    ]);
  });
});

describe("Google Analytics 4", () => {
  const events = () =>
    rows(
      "SELECT name, customer_id, strftime(occurred_at, '%m-%d %H:%M:%S.%g'), properties->>'device.category' FROM events JOIN customers USING (customer) ORDER BY occurred_at",
    );
  const expected = [
    ["page_view", "1234.5678", "03-01 08:00:00.123", "mobile"],
    ["purchase", "mira@mail.example", "03-01 08:01:00.000", "mobile"],
  ];

  test.each(["ga4-events.ndjson", "ga4-events.csv"])(
    "%s: times in microseconds, who is known by name else by device",
    async (file) => {
      expect(recognised(await read(file, "events"))).toBe("ga4-events");
      expect(await events()).toEqual(expected);
    },
  );

  test("parameters become properties of their name", async () => {
    await read("ga4-events.ndjson", "events");
    expect(
      await rows(
        `SELECT properties->>'event_params.page_location', properties->>'event_params.ga_session_id', properties->>'event_params.value' FROM events ORDER BY occurred_at`,
      ),
    ).toEqual([
      ["https://shop.example/", "1709279990", null],
      [null, null, "19.9"],
    ]);
  });
});

describe("--preset", () => {
  test("forces an export whose columns do not tell; a name that is none, or of another table, is refused", async () => {
    const file = ws.file("id,amount,currency,created,customer\nch_9,1990,eur,1709284500,cus_1\n", "x.csv");
    const forced = await ws.import(file, "payments", { mode: "replace", preset: "stripe-charges" });
    expect(recognised(forced)).toBe("stripe-charges");
    expect(await rows("SELECT amount_minor FROM payments")).toEqual([[1990]]);
    const error = await ws.import(file, "payments", { preset: "shopify-orders" }).catch((e: unknown) => e);
    expect(error).toMatchObject({
      code: "bad-option",
      data: { option: "--preset", allowed: "stripe-payments, stripe-charges" },
    });
  });

  test("--map goes before", async () => {
    const copy = join(ws.folder, "copy.csv");
    copyFileSync(fixture(join("exports", "shopify-orders.csv")), copy);
    const report = await ws.import(copy, "orders", { mode: "replace", map: { customer: "Billing Name" } });
    expect(report.mapping.find((m) => m.field === "customer")).toEqual({
      field: "customer",
      column: "Billing Name",
      by: "user",
    });
  });

  test("every preset has its words", () => {
    for (const lang of ["en", "zh", "ru"] as const)
      expect(Object.keys(catalogues[lang].ingest.presets)).toEqual(presets.map((p) => p.name));
  });
});
