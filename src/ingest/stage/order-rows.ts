import type { DuckDBConnection } from "@duckdb/node-api";
import { literal } from "../sql.ts";
import { cleaned } from "../understand/clean.ts";
import type { ColumnProfile } from "../understand/profile.ts";
import { amountMinor, type Check, lineMinor, minorUnits } from "./typed.ts";

/** What the file's order rows are, found in all of it or in the sample. */
export interface OrderFacts {
  /** Numbers such as `C536379` among plain ones name cancellations. */
  readonly letterCancels: boolean;
  /** The amount column repeats the order's total on each of its lines. */
  readonly amountIsTotal: boolean;
  /** Currency of all rows without one of their own. */
  readonly currency: string | null;
  /** `raw_totals` tells of how many lines an order's total is, and which a row is. */
  readonly totalsTold?: boolean;
}

/** Whether numbers of column `j` like `C536379` stand, fewer, among plain numbers. */
export async function lettersCancel(c: DuckDBConnection, j: number): Promise<boolean> {
  const result = await c.runAndReadAll(`SELECT
    count(*) FILTER ((v LIKE 'C%' OR v LIKE 'c%') AND regexp_matches(v, '^[Cc]-?\\d{3,}$')) AS letter,
    count(*) FILTER (TRY_CAST(v AS BIGINT) IS NOT NULL) AS digits, count(v) AS filled
    FROM (SELECT ${cleaned(j)} AS v FROM raw)`);
  const row = result.getRowObjectsJS()[0]!;
  const [letter, digits, filled] = [Number(row.letter), Number(row.digits), Number(row.filled)];
  return letter > 0 && letter < 0.4 * digits && letter + digits >= 0.9 * filled;
}

/** In the sample, lines of one order that all have the same amount though their products or prices differ. */
export function repeatsTotal(columns: ReadonlyMap<string, ColumnProfile>): boolean {
  const [order, amount] = [columns.get("order"), columns.get("amount")];
  const other = columns.get("price") ?? columns.get("product") ?? columns.get("description");
  if (!order || !amount || !other) return false;
  const groups = new Map<string, { amounts: Set<string>; others: Set<string>; lines: number }>();
  order.cells.forEach((id, i) => {
    if (id === "") return;
    const g = groups.get(id) ?? { amounts: new Set(), others: new Set(), lines: 0 };
    g.amounts.add(amount.cells[i]!);
    g.others.add(other.cells[i]!);
    g.lines++;
    groups.set(id, g);
  });
  const several = [...groups.values()].filter((g) => g.lines > 1 && g.others.size > 1);
  return several.length >= 3 && several.filter((g) => g.amounts.size === 1).length >= 0.95 * several.length;
}

/** Words that make a description an adjustment of the books when it consists of them. */
const ADJUST_CORE =
  "adjust|adjustment|adjustments|adjusted|correction|corrections|write ?offs?|written off|bad debts?|调整|调账|坏账|冲销|корректировка|списание|безнадежный долг";
const ADJUST_WITH =
  "manual|stock|inventory|balance|price|order|account|debts?|bad|off|the|of|for|by|to|and|库存|余额|金额|ручная|остатков|цены|долга|баланса";

/**
 * SQL over typed order rows giving what the loader reads: `amount_minor` (rounded once a line, half away from zero),
 * `quantity_milli` and `kind`: sale, free, cancel (takes back an earlier purchase), status-cancel (a purchase that
 * was cancelled), adjust, stock. Price × quantity where a price is mapped and the amount is not or repeats the
 * order's total; a missing quantity is one piece. A product for nothing is no purchase; an order for nothing, of which
 * no product is told, is one.
 */
