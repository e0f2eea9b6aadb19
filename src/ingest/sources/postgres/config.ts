import type { TableConfig } from "../source.ts";

/** A table or a query of a PostgreSQL database. */
export interface PostgresConfig extends TableConfig {
  readonly kind: "postgres";
  /** Variable of the environment with the connection URL: `postgres://user:password@host:5432/database?sslmode=verify-full`. */
  readonly urlEnv: string;
  /** `table` or `schema.table`; or a query. */
  readonly table?: string;
  readonly query?: string;
  /** Columns to read; all where not told. */
  readonly columns?: readonly string[];
  /** Column that grows with each change of a row: a time, or a number. Without it every sync reads everything. */
  readonly cursor?: string;
  /** Column of what changes as a whole: the order of an order line, else the row's key. */
  readonly group?: string;
  /** Column that marks a deleted row: a time, or true. */
  readonly deleted?: string;
  /** Compare the keys at each sync: what is not there any more was deleted. */
  readonly compareKeys?: boolean;
  /** How long a change may take from its cursor value to its COMMIT; numbers: how far back is read again. 300 where not told. */
  readonly overlap?: number;
  /** Longest time the server may work on one answer. 600 where not told. */
  readonly statementSeconds?: number;
}
