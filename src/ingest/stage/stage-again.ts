import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { OpenFile } from "../read/open.ts";
import { tableSpec } from "../schema/tables.ts";
import { literal } from "../sql.ts";
import { copyRejects, copyRest, copyRows } from "./copy.ts";
import { planRows } from "./plan.ts";
import type { Recipe } from "./recipe.ts";
import type { StageAnswer, StageRequest } from "./request.ts";
import { understandAgain } from "./understand-again.ts";

/**
 * Stages rejected rows of an import again. The request's file is Parquet: row, line, cells, total_lines, total_place.
 * @throws map-unknown-field, map-unknown-column, bad-option
 */
export async function stageAgain(
  c: DuckDBConnection,
  request: StageRequest,
  recipe: Recipe,
): Promise<StageAnswer> {
  const from = performance.now();
  const spec = tableSpec(request.table);
  const file = await openRejected(c, request.file, recipe);
  const reading = await understandAgain(c, spec, request, recipe);
  const amount = reading.mapping.columns.get("amount")?.index;
  const plan = await planRows(c, spec, reading, new Set(), {
    letterCancels: recipe.letterCancels,
    // Of another column nothing is known but what it is called.
    amountIsTotal: recipe.amountIsTotal && amount === recipe.fields.amount,
  });
  const rows = await copyRows(c, plan, join(request.folder, "rows.parquet"));
  const rejected = file.received - rows.good;
  const rejectsFile =
    rejected > 0 ? await copyRejects(c, plan, file, join(request.folder, "rejects.parquet")) : null;
  return {
    kind: "staged",
    staged: {
      format: reading.format,
      mapping: reading.mapping.mapped,
      unmapped: reading.mapping.unmapped.map((u) => u.name),
      notes: [],
      currency: plan.currency,
      fingerprint: "",
      received: file.received,
      good: rows.good,
      rejected,
      rowsFile: rows.path,
      rejectsFile,
      restFiles: await copyRest(c, spec, reading, request.folder),
      equalRowsAreDuplicates: recipe.equalRowsAreDuplicates,
      readSeconds: (performance.now() - from) / 1000,
    },
  };
}

/** Shows the rejected rows as the view `raw`, as a file is shown, and their places in orders as `raw_totals`. */
async function openRejected(c: DuckDBConnection, path: string, recipe: Recipe): Promise<OpenFile> {
  const from = `read_parquet(${literal(path)})`;
  const cells = recipe.names.map((_, j) => `cells[${j + 1}] AS c${j}`);
  await c.run(`CREATE VIEW raw AS SELECT "row", line, ${cells.join(", ")} FROM ${from}`);
  await c.run(
    `CREATE VIEW raw_totals AS SELECT "row" AS row_number, total_lines AS lines, total_place AS place FROM ${from}`,
  );
  const [count] = (await c.runAndReadAll("SELECT count(*) AS n FROM raw")).getRowObjectsJS();
  return {
    hash: "",
    names: recipe.names,
    received: Number(count!.n),
    rejected: 0,
    rejectsFile: null,
    format: recipe.format,
    notes: [],
  };
}
