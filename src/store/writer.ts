import { BIGINT, DOUBLE, type DuckDBConnection, DuckDBDataChunk, INTEGER, VARCHAR } from "@duckdb/node-api";
import { readMatrix } from "./read-matrix.ts";
import { type Columns, type Reader, type Row, readColumns, readRows } from "./reader.ts";
import { type Params, toDuckDB } from "./values.ts";

/** A column to append: DOUBLE (NaN = NULL), INTEGER, BIGINT or VARCHAR (null = NULL), as the table declares it. */
type AppendColumn = Float64Array | Int32Array | BigInt64Array | readonly (string | null)[];

export interface Writer extends Reader {
  /** Runs one statement; returns how many rows it changed. */
  run(sql: string, params?: Params): Promise<number>;
  /** Appends columns of equal length to `table`, in the table's own column order, by data chunks. */
  append(table: string, columns: readonly AppendColumn[]): Promise<void>;
}

/** Runs what it is given on a connection. */
export type Use = <T>(fn: (c: DuckDBConnection) => Promise<T>) => Promise<T>;

/** Reading and writing on the connection that `use` gives. */
export function writerOn(use: Use): Writer {
  return {
    rows: <T = Row>(sql: string, params: Params = []) => use((c) => readRows<T>(c, sql, params)),
    one: async <T = Row>(sql: string, params: Params = []) => {
      const [first] = await use((c) => readRows<T>(c, sql, params));
      if (first === undefined) throw new Error(`no row: ${sql}`);
      return first;
    },
    columns: (sql: string, params: Params = []): Promise<Columns> => use((c) => readColumns(c, sql, params)),
    matrix: (sql: string, params: Params = []) => use((c) => readMatrix(c, sql, params)),
    run: (sql, params = []) => use(async (c) => (await c.run(sql, toDuckDB(params))).rowsChanged),
    append: (table, columns) => use((c) => appendColumns(c, table, columns)),
  };
}

const CHUNK = 2048;

async function appendColumns(
  c: DuckDBConnection,
  table: string,
  columns: readonly AppendColumn[],
): Promise<void> {
  const rows = columns[0]?.length ?? 0;
  const appender = await c.createAppender(table, "main", "app");
  const types = columns.map((col) =>
    col instanceof Float64Array
      ? DOUBLE
      : col instanceof Int32Array
        ? INTEGER
        : col instanceof BigInt64Array
          ? BIGINT
          : VARCHAR,
  );
  const chunk = DuckDBDataChunk.create(types);
  for (let from = 0; from < rows; from += CHUNK) {
    const to = Math.min(rows, from + CHUNK);
    chunk.reset();
    chunk.rowCount = to - from;
    columns.forEach((col, j) => {
      if (col instanceof Float64Array) {
        const vector = chunk.getColumnVector(j);
        for (let i = from; i < to; i++) vector.setItem(i - from, Number.isNaN(col[i]!) ? null : col[i]!);
        vector.flush();
      } else if (col instanceof Int32Array || col instanceof BigInt64Array) {
        const vector = chunk.getColumnVector(j);
        for (let i = from; i < to; i++) vector.setItem(i - from, col[i]!);
        vector.flush();
      } else chunk.setColumnValues(j, col.slice(from, to));
    });
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
