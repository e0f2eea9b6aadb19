import type { Reader } from "../../store/reader.ts";
import type { Bindable } from "../../store/values.ts";
import type { Band } from "../contract/common.ts";
import type { CustomersQuery, ScoreCell } from "../contract/customers.ts";
import { isProven, type StoredGoal } from "./goals.ts";

export interface CustomerFacts {
  readonly customer: number;
  readonly customer_id: string;
  readonly segment: number | null;
  readonly orders: number;
  readonly revenue: number;
  readonly r: number | null;
  readonly f: number | null;
  readonly m: number | null;
}

export interface CustomerScope {
  readonly segmentation: string;
  readonly churn: StoredGoal | undefined;
  readonly value: StoredGoal | undefined;
}

/** What a sort of the contract means in SQL, and the table it reads; nothing of the request is written in. */
const sorts: Readonly<Record<CustomersQuery["sort"], { by: readonly string[]; from?: Table }>> = {
  revenue: { by: ["rfm.monetary_minor"], from: "rfm" },
  orders: { by: ["rfm.frequency"], from: "rfm" },
  lastOrder: { by: ["-rfm.recency_days"], from: "rfm" },
  customer: { by: ["length(c.customer_id)", "c.customer_id"] },
  churn: { by: ["churn.value"], from: "churn" },
  value: { by: ["worth.value"], from: "worth" },
};
type Table = "rfm" | "members" | "churn" | "worth";

/** Which customers a query keeps: only the tables it asks about are joined, so that a page of a million is quick. */
function kept(query: CustomersQuery, scope: CustomerScope, sorted?: Table) {
  const params: Bindable[] = [];
  const bound = (value: Bindable) => `$${params.push(value)}`;
  const scores = (name: "churn" | "worth", goal: StoredGoal | undefined) =>
    `LEFT JOIN scores ${name} ON ${name}.customer = c.customer AND ${name}.goal = ${bound(goal?.goal ?? "")}
       AND ${name}.horizon_days = ${bound(goal?.horizonDays ?? 0)}`;
  const joins: Readonly<Record<Table, () => string>> = {
    rfm: () => "LEFT JOIN rfm ON rfm.customer = c.customer",
    members: () =>
      `LEFT JOIN memberships members ON members.customer = c.customer
         AND members.segmentation = ${bound(scope.segmentation)}`,
    churn: () => scores("churn", scope.churn),
    worth: () => scores("worth", scope.value),
  };
  const search = query.search?.trim();
  const wanted = new Set<Table>();
  if (sorted) wanted.add(sorted);
  if (query.segment !== undefined) wanted.add("members");
  if (query.band !== undefined) wanted.add("churn");
  const from = ["FROM customers c", ...[...wanted].map((t) => joins[t]())].join(" ");
  const where = ["true"];
  if (search) where.push(`contains(lower(c.customer_id), lower(${bound(search)}))`);
  if (query.segment !== undefined) where.push(`members.segment = ${bound(query.segment)}`);
  if (query.band !== undefined) where.push(`churn.band = ${bound(query.band)}`);
  return { sql: `${from} WHERE ${where.join(" AND ")}`, params, bound };
}

export function countCustomers(reader: Reader, query: CustomersQuery, scope: CustomerScope) {
  const { sql, params } = kept(query, scope);
  return reader.one<{ total: number }>(`SELECT count(*) AS total ${sql}`, params);
}

/** One page of customers; those without a value of the sort come last. */
export async function pageOfCustomers(
  reader: Reader,
  query: CustomersQuery,
  scope: CustomerScope,
): Promise<CustomerFacts[]> {
  const direction = query.order === "asc" ? "ASC" : "DESC";
  const { by, from } = sorts[query.sort];
  const { sql, params, bound } = kept(query, scope, from);
  const order = by.map((expression) => `${expression} ${direction} NULLS LAST`).join(", ");
  const keys = await reader.rows<{ customer: number }>(
    `SELECT c.customer ${sql} ORDER BY ${order}, c.customer
     LIMIT ${bound(query.pageSize)} OFFSET ${bound((query.page - 1) * query.pageSize)}`,
    params,
  );
  if (keys.length === 0) return [];
  const places = keys.map((_, i) => `$${i + 2}`).join(", ");
  const facts = await reader.rows<CustomerFacts>(
    `SELECT c.customer, c.customer_id, m.segment, coalesce(rfm.frequency, 0) AS orders,
       coalesce(rfm.monetary_minor, 0) AS revenue, rfm.r, rfm.f, rfm.m
     FROM (FROM customers WHERE customer IN (${places})) c
     LEFT JOIN (FROM rfm WHERE customer IN (${places})) rfm USING (customer)
     LEFT JOIN (FROM memberships WHERE segmentation = $1 AND customer IN (${places})) m USING (customer)`,
    [scope.segmentation, ...keys.map((k) => k.customer)],
  );
  const byKey = new Map(facts.map((f) => [f.customer, f]));
  return keys.flatMap((k) => byKey.get(k.customer) ?? []);
}

function places(count: number): string {
  return Array.from({ length: count }, (_, i) => `$${i + 1}`).join(", ");
}

/** customer key → moment of the last order that counts: not all of it was taken back. */
export async function lastOrders(reader: Reader, customers: readonly number[]): Promise<Map<number, Date>> {
  if (customers.length === 0) return new Map();
  const rows = await reader.rows<{ customer: number; at: Date }>(
    `WITH own AS (FROM orders WHERE kind = 'sale' AND customer IN (${places(customers.length)})),
       back AS (SELECT order_key, sum(amount_minor) AS minor, sum(quantity_milli) AS milli FROM reversals
         WHERE order_key IN (SELECT order_key FROM own) GROUP BY 1)
     SELECT customer, max(ordered_at) AS "at" FROM own LEFT JOIN back USING (order_key)
     WHERE amount_minor > coalesce(minor, 0)
       OR (amount_minor = 0 AND quantity_milli > coalesce(milli, 0)) GROUP BY 1`,
    customers,
  );
  return new Map(rows.map((r) => [r.customer, r.at]));
}

interface ScoreRow extends ScoreCell {
  readonly customer: number;
  readonly band: Band;
  readonly horizonDays: number;
}

/** customer key → its proven scores. */
export async function scoreCells(
  reader: Reader,
  customers: readonly number[],
  goals: readonly StoredGoal[],
): Promise<Map<number, ScoreCell[]>> {
  const cells = new Map<number, ScoreCell[]>();
  if (customers.length === 0) return cells;
  const rows = await reader.rows<ScoreRow>(
    `SELECT customer, goal, value, unit, low, high, probability, band, horizon_days AS "horizonDays" FROM scores
     WHERE customer IN (${places(customers.length)}) ORDER BY goal`,
    customers,
  );
  for (const { customer, horizonDays, ...cell } of rows)
    if (isProven(goals, { goal: cell.goal, horizonDays }))
      cells.set(customer, [...(cells.get(customer) ?? []), cell]);
  return cells;
}
