import type { DuckDBConnection, DuckDBDataChunk } from "@duckdb/node-api";
import bindings, { type DataChunk } from "@duckdb/node-bindings";
import { type Matrix, zeros } from "../core/matrix.ts";
import { chunksOf } from "./reader.ts";
import { type Params, toDuckDB } from "./values.ts";

/**
 * Numeric columns as one row-major float32 matrix. DuckDB turns them into float32 with all its threads, missing ones into
 * NaN; here they are only laid row by row. The driver's own vectors are passed by: making one costs as much as copying it.
 */
export async function readMatrix(
  c: DuckDBConnection,
  sql: string,
  params: Params,
): Promise<{ names: string[]; x: Matrix }> {
  const asked = await c.prepare(sql);
  const columns = Array.from({ length: asked.columnCount }, (_, j) => ({
    name: asked.columnName(j),
    type: asked.columnType(j).toString(),
  }));
  asked.destroySync();
  const result = await run(c, sql, params, columns);
  const cols = columns.length;
  const x = zeros(result.rowCount, cols);
  let row = 0;
  for await (const chunk of chunksOf(result)) {
    const rows = chunk.rowCount;
    layRows(chunk, rows, cols, x.data, row * cols);
    row += rows;
  }
  return { names: uniqueNames(columns.map((column) => column.name)), x };
}

interface Column {
  readonly name: string;
  readonly type: string;
}

/** What float32 cannot hold becomes infinity; such values are rare, so they are looked for only when there are any. */
async function run(c: DuckDBConnection, sql: string, params: Params, columns: readonly Column[]) {
  const values = toDuckDB(params);
  try {
    return await c.run(asFloats(sql, columns, false), values);
  } catch (error) {
    if (!(error instanceof Error && /Conversion Error|out of range/i.test(error.message))) throw error;
    return c.run(asFloats(sql, columns, true), values);
  }
}

function asFloats(sql: string, columns: readonly Column[], large: boolean): string {
  const places = columns.map((_, j) => `a${j}`);
  const floats = columns.map(({ type }, j) => `coalesce(${asFloat(`a${j}`, type, large)}, 'nan'::FLOAT)`);
  return `SELECT ${floats.join(", ")} FROM (${sql}) AS asked(${places.join(", ")})`;
}

/** Moments are ms since 1970. */
function asFloat(column: string, type: string, large: boolean): string {
  if (type === "DATE" || type.startsWith("TIMESTAMP")) return `epoch_ms(${column})::FLOAT`;
  if (!large || type !== "DOUBLE") return `${column}::FLOAT`;
  return `coalesce(TRY_CAST(${column} AS FLOAT), (sign(${column}) * 'inf'::DOUBLE)::FLOAT)`;
}

/** Names of columns; one that comes again gets its number. */
function uniqueNames(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return before === 0 ? name : `${name}:${before}`;
  });
}

/** Writes the FLOAT columns of a chunk as rows from `at` on; four columns in one pass, for each pass walks all rows. */
function layRows(chunk: DuckDBDataChunk, rows: number, cols: number, out: Float32Array, at: number): void {
  let j = 0;
  for (; j + 4 <= cols; j += 4) {
    const [a, b, c, d] = [
      floats(chunk, j, rows),
      floats(chunk, j + 1, rows),
      floats(chunk, j + 2, rows),
      floats(chunk, j + 3, rows),
    ];
    for (let i = 0, p = at + j; i < rows; i++, p += cols) {
      out[p] = a[i]!;
      out[p + 1] = b[i]!;
      out[p + 2] = c[i]!;
      out[p + 3] = d[i]!;
    }
  }
  for (; j < cols; j++) {
    const values = floats(chunk, j, rows);
    for (let i = 0, p = at + j; i < rows; i++, p += cols) out[p] = values[i]!;
  }
}

/** The memory of a FLOAT column without gaps; valid while the chunk is. */
function floats(chunk: DuckDBDataChunk, column: number, rows: number): Float32Array {
  const { chunk: raw } = chunk as unknown as { readonly chunk: DataChunk };
  const bytes = bindings.vector_get_data(bindings.data_chunk_get_vector(raw, column), rows * 4);
  return new Float32Array(bytes.buffer, bytes.byteOffset, rows);
}
