import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { OpenFile } from "../read/open.ts";
import type { TableSpec } from "../schema/field.ts";
import { identifier, literal } from "../sql.ts";
import { cleaned } from "../understand/clean.ts";
import { numberText } from "../understand/numbers.ts";
import type { RowPlan } from "./plan.ts";
import type { Reading } from "./understand.ts";

/** Attribute columns written in one pass. */
const BLOCK = 100;

/** SQL: the number (from 0) of the first check a row fails; NULL for a good row. */
export function failedCheck({ checks }: RowPlan): string {
  if (checks.length === 0) return "NULL::INTEGER";
  return `CASE ${checks.map((check, i) => `WHEN ${check.sql} THEN ${i}`).join(" ")} END`;
}

/** Writes the good rows; says how many, and whether none has a time of day. */
export async function copyRows(
  c: DuckDBConnection,
  plan: RowPlan,
  path: string,
): Promise<{ path: string; good: number; dateOnly: { dateOnly?: boolean } }> {
  const columns = Object.entries(plan.staged).map(([name, sql]) => `${sql} AS ${identifier(name)}`);
  await c.run(`COPY (
    SELECT row_number, line, h1, h2, ${columns.join(", ")} FROM (${plan.rows}) WHERE ${failedCheck(plan)} IS NULL
  ) TO ${literal(path)} (FORMAT parquet, COMPRESSION snappy)`);
  const moment = plan.moment === "date" && plan.staged.ordered_at ? "ordered_at" : plan.moment;
  const dateOnly = moment
    ? `bool_and(${identifier(moment)} = date_trunc('day', ${identifier(moment)}))`
    : "NULL";
  const [row] = (
    await c.runAndReadAll(
      `SELECT count(*) AS good, ${dateOnly} AS date_only FROM read_parquet(${literal(path)})`,
    )
  ).getRowObjectsJS();
  return {
    path,
    good: Number(row!.good),
    dateOnly: row!.date_only === null ? {} : { dateOnly: row!.date_only === true },
  };
}

/** Writes the rejected rows: those the text reader refused and those a check refused. */
export async function copyRejects(
  c: DuckDBConnection,
  plan: RowPlan,
  file: OpenFile,
  path: string,
): Promise<string> {
  const parts: string[] = [];
  if (file.rejectsFile)
    parts.push(`SELECT "row" AS row_number, line, NULL::VARCHAR AS column_name, CASE WHEN fields > 0 THEN fields::VARCHAR END AS value, rule, raw,
        'read' AS stage, NULL::VARCHAR[] AS cells, NULL::BIGINT AS total_lines, NULL::BIGINT AS total_place
      FROM read_csv(${literal(file.rejectsFile)}, delim = chr(31), quote = '', escape = '', header = false, auto_detect = false,
        new_line = '\\n', columns = {'row': 'BIGINT', 'line': 'BIGINT', 'rule': 'VARCHAR', 'fields': 'BIGINT', 'raw': 'VARCHAR'})`);
  if (plan.checks.length > 0) {
    const pick = (of: (check: RowPlan["checks"][number]) => string) =>
      `CASE failed ${plan.checks.map((check, i) => `WHEN ${i} THEN ${of(check)}`).join(" ")} END`;
    const all = plan.columns.map((col) => `c${col.index}`);
    const whole =
      all.length > 0
        ? `left(concat_ws(' | ', ${all.map((col) => `coalesce(left(${col}, 200), '')`).join(", ")}), 1000)`
        : "''";
    parts.push(`SELECT row_number, bad.line, ${pick((k) => literal(k.column.name))} AS column_name,
        ${pick((k) => `left(v${k.column.index}, 1000)`)} AS value, ${pick((k) => literal(k.rule))} AS rule, ${whole} AS raw,
        'check' AS stage, [${all.map((col) => `${col}::VARCHAR`).join(", ")}]::VARCHAR[] AS cells,
        ${plan.split ? "lines" : "NULL::BIGINT"} AS total_lines, ${plan.split ? "place" : "NULL::BIGINT"} AS total_place
      FROM (SELECT *, ${failedCheck(plan)} AS failed FROM (${plan.rows})) bad JOIN raw ON raw."row" = row_number
      WHERE failed IS NOT NULL`);
  }
  await c.run(
    `COPY (SELECT * FROM (${parts.join(" UNION ALL ")}) ORDER BY row_number) TO ${literal(path)} (FORMAT parquet)`,
  );
  return path;
}

/** Writes what is in columns that are no field: attributes in long form (one file for each hundred columns), or properties as JSON. */
export async function copyRest(
  c: DuckDBConnection,
  spec: TableSpec,
  reading: Reading,
  folder: string,
): Promise<string[]> {
  const rest = reading.mapping.unmapped;
  if (spec.rest === "left" || rest.length === 0) return [];
  const good = `SELECT row_number FROM read_parquet(${literal(join(folder, "rows.parquet"))})`;
  if (spec.rest === "properties") {
    const path = join(folder, "rest.parquet");
    const entries = rest.map((col) => `${literal(col.name)}, ${cleaned(col.index)}`);
    await c.run(`COPY (SELECT "row" AS row_number, json_object(${entries.join(", ")})::VARCHAR AS properties
      FROM raw WHERE "row" IN (${good})) TO ${literal(path)} (FORMAT parquet)`);
    return [path];
  }
  const parts: string[] = [];
  for (let i = 0; i < rest.length; i += BLOCK) {
    const block = rest.slice(i, i + BLOCK);
    const part = join(folder, `rest-${parts.length}.parquet`);
    const texts = block.map((col) => `replace(${cleaned(col.index)}, chr(30), chr(10))`);
    const numbers = block.map((col) => {
      const format = reading.readings.numbers.get(col.index);
      return format ? `TRY_CAST(${numberText(cleaned(col.index), format)} AS DOUBLE)` : "NULL::DOUBLE";
    });
    const names = block.map((col) => literal(col.name));
    await c.run(`COPY (
      SELECT row_number, place, name, text, CASE WHEN isfinite(number) THEN number END AS number
      FROM (SELECT "row" AS row_number, unnest(range(${i}, ${i + block.length}))::INTEGER AS place,
          unnest([${names.join(", ")}]) AS name, unnest([${texts.join(", ")}]) AS text,
          unnest([${numbers.join(", ")}]) AS number FROM raw WHERE "row" IN (${good}))
      WHERE text IS NOT NULL
    ) TO ${literal(part)} (FORMAT parquet)`);
    parts.push(part);
  }
  return parts;
}
