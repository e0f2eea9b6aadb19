import type { DuckDBConnection } from "@duckdb/node-api";
import { KindredError } from "../../core/errors.ts";
import type { Sentence } from "../../core/sentence.ts";
import type { TableSpec } from "../schema/field.ts";
import { identifier, literal } from "../sql.ts";
import { currencyOfAmounts, isCurrency } from "../understand/currencies.ts";
import type { ColumnProfile } from "../understand/profile.ts";
import {
  lettersCancel,
  type OrderFacts,
  orderChecks,
  orderRows,
  repeatsTotal,
  splitsTotal,
} from "./order-rows.ts";
import { amountMinor, type Check, fieldChecks, minorUnits, typedRows } from "./typed.ts";
import type { Reading } from "./understand.ts";

/** How the file's rows are typed, checked and staged. */
export interface RowPlan {
  /** SQL of the typed rows with the cleaned texts `v<j>` of the columns the checks look at. */
  readonly rows: string;
  readonly checks: readonly Check[];
  /** SQL expressions of the staged columns over `rows`, by name. */
  readonly staged: Readonly<Record<string, string>>;
  /** The moment that says whether the file has times of day. */
  readonly moment: string | null;
  /** Of orders: what was found about their rows. */
  readonly order: OrderFacts | null;
  /** The rows have `lines` and `place` (see `splitsTotal`). */
  readonly split: boolean;
  readonly currency: string | null;
  readonly notes: readonly Sentence[];
  readonly columns: readonly ColumnProfile[];
}

/**
 * `repeated` are columns that are known to say the same in each line of an order; `before` is what was found about the
 * rows of a file of which these are some.
 */
export async function planRows(
  c: DuckDBConnection,
  spec: TableSpec,
  reading: Reading,
  repeated: ReadonlySet<string> = new Set(),
  before?: Pick<OrderFacts, "letterCancels" | "amountIsTotal">,
): Promise<RowPlan> {
  const { mapping, readings } = reading;
  const columns = mapping.columns;
  const used = [...new Set([...columns.values()].map((col) => col.index))];
  const typed = typedRows(spec.fields, columns, readings, used, reading.columns.length);
  const checks = fieldChecks(spec.fields, columns);
  const currency = currencyOf(spec, reading);
  const notes: Sentence[] = [];
  const hasMoney = spec.fields.some((f) => f.kind === "money" && columns.has(f.name));
  if (hasMoney && currency === null && !columns.has("currency"))
    notes.push({ code: "ingest.notes.noCurrency", data: {} });
  const moment = spec.fields.find((f) => f.kind === "moment" && columns.has(f.name))?.name ?? null;
  const base = { currency, moment, columns: reading.columns };
  if (spec.table !== "orders") {
    const staged: Record<string, string> = {};
    if (spec.fields.some((f) => f.name === "currency")) staged.code = currencyOfRow(currency, columns);
    for (const f of spec.fields)
      staged[f.name] =
        f.kind === "money" ? minor(f.name, currency, columns, reading.minor.has(f.name)) : identifier(f.name);
    // What failed was never paid, whatever moment stands there, as long as another column dates the row.
    if (spec.table === "payments" && columns.has("status") && columns.has("date") && staged.paid)
      staged.paid = `CASE WHEN status = 'failed' THEN NULL ELSE ${staged.paid} END`;
    if (spec.table === "customers") notes.push(...customerNotes(reading));
    return { ...base, order: null, split: false, rows: typed, checks, staged, notes };
  }
  if (columns.has("order") || columns.has("date")) notes.push(...orderNotes(reading));
  const order = columns.get("order");
  const facts: OrderFacts = {
    ...(before ?? {
      letterCancels: order !== undefined && (await lettersCancel(c, order.index)),
      amountIsTotal: repeated.has(columns.get("amount")?.name ?? "") || repeatsTotal(columns),
    }),
    currency,
    totalsTold: before !== undefined,
  };
  if (facts.amountIsTotal)
    notes.push({ code: "ingest.notes.amountIsTotal", data: { column: columns.get("amount")!.name } });
  return {
    ...base,
    order: facts,
    split: splitsTotal(columns, facts),
    rows: orderRows(typed, columns, facts),
    checks: [...checks, ...orderChecks(columns, facts)],
    staged: {
      order_id: '"order"',
      customer_id: "customer",
      ordered_at: '"date"',
      cancelled_at: '"cancelledAt"',
      product_id: "coalesce(product, description)",
      description: "description",
      category: "category",
      quantity_milli: "milli",
      amount_minor: "TRY_CAST(line_minor AS BIGINT)",
      currency: "code",
      country: "country",
      channel: "channel",
      kind: "kind",
    },
    notes,
  };
}

/** SQL: the row's own currency, else the file's. */
function currencyOfRow(currency: string | null, columns: ReadonlyMap<string, ColumnProfile>): string {
  const own = columns.has("currency") ? "currency" : "NULL::VARCHAR";
  return currency ? `coalesce(${own}, ${literal(currency)})` : own;
}

/** SQL: a money field in minor units; `already` says that it is written in them. */
function minor(
  field: string,
  currency: string | null,
  columns: ReadonlyMap<string, ColumnProfile>,
  already: boolean,
): string {
  const own = columns.has("currency") ? currencyOfRow(currency, columns) : null;
  const units = already ? "1" : minorUnits(own, currency);
  return `TRY_CAST(${amountMinor(identifier(field), units)} AS BIGINT)`;
}

/** The currency the user named, else the one the amounts show. */
function currencyOf(spec: TableSpec, reading: Reading): string | null {
  const asked = reading.askedCurrency?.trim().toUpperCase();
  if (asked) {
    if (!isCurrency(asked))
      throw new KindredError("bad-option", {
        option: "--currency",
        value: asked,
        allowed: "EUR, USD, CNY, RUB, …",
      });
    return asked;
  }
  const money = spec.fields
    .filter((f) => f.kind === "money")
    .flatMap((f) => reading.mapping.columns.get(f.name) ?? []);
  return currencyOfAmounts(money, reading.readings.chinese);
}

function customerNotes({ mapping: { columns, unmapped } }: Reading): Sentence[] {
  const notes: Sentence[] = [];
  if (!columns.has("customer")) notes.push({ code: "ingest.notes.rowNumberIsCustomer", data: {} });
  if (!columns.has("date") && unmapped.length > 0) notes.push({ code: "ingest.notes.undated", data: {} });
  return notes;
}

function orderNotes({ mapping: { columns } }: Reading): Sentence[] {
  const order = columns.get("order");
  const notes: Sentence[] = [];
  if (!order) notes.push({ code: "ingest.notes.eachRowAnOrder", data: {} });
  else if (order.distinct < order.values.length)
    notes.push({ code: "ingest.notes.rowsAreLines", data: { column: order.name } });
  else notes.push({ code: "ingest.notes.rowsAreOrders", data: { column: order.name } });
  if (!columns.has("amount") && !columns.has("price"))
    notes.push({ code: "ingest.notes.noAmounts", data: {} });
  return notes;
}
