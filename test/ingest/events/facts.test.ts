// Events of the Segment spec become facts, each exactly once.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { projectEvents } from "../../../src/ingest/events/project/project.ts";
import { EventStore } from "./store.ts";

let events: EventStore;
let n = 0;
beforeEach(async () => {
  events = await new EventStore().open();
  n = 0;
});
afterEach(() => events.close());

const at = (hours: number) => new Date(events.now.getTime() - hours * 3_600_000).toISOString();
const call = (event: string, properties: object, more: object = {}) => ({
  type: "track",
  event,
  userId: "u1",
  messageId: `m${n++}`,
  properties,
  ...more,
});
const project = () => projectEvents(events.store, events.clock);
const left = () =>
  events.store.rows(
    `SELECT product_id AS product, sum(quantity)::BIGINT AS quantity, sum(amount)::BIGINT AS amount FROM (
       SELECT product, quantity_milli AS quantity, amount_minor AS amount FROM order_lines WHERE kind = 'goods'
       UNION ALL SELECT product, -quantity_milli, -amount_minor FROM reversals)
     LEFT JOIN products USING (product) GROUP BY 1 ORDER BY 1`,
  );

const lamp = { product_id: "L1", name: "Lamp", category: "Light", price: 19.9, quantity: 2 };
const sofa = { product_id: "S1", name: "Sofa", price: "499.00" };
const completed = (order: string, products: object[], more: object = {}) =>
  call("Order Completed", { order_id: order, currency: "EUR", total: 538.8, products }, more);

