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

/** What a sort of the contract means in SQL; nothing of the request is written into the statement. */
const sorts: Readonly<Record<CustomersQuery["sort"], string>> = {
  revenue: "rfm.monetary_minor",
  orders: "rfm.frequency",
  lastOrder: "-rfm.recency_days",
  customer: "length(c.customer_id), c.customer_id",
  churn: "churn.value",
  value: "worth.value",
};

export interface CustomerScope {
  readonly segmentation: string;
  readonly churn: StoredGoal | undefined;
  readonly value: StoredGoal | undefined;
}

const from = `FROM customers c
  LEFT JOIN rfm USING (customer)
  LEFT JOIN memberships m ON m.customer = c.customer AND m.segmentation = $1
  LEFT JOIN scores churn ON churn.customer = c.customer AND churn.goal = $2 AND churn.horizon_days = $3
  LEFT JOIN scores worth ON worth.customer = c.customer AND worth.goal = $4 AND worth.horizon_days = $5
  WHERE ($6::VARCHAR IS NULL OR contains(lower(c.customer_id), lower($6)))
    AND ($7::INTEGER IS NULL OR m.segment = $7) AND ($8::VARCHAR IS NULL OR churn.band = $8)`;

function paramsOf(query: CustomersQuery, scope: CustomerScope): Bindable[] {
  const { segmentation, churn, value } = scope;
  const search = query.search?.trim() || null;
  return [
    segmentation,
    churn?.goal ?? "",
    churn?.horizonDays ?? 0,
    value?.goal ?? "",
    value?.horizonDays ?? 0,
    search,
    query.segment ?? null,
    query.band ?? null,
  ];
}

export function countCustomers(reader: Reader, query: CustomersQuery, scope: CustomerScope) {
  return reader.one<{ total: number }>(`SELECT count(*) AS total ${from}`, paramsOf(query, scope));
}

/** One page of customers; those without a value of the sort come last. */
export function pageOfCustomers(
  reader: Reader,
  query: CustomersQuery,
  scope: CustomerScope,
): Promise<CustomerFacts[]> {
  const direction = query.order === "asc" ? "ASC" : "DESC";
  const order = sorts[query.sort]
    .split(", ")
    .map((expression) => `${expression} ${direction} NULLS LAST`)
    .join(", ");
  return reader.rows<CustomerFacts>(
    `SELECT c.customer, c.customer_id, m.segment, coalesce(rfm.frequency, 0) AS orders,
       coalesce(rfm.monetary_minor, 0) AS revenue, rfm.r, rfm.f, rfm.m
     ${from} ORDER BY ${order}, c.customer LIMIT $9 OFFSET $10`,
    [...paramsOf(query, scope), query.pageSize, (query.page - 1) * query.pageSize],
  );
}

function places(count: number): string {
  return Array.from({ length: count }, (_, i) => `$${i + 1}`).join(", ");
}

/** customer key → moment of the last order that counts: not all of it was taken back. */
export async function lastOrders(reader: Reader, customers: readonly number[]): Promise<Map<number, Date>> {
  if (customers.length === 0) return new Map();
  const rows = await reader.rows<{ customer: number; at: Date }>(
    `WITH own AS (FROM orders WHERE kind = 'sale' AND customer IN (${places(customers.length)})),
       back AS (SELECT order_key, sum(amount_minor) AS minor FROM reversals
         WHERE order_key IN (SELECT order_key FROM own) GROUP BY 1)
     SELECT customer, max(ordered_at) AS "at" FROM own LEFT JOIN back USING (order_key)
     WHERE amount_minor > coalesce(minor, 0) GROUP BY 1`,
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