export function orderRows(
  typed: string,
  columns: Pick<ReadonlySet<string>, "has">,
  facts: OrderFacts,
): string {
  const byPrice = columns.has("price") && (!columns.has("amount") || facts.amountIsTotal);
  const money = columns.has("amount") || columns.has("price");
  const split = splitsTotal(columns, facts);
  const currency = facts.currency ? `coalesce(currency, ${literal(facts.currency)})` : "currency";
  const units = minorUnits(columns.has("currency") ? currency : null, facts.currency);
  const minor = byPrice
    ? lineMinor("price", "coalesce(quantity, 1000)", units)
    : money
      ? amountMinor("amount", units)
      : "0::HUGEINT";
  const letter = facts.letterCancels
    ? `CASE WHEN "order" LIKE 'C%' OR "order" LIKE 'c%' THEN regexp_matches("order", '^[Cc]-?\\d{3,}$') ELSE false END`
    : "false";
  const hasQuantity = columns.has("quantity");
  // CASE, since both sides of an AND would be computed for every row.
  const adjusting = `CASE WHEN regexp_matches(description, '(?i)${ADJUST_CORE.replaceAll(" ?", ".?")}')
    THEN regexp_full_match(trim(regexp_replace(lower(description), '[^\\p{L}\\p{N}]+', ' ', 'g')),
      '(?:(?:${ADJUST_WITH}) )*(?:${ADJUST_CORE})(?: (?:${ADJUST_WITH}|${ADJUST_CORE}))*') ELSE false END`;
  return `
    WITH typed AS (${typed}),
    priced AS (
      SELECT *, ${minor} AS minor, ${currency} AS code, coalesce(quantity, 1000) AS milli, ${letter} AS letter,
        coalesce(status = 'cancelled', false) AS undone, ${adjusting} AS adjusting
      FROM typed),
    shared AS (${split ? splitTotals(facts.totalsTold === true) : "SELECT *, minor AS line_minor FROM priced"}),
    kinds AS (
      SELECT *, CASE
        WHEN milli < 0 AND line_minor = 0 AND NOT letter AND NOT undone AND ${money} THEN 'stock'
        WHEN adjusting THEN 'adjust'
        WHEN letter THEN 'cancel'
        WHEN milli < 0 THEN 'cancel'
        WHEN line_minor < 0 AND undone THEN 'cancel'
        WHEN line_minor < 0 THEN ${hasQuantity ? "'adjust'" : "'cancel'"}
        WHEN undone THEN 'status-cancel'
        WHEN line_minor = 0 AND ${money && columns.has("product")} THEN 'free'
        ELSE 'sale' END AS kind
      FROM shared)
    SELECT * REPLACE (
        CASE WHEN kind = 'cancel' THEN -abs(milli) ELSE milli END AS milli,
        CASE WHEN kind = 'cancel' THEN -abs(line_minor) ELSE line_minor END AS line_minor)
    FROM kinds`;
}

/** Whether rows have `lines` and `place` of their order, since its total is divided among them. */
export function splitsTotal(columns: Pick<ReadonlySet<string>, "has">, facts: OrderFacts): boolean {
  return facts.amountIsTotal && columns.has("amount") && !columns.has("price");
}

/** An order's total over its lines, in whole minor units, the first lines taking what does not divide. */
const splitTotals = (told: boolean) => `
  SELECT *, CASE WHEN "order" IS NULL THEN minor ELSE
    minor // lines + (CASE WHEN place <= minor - lines * (minor // lines) THEN 1 ELSE 0 END) END AS line_minor
  FROM (${
    told
      ? "FROM priced JOIN raw_totals USING (row_number)"
      : `SELECT *, count(*) OVER (PARTITION BY "order") AS lines,
    row_number() OVER (PARTITION BY "order" ORDER BY row_number) AS place FROM priced`
  })`;

/** Rows without an amount, and amounts beyond what is stored exactly. */
export function orderChecks(columns: ReadonlyMap<string, ColumnProfile>, facts: OrderFacts): Check[] {
  const byPrice = columns.has("price") && (!columns.has("amount") || facts.amountIsTotal);
  const column = byPrice ? columns.get("price")! : columns.get("amount");
  if (!column) return [];
  return [
    { column, rule: "value-missing", sql: `${byPrice ? "price" : "amount"} IS NULL` },
    { column, rule: "number-too-large", sql: "abs(line_minor) >= 1000000000000000" },
  ];
}