describe("orders", () => {
  test("an order with its lines, known when it was received", async () => {
    await events.send([completed("O1", [lamp, sofa], { timestamp: at(5) })]);
    await project();
    expect(
      await events.store.rows(
        `SELECT order_id, customer_id, ordered_at, o.known_at, currency, o.kind, quantity_milli, amount_minor FROM orders o JOIN customers USING (customer)`,
      ),
    ).toEqual([
      {
        order_id: "O1",
        customer_id: "u1",
        ordered_at: new Date(at(5)),
        known_at: events.now,
        currency: "EUR",
        kind: "sale",
        quantity_milli: 3000,
        amount_minor: 53_880,
      },
    ]);
    expect(await events.store.rows("SELECT customer_id, known_at FROM customers")).toEqual([
      { customer_id: "u1", known_at: events.now },
    ]);
    expect(await events.store.rows("SELECT product_id, name, category FROM products ORDER BY 1")).toEqual([
      { product_id: "L1", name: "Lamp", category: "Light" },
      { product_id: "S1", name: "Sofa", category: null },
    ]);
  });

  test("told twice under two message ids, by browser and server: one order", async () => {
    await events.send([completed("O1", [lamp]), completed("O1", [lamp], { timestamp: at(0.01) })]);
    await project();
    await events.send([completed("O1", [lamp])]);
    await project();
    expect(await left()).toEqual([{ product: "L1", quantity: 2000, amount: 3980 }]);
  });

  test.each([
    ["in one run", false],
    ["in runs of their own", true],
  ])("an order that is updated ends and stands anew; its day stays (%s)", async (_, apart) => {
    await events.send([completed("O1", [lamp, sofa], { timestamp: at(48) })]);
    if (apart) await project();
    await events.send([
      call("Order Updated", { order_id: "O1", currency: "EUR", products: [{ ...lamp, quantity: 1 }] }),
    ]);
    await project();
    expect(await left()).toEqual([
      { product: "L1", quantity: 1000, amount: 1990 },
      { product: "S1", quantity: 0, amount: 0 },
    ]);
    const days = await events.store.rows("SELECT DISTINCT ordered_at FROM orders");
    expect(days).toEqual([{ ordered_at: new Date(at(48)) }]);
  });

  test.each([
    ["in one run", false],
    ["in runs of their own", true],
  ])("products, the whole rest, or a sum of money are taken back (%s)", async (_, apart) => {
    const send = async (event: object) => {
      await events.send([event]);
      if (apart) await project();
    };
    await send(completed("O1", [lamp, sofa]));
    await send(call("Order Refunded", { order_id: "O1", products: [{ ...lamp, quantity: 1 }] }));
    await send(
      completed("O2", [
        { ...lamp, product_id: "L2" },
        { ...sofa, product_id: "S2" },
      ]),
    );
    await send(call("Order Cancelled", { order_id: "O2" }));
    await send(
      completed("O3", [
        { ...lamp, product_id: "L3" },
        { ...sofa, product_id: "S3" },
      ]),
    );
    await send(call("Order Refunded", { order_id: "O3", total: 100, currency: "EUR" }));
    await project();
    // 100.00 over 39.80 and 499.00: 7.39 and 92.61 with the cent that does not divide on the first.
    expect(await left()).toEqual([
      { product: "L1", quantity: 1000, amount: 1990 },
      { product: "L2", quantity: 0, amount: 0 },
      { product: "L3", quantity: 2000, amount: 3980 - 739 },
      { product: "S1", quantity: 1000, amount: 49_900 },
      { product: "S2", quantity: 0, amount: 0 },
      { product: "S3", quantity: 1000, amount: 49_900 - 9261 },
    ]);
  });

  test("an order told over and over in one run stands as it was told last", async () => {
    const versions = Array.from({ length: 60 }, (_, i) => completed("O1", [{ ...lamp, quantity: i + 1 }]));
    const refunds = Array.from({ length: 150 }, (_, i) =>
      call(
        "Order Refunded",
        { order_id: "O2", products: [{ ...sofa, quantity: 1 }] },
        { timestamp: at(i / 1000) },
      ),
    );
    await events.send([...versions, completed("O2", [{ ...sofa, quantity: 200 }]), ...refunds]);
    await project();
    expect(await left()).toEqual([
      { product: "L1", quantity: 60_000, amount: 60 * 1990 },
      { product: "S1", quantity: 50_000, amount: 50 * 49_900 },
    ]);
  });

  test("a refund told by another user id is of who bought", async () => {
    await events.send([completed("O1", [lamp])]);
    await project();
    await events.send([
      call("Order Refunded", { order_id: "O1", products: [lamp] }, { userId: "service-desk" }),
    ]);
    await project();
    expect(await left()).toEqual([{ product: "L1", quantity: 0, amount: 0 }]);
  });

  test("an order without products counts by its total, until its products are told", async () => {
    await events.send([call("Order Completed", { order_id: "O1", revenue: 25, currency: "JPY" })]);
    await project();
    expect(await left()).toEqual([{ product: null, quantity: 1000, amount: 25 }]);
  });

  test("an event that is no order is kept as an event, and the reason is noted", async () => {
    await events.send([
      call("Order Completed", { products: [lamp] }),
      call("Order Completed", { order_id: "O2", products: [{ product_id: "P", price: "cheap" }] }),
      call("Order Completed", { order_id: "O3" }),
    ]);
    await project();
    expect(await events.store.rows("SELECT rule, value FROM fact_refusals ORDER BY event_id")).toEqual([
      { rule: "order-id-missing", value: null },
      { rule: "price-unreadable", value: "O2" },
      { rule: "order-empty", value: "O3" },
    ]);
    expect(await events.messageIds()).toHaveLength(3);
    expect(await left()).toEqual([]);
  });

  test("of nobody we know: kept for totals, no customer is made", async () => {
    await events.send([
      completed("O1", [lamp], { userId: undefined, anonymousId: "till-3", context: { unidentified: true } }),
    ]);
    await project();
    expect(await events.store.rows("SELECT customer, amount_minor FROM orders")).toEqual([
      { customer: null, amount_minor: 3980 },
    ]);
    expect(await events.store.rows("SELECT * FROM customers")).toEqual([]);
  });
});

test("a late event is known when it came, an old one of a load of history when it happened", async () => {
  await events.send([completed("late", [lamp], { timestamp: at(20 * 24) })]);
  await events.send([completed("old", [lamp], { userId: "u2", timestamp: at(400 * 24) })], {
    historical: true,
  });
  await project();
  expect(await events.store.rows("SELECT order_id, ordered_at, known_at FROM orders ORDER BY 1")).toEqual([
    { order_id: "late", ordered_at: new Date(at(480)), known_at: events.now },
    { order_id: "old", ordered_at: new Date(at(9600)), known_at: new Date(at(9600)) },
  ]);
});

