import type { DuckDBConnection } from "@duckdb/node-api";
import type { OpenFile } from "../read/open.ts";
import type { TableSpec } from "../schema/field.ts";
import { identifier } from "../sql.ts";
import { failedCheck } from "./copy.ts";
import type { RowPlan } from "./plan.ts";
import type { Preview, Understood } from "./request.ts";

const PREVIEW_ROWS = 10;

/** The first rows as they would be stored, as text. */
export async function previewRows(
  c: DuckDBConnection,
  spec: TableSpec,
  file: OpenFile,
  plan: RowPlan,
  understood: Understood,
): Promise<Preview> {
  const shown = Object.entries(plan.staged).map(([name, sql]) => `(${sql})::VARCHAR AS ${identifier(name)}`);
  const result = await c.runAndReadAll(
    `SELECT ${failedCheck(plan)} AS failed, ${shown.join(", ")} FROM (${plan.rows}) ORDER BY row_number LIMIT ${PREVIEW_ROWS}`,
  );
  const rows = result.getRowObjectsJS().map(({ failed, ...values }) => ({
    values: values as Record<string, string | null>,
    rejected: failed === null ? null : plan.checks[Number(failed)]!.rule,
  }));
  return { ...understood, table: spec.table, columns: file.names, rows };
}
