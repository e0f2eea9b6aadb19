import type { Writer } from "../../../store/writer.ts";
import { loadOrders } from "../../load/orders.ts";
import { orderRows } from "../../stage/order-rows.ts";
import { amountMinor, minorUnits } from "../../stage/typed.ts";
import { millionths } from "../../understand/numbers.ts";
import { type Batch, stage } from "./batch.ts";
import { jsonFields } from "./json-fields.ts";

/** Names of track calls about orders: whether they tell the order, or take it back. */
export const orderLabels: Readonly<Record<string, "tell" | "undo">> = {
  "order completed": "tell",
  "order updated": "tell",
  "order refunded": "undo",
  "order cancelled": "undo",
  "order canceled": "undo",
};

/** Of more versions of one order that come in one transaction, only the last is stored besides the first ones. */
const MOST_VERSIONS = 4;
/** What is taken back of one order beyond this is taken back together. */
const MOST_ROUNDS = 8;

/** What became of events about orders. */
export interface OrdersProjected {
  /** Lines bought, and taken back. */
  readonly told: number;
  readonly undone: number;
}

/**
 * Orders, lines, products and reversals of the batch. What is told of one order is taken in its order: first what came
 * first of each order, then what came second, and so on, so that an order is there before it is changed or taken back.
 */
export async function storeOrders(batch: Batch): Promise<OrdersProjected> {
  if (![...batch.labels].some((label) => label in orderLabels)) return { told: 0, undone: 0 };
  const { w } = batch;
  await readOrderEvents(batch);
  const { rounds } = await w.one<{ rounds: number }>(
    "SELECT coalesce(max(round), 0) AS rounds FROM order_events",
  );
  let told = 0;
  let undone = 0;
  for (let round = 1; round <= rounds; round++) {
    told += await tellOrders(batch, round);
    undone += await undoOrders(batch, round);
  }
  await w.run("DROP TABLE order_events");
  await w.run("DROP TABLE order_items");
  return { told, undone };
}

const orderFields = jsonFields([
  ...[
    "order_id",
    "orderId",
    "order_number",
    "currency",
    "total",
    "revenue",
    "value",
    "subtotal",
    "amount",
    "country",
  ],
  ...["shipping_address.country", "shippingAddress.country", "channel", "affiliation"],
]);
const placeFields = jsonFields(["location.country"]);
const itemFields = jsonFields([
  ...[
    "product_id",
    "productId",
    "sku",
    "id",
    "name",
    "title",
    "category",
    "price",
    "unit_price",
    "quantity",
    "timestamp",
  ],
]);

/** Temp tables `order_events` (one row an event, `round` counting those of one order) and `order_items`. */
async function readOrderEvents({ w, now }: Batch): Promise<void> {
  const cases = Object.entries(orderLabels).map(([label, does]) => `WHEN '${label}' THEN '${does}'`);
  const labels = Object.keys(orderLabels).map((l) => `'${l}'`);
  const { text } = orderFields;
  await w.run(`CREATE OR REPLACE TEMP TABLE order_events AS
    SELECT event_id, source, message_id, profile, occurred_at, known_at, CASE label ${cases.join(" ")} END AS does,
      ${text("p", "order_id", "orderId", "order_number")} AS order_id, upper(${text("p", "currency")}) AS currency,
      ${text("p", "total", "revenue", "value", "subtotal", "amount")} AS total,
      coalesce(${text("p", "country", "shipping_address.country", "shippingAddress.country")},
        ${placeFields.text("c", "location.country")}) AS country,
      ${text("p", "channel", "affiliation")} AS channel, 0 AS round
    FROM (SELECT *, ${orderFields.parse("properties")} AS p, ${placeFields.parse("context")} AS c
      FROM arrived WHERE type = 'track' AND label IN (${labels.join(", ")}))`);
  const item = itemFields.text;
  await w.run(`CREATE OR REPLACE TEMP TABLE order_items AS
    SELECT event_id, place, item, coalesce(${item("i", "product_id", "productId", "sku", "id")}, ${item("i", "name")}) AS product,
      ${item("i", "name", "title")} AS description, ${item("i", "category")} AS category,
      ${millionths(item("i", "price", "unit_price"))} AS price, ${thousandths(item("i", "quantity"))} AS quantity,
      ${moment(item("i", "timestamp"))} AS bought_at
    FROM (SELECT *, ${itemFields.parse("item")} AS i FROM (
      SELECT event_id, unnest(products) AS item, generate_subscripts(products, 1) AS place FROM (
        SELECT event_id, json_transform(properties, '{"products": ["JSON"]}').products AS products
        FROM arrived SEMI JOIN order_events USING (event_id))))`);
  const refuse = (rule: string, value: string, where: string) =>
    w.run(
      `INSERT INTO fact_refusals SELECT event_id, source, message_id, 'orders', '${rule}', ${value}, $1 FROM order_events WHERE ${where}`,
      [now],
    );
  const broken = "(SELECT event_id FROM order_items WHERE price IS NULL OR abs(price) >= 1e15)";
  const nothing = "does = 'tell' AND total IS NULL AND event_id NOT IN (SELECT event_id FROM order_items)";
  await refuse("order-id-missing", "NULL", "order_id IS NULL");
  await refuse(
    "price-unreadable",
    "order_id",
    `order_id IS NOT NULL AND does = 'tell' AND event_id IN ${broken}`,
  );
  await refuse("order-empty", "order_id", `order_id IS NOT NULL AND ${nothing}`);
  await w.run(
    `DELETE FROM order_events WHERE order_id IS NULL OR (does = 'tell' AND event_id IN ${broken}) OR (${nothing})`,
  );
  await countRounds(w);
  await w.run(`DELETE FROM order_events WHERE does = 'tell' AND round > ${MOST_VERSIONS}
    AND event_id NOT IN (SELECT max(event_id) FROM order_events WHERE does = 'tell' GROUP BY order_id)`);
  await countRounds(w);
}

