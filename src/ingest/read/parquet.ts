import type { DuckDBConnection } from "@duckdb/node-api";
import { KindredError } from "../../core/errors.ts";
import type { Limits } from "../limits.ts";
import { literal } from "../sql.ts";
import { unique } from "./header.ts";
import type { OpenFile } from "./open.ts";
import type { Source } from "./source.ts";

/** Shows a Parquet file as texts; numbers without a fraction in all rows lose their `.0`. */
export async function openParquet(c: DuckDBConnection, source: Source, limits: Limits): Promise<OpenFile> {
  const from = `read_parquet(${literal(source.path)}, file_row_number = true, hive_partitioning = false)`;
  const described = await describe(c, source.path);
  if (described.length > limits.columns)
    throw new KindredError("file-too-wide", {
      file: source.path,
      columns: described.length,
      limit: limits.columns,
    });
  const floats = described.filter((d) => d.type === "DOUBLE" || d.type === "FLOAT");
  const [counts] = (
    await c.runAndReadAll(
      `SELECT count(*) AS "rows"${floats
        .map(
          (d, i) =>
            `, count(*) FILTER (isfinite(${d.column}) AND (${d.column} <> trunc(${d.column}) OR abs(${d.column}) >= 1e15)) AS f${i}`,
        )
        .join("")} FROM ${from}`,
    )
  ).getRowObjectsJS();
  const rows = Number(counts!.rows);
  if (rows === 0) throw new KindredError("file-no-rows", { file: source.path });
  const whole = new Set(floats.filter((_, i) => Number(counts![`f${i}`]) === 0).map((d) => d.column));
  const columns = described.map(({ column, type }, j) => {
    if (whole.has(column))
      return `CASE WHEN isfinite(${column}) THEN ${column}::BIGINT::VARCHAR END AS c${j}`;
    if (type === "DOUBLE" || type === "FLOAT")
      return `CASE WHEN isfinite(${column}) THEN ${column}::VARCHAR END AS c${j}`;
    if (type !== "VARCHAR") return `${column}::VARCHAR AS c${j}`;
    return `nullif(trim(${column}, ' ' || chr(9) || chr(10) || chr(13) || chr(160)), '') AS c${j}`;
  });
  await c.run(
    `CREATE VIEW raw AS SELECT file_row_number + 1 AS "row", NULL::BIGINT AS line, ${columns.join(", ")} FROM ${from}`,
  );
  return {
    hash: source.hash,
    names: unique(described.map((d) => d.name)),
    received: rows,
    rejected: 0,
    rejectsFile: null,
    format: { type: "parquet", header: true },
    notes: [],
  };
}

async function describe(
  c: DuckDBConnection,
  path: string,
): Promise<{ name: string; column: string; type: string }[]> {
  try {
    const result = await c.runAndReadAll(
      `DESCRIBE FROM read_parquet(${literal(path)}, hive_partitioning = false)`,
    );
    return result.getRowObjectsJS().map((r) => ({
      name: String(r.column_name),
      column: `"${String(r.column_name).replaceAll('"', '""')}"`,
      type: String(r.column_type),
    }));
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message.split("\n")[0]! : String(cause);
    throw new KindredError("file-damaged", { file: path, detail }, { cause });
  }
}