test("a client's wrong clock is corrected by when it says it sent, the way through the network is not", async () => {
  const sent = (minutes: number) => new Date(events.now.getTime() + minutes * 60_000).toISOString();
  await events.send([
    { ...completed("fast", [lamp]), timestamp: sent(60 - 5), sentAt: sent(60) },
    { ...completed("near", [lamp]), timestamp: sent(-5), sentAt: sent(-0.1) },
  ]);
  await project();
  expect(await events.store.rows("SELECT order_id, ordered_at FROM orders ORDER BY 1")).toEqual([
    { order_id: "fast", ordered_at: new Date(sent(-5)) },
    { order_id: "near", ordered_at: new Date(sent(-5)) },
  ]);
});

test("messages, reviews and answers, payments, points", async () => {
  const campaign = { context: { campaign: { name: "Spring" } } };
  await events.send([
    call("Email Delivered", { email_subject: "Hello", campaign_id: 7 }),
    call("Email Link Clicked", { subject: "Hello" }, campaign),
    call("Product Reviewed", { product_id: "L1", review_id: "r1", rating: "4", review_body: "[Nice] lamp" }),
    call("NPS Submitted", { score: 9 }),
    call("Review Submitted", {}),
    call("Payment Due", {
      payment_id: "p1",
      order_id: "O1",
      amount: "12.50",
      currency: "eur",
      due_at: "2026-04-01",
    }),
    call("Payment Made", { payment_id: "p2", amount: 1000, currency: "JPY" }),
    call("Points Earned", { points: 40 }),
    call("Points Redeemed", { points: 15 }),
  ]);
  expect((await project()).facts).toMatchObject({ messages: 2, reviews: 2, payments: 2, loyalty: 2 });
  const rows = (sql: string) => events.store.rows(sql);
  expect(await rows("SELECT campaign, channel, creative, action FROM messages ORDER BY message_id")).toEqual([
    { campaign: "7", channel: "email", creative: "Hello", action: "delivered" },
    { campaign: "Spring", channel: "email", creative: "Hello", action: "clicked" },
  ]);
  expect(
    await rows(
      "SELECT review_id, product_id, r.kind, rating, text FROM reviews r LEFT JOIN products USING (product) ORDER BY r.kind",
    ),
  ).toEqual([
    { review_id: "m3", product_id: null, kind: "nps", rating: 9, text: null },
    { review_id: "r1", product_id: "L1", kind: "review", rating: 4, text: "[Nice] lamp" },
  ]);
  expect(
    await rows(
      "SELECT payment_id, order_id, due_at, paid_at, amount_minor, currency, status FROM payments ORDER BY 1",
    ),
  ).toEqual([
    {
      payment_id: "p1",
      order_id: "O1",
      due_at: new Date("2026-04-01"),
      paid_at: null,
      amount_minor: 1250,
      currency: "EUR",
      status: "due",
    },
    {
      payment_id: "p2",
      order_id: null,
      due_at: null,
      paid_at: events.now,
      amount_minor: 1000,
      currency: "JPY",
      status: "paid",
    },
  ]);
  expect(await rows("SELECT kind, points FROM loyalty ORDER BY 1")).toEqual([
    { kind: "earned", points: 40 },
    { kind: "spent", points: -15 },
  ]);
  expect(await rows("SELECT fact, rule FROM fact_refusals")).toEqual([
    { fact: "reviews", rule: "review-empty" },
  ]);
});

