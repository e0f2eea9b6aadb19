import type { DuckDBConnection, DuckDBDataChunk, DuckDBMaterializedResult } from "@duckdb/node-api";
import type { Matrix } from "../core/matrix.ts";
import { copyNumbers } from "./numbers.ts";
import { fromDuckDB, type Params, toDuckDB } from "./values.ts";

export type Row = Record<string, unknown>;
/** Columns read as typed arrays (numbers; NULL = NaN in DOUBLE and FLOAT) or as strings (NULL = null). */
export type Columns = Record<string, Float64Array | (string | null)[]>;

/** Reading. Values are always bound (`$1`, `$2`, …), never written into the SQL text. */
export interface Reader {
  /** A few rows as objects: for pages and reports, not for matrices. */
  rows<T = Row>(sql: string, params?: Params): Promise<T[]>;
  /** The only row; throws where there is none. */
  one<T = Row>(sql: string, params?: Params): Promise<T>;
  /** Every column as one array, for any number of rows: numbers, booleans and moments (ms since 1970) as
   *  Float64Array with NULL = NaN, text as strings. */
  columns(sql: string, params?: Params): Promise<Columns>;
  /** Numeric columns as one row-major float32 matrix, NULL = NaN. */
  matrix(sql: string, params?: Params): Promise<{ names: string[]; x: Matrix }>;
}

export async function readRows<T>(c: DuckDBConnection, sql: string, params: Params): Promise<T[]> {
  const result = await c.runAndReadAll(sql, toDuckDB(params));
  return result.getRowObjectsJS().map((row) => {
    for (const k of Object.keys(row)) (row as Row)[k] = fromDuckDB(row[k]);
    return row as T;
  });
}

/** Reads by vectors: 20 times faster than row objects. */
export async function readColumns(c: DuckDBConnection, sql: string, params: Params): Promise<Columns> {
  const result = await c.run(sql, toDuckDB(params));
  const names = result.deduplicatedColumnNames();
  const rows = result.rowCount;
  const types = names.map((_, j) => result.columnType(j).toString());
  const out = types.map((t) => (isText(t) ? new Array<string | null>(rows) : new Float64Array(rows)));
  let at = 0;
  for await (const chunk of chunksOf(result)) {
    const n = chunk.rowCount;
    for (let j = 0; j < names.length; j++) {
      const target = out[j]!;
      const vector = chunk.getColumnVector(j);
      if (target instanceof Float64Array) copyNumbers(vector, types[j]!, target, at, n);
      else for (let i = 0; i < n; i++) target[at + i] = vector.getItem(i) as string | null;
    }
    at += n;
  }
  return Object.fromEntries(names.map((name, j) => [name, out[j]!]));
}

/** The chunks of a result; the driver copies the next one on its own thread while the caller works on this one. */
export async function* chunksOf(result: DuckDBMaterializedResult): AsyncGenerator<DuckDBDataChunk> {
  let next = result.fetchChunk();
  for (;;) {
    const chunk = await next;
    if (!chunk || chunk.rowCount === 0) return;
    next = result.fetchChunk();
    // Whoever leaves early must not leave a failure that nobody hears.
    next.catch(() => {});
    yield chunk;
  }
}

function isText(type: string): boolean {
  return type === "VARCHAR" || type.startsWith("ENUM") || type === "JSON" || type === "UUID";
}
