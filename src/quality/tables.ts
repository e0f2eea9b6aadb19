import type { Reader } from "../store/reader.ts";
import type { Finding, TableQuality } from "./finding.ts";
import { tableScore } from "./score.ts";

/** The tables people bring, the moment a row is about, and the columns that are theirs (not ours). */
const tables: readonly { table: string; moment?: string; columns: readonly string[] }[] = [
  { table: "customers", moment: "known_at", columns: ["customer_id"] },
  { table: "identities", moment: "known_at", columns: ["customer", "kind", "value"] },
  { table: "attributes", moment: "known_at", columns: ["customer", "name", "text", "number", "known_at"] },
  { table: "products", columns: ["product_id", "name", "category", "kind"] },
  {
    table: "orders",
    moment: "ordered_at",
    columns: [
      "order_id",
      "customer",
      "ordered_at",
      "currency",
      "country",
      "channel",
      "quantity_milli",
      "amount_minor",
    ],
  },
  {
    table: "order_lines",
    moment: "ordered_at",
    columns: ["order_key", "customer", "product", "quantity_milli", "amount_minor"],
  },
  {
    table: "events",
    moment: "occurred_at",
    columns: ["message_id", "source", "customer", "type", "name", "properties"],
  },
  {
    table: "messages",
    moment: "occurred_at",
    columns: ["message_id", "customer", "campaign", "channel", "creative", "action"],
  },
  {
    table: "reviews",
    moment: "occurred_at",
    columns: ["review_id", "customer", "product", "kind", "rating", "title", "text"],
  },
  {
    table: "payments",
    moment: "due_at",
    columns: [
      "payment_id",
      "customer",
      "order_id",
      "due_at",
      "paid_at",
      "amount_minor",
      "currency",
      "status",
    ],
  },
  { table: "loyalty", moment: "occurred_at", columns: ["entry_id", "customer", "points", "kind"] },
];

/** Completeness and score of every table that has rows. `distinct` is an estimate, within a few per cent. */
export async function readTables(reader: Reader, findings: readonly Finding[]): Promise<TableQuality[]> {
  const out: TableQuality[] = [];
  for (const { table, moment, columns } of tables) {
    const figures = columns.flatMap((c, i) => {
      const text = `nullif(trim(${c}::VARCHAR), '')`;
      const filled = /_at$|_minor$|_milli$|^(customer|product|order_key|number|points|rating)$/.test(c)
        ? c
        : text;
      return [`count(${filled}) AS filled_${i}`, `approx_count_distinct(${c}) AS distinct_${i}`];
    });
    const span = moment
      ? `min(${moment}) AS "from", max(${moment}) AS "until"`
      : `NULL::TIMESTAMP AS "from", NULL::TIMESTAMP AS "until"`;
    const row = await reader.one<Record<string, number> & { from: Date | null; until: Date | null }>(
      `SELECT count(*) AS rows, ${span}, ${figures.join(", ")} FROM ${table}`,
    );
    const rows = row.rows!;
    if (rows === 0) continue;
    out.push({
      table,
      rows,
      from: row.from?.toISOString() ?? null,
      until: row.until?.toISOString() ?? null,
      columns: columns.map((column, i) => {
        const filled = row[`filled_${i}`]!;
        return { column, filled, distinct: Math.min(filled, row[`distinct_${i}`]!) };
      }),
      ...tableScore(table, findings),
    });
  }
  return out;
}
