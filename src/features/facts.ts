import type { Fact } from "./algebra.ts";
import { type People, separatePeople } from "./people.ts";

/** Type of a fact's field: whole numbers sum exactly, keys are only counted or compared. */
export type FieldType = "integer" | "key" | "text";

/** The fields of every fact. `amount` is in minor units, `units` in thousandths, `gapDays` in whole days. */
export const factFields: Readonly<Record<Fact, Readonly<Record<string, FieldType>>>> = {
  orders: {
    amount: "integer",
    units: "integer",
    country: "text",
    channel: "text",
    hour: "integer",
    weekday: "integer",
  },
  orderDays: { amount: "integer", orders: "integer", gapDays: "integer" },
  lines: { amount: "integer", units: "integer", product: "key", category: "text" },
  cancellations: { amount: "integer", units: "integer" },
};

/** What is left of a purchase after its reversals `r`: something of its amount, or of its pieces where it cost nothing. */
const stillBought = (bought: string) =>
  `(${bought}.amount_minor - coalesce(r.amount, 0) > 0
      OR (${bought}.amount_minor = 0 AND ${bought}.quantity_milli - coalesce(r.units, 0) > 0))`;

/**
 * The facts as of `$1`, one CTE each, with `customer` and `time` beside the fields; `fields` says which ones are wanted, so
 * that nothing is joined for a field nobody reads. An order counts while something is left of it after what was taken
 * back before `$1`; a line while something is left of it too, and its order counts. With `people` they are of persons.
 */
export const factSql: Readonly<Record<Fact, (fields: ReadonlySet<string>, people?: People) => string>> = {
  orders: (_, people = separatePeople) => `orders_known AS (
  SELECT o.customer, o.order_key, o.ordered_at AS time, o.country, o.channel,
    hour(o.ordered_at) AS hour, isodow(o.ordered_at) AS weekday,
    o.amount_minor - coalesce(r.amount, 0) AS amount, o.quantity_milli - coalesce(r.units, 0) AS units
  FROM ${people.of("orders")} o LEFT JOIN (
    SELECT order_key, sum(amount_minor)::BIGINT AS amount, sum(quantity_milli)::BIGINT AS units
    FROM reversals WHERE known_at < $1 GROUP BY order_key
  ) r USING (order_key)
  WHERE o.kind = 'sale' AND o.customer IS NOT NULL AND o.ordered_at < $1 AND o.known_at < $1
    AND ${stillBought("o")}
)`,
  orderDays: () => `order_days AS (
  SELECT customer, time, amount, orders,
    date_diff('day', lag(time) OVER (PARTITION BY customer ORDER BY time), time) AS gapDays
  FROM (
    SELECT customer, date_trunc('day', time) AS time, sum(amount)::BIGINT AS amount, count(*) AS orders
    FROM orders_known GROUP BY customer, date_trunc('day', time)
  )
)`,
  lines: (fields, people = separatePeople) => `lines_known AS (
  SELECT l.customer, l.ordered_at AS time, l.product, ${fields.has("category") ? "p.category" : "NULL AS category"},
    l.amount_minor - coalesce(r.amount, 0) AS amount, l.quantity_milli - coalesce(r.units, 0) AS units
  FROM ${people.of("order_lines")} l
  SEMI JOIN orders_known o ON o.order_key = l.order_key
  LEFT JOIN (
    SELECT line_key, sum(amount_minor)::BIGINT AS amount, sum(quantity_milli)::BIGINT AS units
    FROM reversals WHERE known_at < $1 GROUP BY line_key
  ) r USING (line_key)${fields.has("category") ? lastCategory : ""}
  WHERE l.kind = 'goods' AND l.ordered_at < $1 AND l.known_at < $1 AND ${stillBought("l")}
)`,
  cancellations: (_, people = separatePeople) => `cancellations_known AS (
  SELECT customer, known_at AS time, amount_minor AS amount, quantity_milli AS units
  FROM ${people.of("reversals")} WHERE customer IS NOT NULL AND known_at < $1
)`,
};

/** A product may be told again, with another category: the last one known counts. */
const lastCategory = `
  LEFT JOIN (
    SELECT product, arg_max(category, row(known_at, category)) AS category
    FROM products WHERE known_at < $1 GROUP BY product
  ) p USING (product)`;

export const factTable: Readonly<Record<Fact, string>> = {
  orders: "orders_known",
  orderDays: "order_days",
  lines: "lines_known",
  cancellations: "cancellations_known",
};

/** Facts another fact is made from, in the order of the CTEs. */
export const factNeeds: Readonly<Record<Fact, readonly Fact[]>> = {
  orders: ["orders"],
  orderDays: ["orders", "orderDays"],
  lines: ["orders", "lines"],
  cancellations: ["cancellations"],
};