test("traits become attributes with their time; told again as they were they are not stored again", async () => {
  const identify = (traits: object) => ({ type: "identify", userId: "u1", messageId: `i${n++}`, traits });
  await events.send([
    identify({
      email: " Ann@Example.org",
      phone: "+49 30 12",
      plan: "gold",
      address: { city: "Köln", zip: "01234" },
      tags: ["a"],
    }),
  ]);
  await project();
  events.now = new Date(events.now.getTime() + 3_600_000);
  await events.send([identify({ email: "ann@example.org", plan: "gold", age: 31 })]);
  await project();
  events.now = new Date(events.now.getTime() + 3_600_000);
  await events.send([
    identify({ plan: "silver", ok: true }),
    { type: "group", userId: "u1", messageId: "g1", groupId: "acme", traits: { size: 12 } },
  ]);
  await project();
  const told = await events.store.rows<{ name: string; text: string; number: number | null; hours: number }>(
    "SELECT name, text, number, date_diff('hour', TIMESTAMP '2026-03-01 12:00:00', known_at) AS hours FROM attributes ORDER BY known_at, name",
  );
  expect(told.map((a) => [a.hours, a.name, a.text, a.number])).toEqual([
    [0, "address.city", "Köln", null],
    [0, "address.zip", "01234", 1234],
    [0, "plan", "gold", null],
    [1, "age", "31", 31],
    [2, "group", "acme", null],
    [2, "group.size", "12", 12],
    [2, "ok", "true", null],
    [2, "plan", "silver", null],
  ]);
  expect(await events.store.rows("SELECT kind, value FROM identities ORDER BY 1")).toEqual([
    { kind: "email", value: "ann@example.org" },
    { kind: "phone", value: "+493012" },
  ]);
});

test("products that were looked at", async () => {
  await events.send([
    call("Product Viewed", { product_id: "P1", name: "Lamp", category: "Light" }),
    call("Product List Viewed", { products: [{ product_id: "P2", name: "Sofa" }, { sku: "P3" }, 7] }),
  ]);
  await project();
  expect(await events.store.rows("SELECT product_id, name, category FROM products ORDER BY 1")).toEqual([
    { product_id: "P1", name: "Lamp", category: "Light" },
    { product_id: "P2", name: "Sofa", category: null },
    { product_id: "P3", name: null, category: null },
  ]);
});

test("who has withdrawn consent is refused, from at once and after a restart, until they agree again", async () => {
  const consent = (said: string) => ({
    type: "identify",
    userId: "u1",
    messageId: `c${n++}`,
    traits: { consent: said },
  });
  const view = () => call("Product Viewed", { product_id: "P1" });
  expect(await events.send([view(), consent("withdrawn"), view()])).toEqual([
    "stored",
    "stored",
    "consent-withdrawn",
  ]);
  expect(await events.send([view()])).toEqual(["consent-withdrawn"]);
  await events.restart();
  expect(await events.send([view()])).toEqual(["consent-withdrawn"]);
  await project();
  await events.restart();
  expect(await events.send([view(), { ...view(), userId: "u2" }])).toEqual(["consent-withdrawn", "stored"]);
  expect(await events.send([consent("given"), view()])).toEqual(["stored", "stored"]);
  expect(await events.send([view()])).toEqual(["stored"]);
});

test("nothing is lost or doubled where a run fails in the middle", async () => {
  await events.send([completed("O1", [lamp])]);
  await events.store.tx((w) => w.run("ALTER TABLE order_lines RENAME TO hidden"));
  await expect(project()).rejects.toThrow(/order_lines/);
  expect(await events.store.one("SELECT count(*) AS n FROM event_inbox")).toEqual({ n: 1 });
  expect(await events.store.one("SELECT count(*) AS n FROM events")).toEqual({ n: 0 });
  await events.store.tx((w) => w.run("ALTER TABLE hidden RENAME TO order_lines"));
  await project();
  expect(await left()).toEqual([{ product: "L1", quantity: 2000, amount: 3980 }]);
  expect(await project()).toMatchObject({ events: 0 });
});

test("events that come while facts are made stay for the next run", async () => {
  await events.send(Array.from({ length: 500 }, (_, i) => call("Product Viewed", { product_id: `P${i}` })));
  const running = project();
  const more: Promise<string[]>[] = [];
  for (let i = 0; i < 40; i++) more.push(events.send([call("Product Viewed", { product_id: `Q${i}` })]));
  expect((await Promise.all(more)).flat()).toEqual(Array(40).fill("stored"));
  await running;
  await project();
  expect(await events.store.one("SELECT count(*) AS n, count(DISTINCT event_id) AS ids FROM events")).toEqual(
    { n: 540, ids: 540 },
  );
  expect(await events.store.one("SELECT sum(stored)::BIGINT AS n FROM event_receipts")).toEqual({ n: 540 });
});
