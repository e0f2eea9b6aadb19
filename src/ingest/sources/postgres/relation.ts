import type { Client } from "pg";
import { KindredError } from "../../../core/errors.ts";
import { identifier } from "../../sql.ts";
import type { PostgresConfig } from "./config.ts";

export interface PostgresColumn {
  readonly name: string;
  readonly type: "number" | "moment" | "localMoment" | "date" | "boolean" | "other";
}

/** A table or query as it stands in the database. */
export interface Relation {
  /** SQL that may follow FROM, named `t`. */
  readonly sql: string;
  readonly columns: readonly PostgresColumn[];
  /** Columns of the primary key; none of a query or view. */
  readonly key: readonly string[];
}

/** Type numbers of pg_type. */
const typeOf: Readonly<Record<number, PostgresColumn["type"]>> = {
  16: "boolean",
  20: "number",
  21: "number",
  23: "number",
  700: "number",
  701: "number",
  1700: "number",
  1082: "date",
  1114: "localMoment",
  1184: "moment",
};

/** Columns and key of what the source reads. @throws bad-option, and PostgreSQL's own errors */
export async function describeRelation(client: Client, config: PostgresConfig): Promise<Relation> {
  const sql = relationSql(config);
  const { fields } = await client.query(`SELECT * FROM ${sql} LIMIT 0`);
  const columns = fields.map((f) => ({ name: f.name, type: typeOf[f.dataTypeID] ?? "other" }));
  const key = config.table
    ? await client.query<{ name: string }>(
        `SELECT a.attname AS name FROM pg_index i
         CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k(attnum, place)
         JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
         WHERE i.indrelid = $1::regclass AND i.indisprimary ORDER BY k.place`,
        [tableName(config.table)],
      )
    : { rows: [] };
  return { sql, columns, key: key.rows.map((r) => r.name) };
}

/** The column of that name. @throws source-no-column, which names those there are */
export function columnOf(relation: Relation, name: string, source: string): PostgresColumn {
  const column = relation.columns.find((c) => c.name === name);
  if (column) return column;
  const all = relation.columns.map((c) => c.name).join(", ");
  throw new KindredError("source-no-column", { source, column: name, columns: all });
}

function relationSql({ table, query }: PostgresConfig): string {
  if (table && !query) return `${tableName(table)} t`;
  if (query && !table) return `(${query.trim().replace(/;\s*$/, "")}\n) t`;
  throw new KindredError("bad-option", {
    option: "--table",
    value: table ?? "",
    allowed: "--table orders, --table shop.orders, --query 'SELECT …'",
  });
}

/** `table` or `schema.table`, each part quoted. */
function tableName(table: string): string {
  return table.split(".").map(identifier).join(".");
}