/** Numbers the events of each order. */
async function countRounds(w: Writer): Promise<void> {
  await w.run(`UPDATE order_events SET round = least(r.round, ${MOST_ROUNDS})
    FROM (SELECT event_id, row_number() OVER (PARTITION BY order_id ORDER BY event_id) AS round FROM order_events) r
    WHERE r.event_id = order_events.event_id`);
}

function moment(text: string): string {
  return `TRY_CAST(TRY_CAST(${text} AS TIMESTAMPTZ) AS TIMESTAMP)`;
}

function thousandths(text: string): string {
  const pieces = `TRY_CAST(${text} AS DOUBLE)`;
  return `CASE WHEN abs(${pieces}) < 1e9 THEN round(${pieces} * 1e3)::BIGINT END`;
}

/** Who bought, and when: as the order was first told, whoever tells of it later. */
const storedOrders = `(SELECT o.order_id, min(o.ordered_at) AS ordered_at, arg_min(c.customer_id, o.order_key) AS customer_id
  FROM orders o LEFT JOIN customers c USING (customer) WHERE o.kind = 'sale' GROUP BY o.order_id)`;

/** Events of one round with what is stored of their orders: `first_at`, `buyer`, `stored`. */
const eventsOf = (round: number, does: string) => `
  SELECT e.*, s.ordered_at AS first_at, s.customer_id AS buyer, s.order_id IS NOT NULL AS stored
  FROM order_events e LEFT JOIN ${storedOrders} s USING (order_id) WHERE e.round = ${round} AND e.does = '${does}'`;

/** SQL giving order rows as the loader reads them, from typed ones. */
function staged(typed: string): string {
  const fields = new Set(["order", "product", "price", "quantity", "currency"]);
  return `SELECT row_number, row_number AS line, h1, h2, "order" AS order_id, customer AS customer_id, "date" AS ordered_at,
      NULL::TIMESTAMP AS cancelled_at, product AS product_id, description, category, milli AS quantity_milli,
      TRY_CAST(line_minor AS BIGINT) AS amount_minor, code AS currency, country, channel, kind, known_at
    FROM (${orderRows(typed, fields, { letterCancels: false, amountIsTotal: false, currency: null })})`;
}

const fieldsOf = ["order", "customer", "date", "product", "quantity", "price", "currency", "known"];

/** A line of an order with its event, typed as the rows of a file are. A line may have a time of its own. */
const typedColumns = (quantity: string, undone: string, at: string, who: string) => `
  row_number() OVER (ORDER BY e.event_id, i.place) AS row_number,
  hash(e.order_id, e.profile, e.occurred_at, e.does, i.item) AS h1, hash('', i.item, e.does, e.occurred_at, e.profile, e.order_id) AS h2,
  e.order_id AS "order", ${who} AS customer, ${at} AS "date", i.product, i.description, i.category, ${quantity} AS quantity,
  i.price, e.currency, e.country, e.channel, ${undone} AS status, e.known_at`;

/** Orders told: all lines of each, or its total where it names no products. */
async function tellOrders(batch: Batch, round: number): Promise<number> {
  const items = `
    SELECT event_id, place, item, product, description, category, price, quantity, bought_at FROM order_items
    UNION ALL SELECT event_id, 1, NULL, NULL, NULL, NULL, ${millionths("total")}, 1000, NULL FROM order_events
      WHERE event_id NOT IN (SELECT event_id FROM order_items)`;
  const typed = `SELECT ${typedColumns("i.quantity", "NULL::VARCHAR", "coalesce(i.bought_at, e.first_at, e.occurred_at)", "e.profile")}
    FROM (${eventsOf(round, "tell")}) e JOIN (${items}) i USING (event_id) WHERE i.item IS NOT NULL OR NOT e.stored`;
  const loading = await stage(batch, "orders", {
    rows: staged(typed),
    fields: fieldsOf,
    whole: true,
    equalRowsAreDuplicates: true,
  });
  return loading ? (await loadOrders(loading)).stored : 0;
}

/** Orders taken back: the products named, or all that is left of them, or a sum of money of it. */
async function undoOrders(batch: Batch, round: number): Promise<number> {
  const { w } = batch;
  const who = "coalesce(e.buyer, e.profile)";
  const named = `SELECT ${typedColumns("-abs(coalesce(i.quantity, 1000))", "'cancelled'", "coalesce(i.bought_at, e.occurred_at)", who)}
    FROM (${eventsOf(round, "undo")}) e JOIN (SELECT * REPLACE (coalesce(price, 0) AS price) FROM order_items) i USING (event_id)`;
  const byName = await stage(batch, "orders", {
    rows: staged(named),
    fields: fieldsOf,
    equalRowsAreDuplicates: true,
  });
  let lines = byName ? (await loadOrders(byName)).stored : 0;
  await w.run(`CREATE OR REPLACE TEMP TABLE remains AS ${remainsOf(round)}`);
  for (const whole of [true, false]) {
    const loading = await stage(batch, "orders", {
      rows: `SELECT row_number() OVER (ORDER BY event_id, line_key) AS row_number, 1 AS line, event_id AS h1, line_key AS h2, order_id,
          customer_id, occurred_at AS ordered_at, NULL::TIMESTAMP AS cancelled_at, product_id, NULL::VARCHAR AS description,
          NULL::VARCHAR AS category, ${whole ? "-quantity" : "0"} AS quantity_milli, -(${whole ? "amount" : "part"}) AS amount_minor,
          currency, country, channel, 'cancel' AS kind, known_at
        FROM remains WHERE ${whole ? "part >= amount" : "part < amount AND part > 0"}`,
      fields: whole ? fieldsOf : fieldsOf.filter((f) => f !== "quantity" && f !== "price"),
    });
    if (loading) lines += (await loadOrders(loading)).stored;
  }
  await w.run("DROP TABLE remains");
  return lines;
}

/**
 * What is left of the lines of orders that are taken back without naming products, and which part of it goes: all, or,
 * where less money is named than is left, that money over the lines, the first taking what does not divide.
 */
function remainsOf(round: number): string {
  const money = amountMinor(`abs(${millionths("e.total")})`, minorUnits("e.currency", null));
  return `
    SELECT *, CASE WHEN money IS NULL OR money >= all_left THEN amount ELSE
        (amount::HUGEINT * money // all_left)::BIGINT
          + CASE WHEN place = 1 THEN (money - sum(amount::HUGEINT * money // all_left) OVER (PARTITION BY event_id))::BIGINT ELSE 0 END
      END AS part
    FROM (
      SELECT e.event_id, l.line_key, e.order_id, coalesce(e.buyer, e.profile) AS customer_id, e.occurred_at, e.known_at, p.product_id,
        e.currency, e.country, e.channel, l.quantity_milli - coalesce(v.quantity, 0) AS quantity,
        l.amount_minor - coalesce(v.amount, 0) AS amount, ${money} AS money,
        sum(l.amount_minor - coalesce(v.amount, 0)) OVER (PARTITION BY e.event_id) AS all_left,
        row_number() OVER (PARTITION BY e.event_id ORDER BY l.line_key) AS place
      FROM (${eventsOf(round, "undo")}) e JOIN orders o ON o.order_id = e.order_id AND o.kind = 'sale'
      ANTI JOIN ended_orders x ON x.order_key = o.order_key
      JOIN order_lines l ON l.order_key = o.order_key AND l.kind = 'goods'
      LEFT JOIN (SELECT product, min(product_id) AS product_id FROM products GROUP BY product) p ON p.product = l.product
      LEFT JOIN (SELECT line_key, sum(quantity_milli)::BIGINT AS quantity, sum(amount_minor)::BIGINT AS amount FROM reversals GROUP BY 1) v
        ON v.line_key = l.line_key
      WHERE e.event_id NOT IN (SELECT event_id FROM order_items))
    WHERE quantity > 0 AND amount > 0`;
}
