import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Sentence } from "../../core/sentence.ts";
import type { Store } from "../../store/store.ts";
import type { Writer } from "../../store/writer.ts";
import type { Disposition, ImportReport } from "../report.ts";
import { literal } from "../sql.ts";
import type { Recipe } from "../stage/recipe.ts";
import type { Staged } from "../stage/request.ts";
import { disposition } from "./loading.ts";

interface RejectRow {
  readonly row_number: number;
  readonly line: number | null;
  readonly column_name: string | null;
  readonly value: string | null;
  readonly rule: string;
  readonly raw: string | null;
}

const PAGE = 20_000;

/** Where the list of an import's rejected rows stands. */
export function rejectsPath(workspace: string, importId: number, table: string): string {
  return join(workspace, "rejects", `${importId}-${table}.csv`);
}

/** Stores the rejected rows, and how to read them again. */
export async function storeRejects(
  w: Writer,
  importId: number,
  staged: Staged,
  whole: boolean,
): Promise<void> {
  if (!staged.rejectsFile) return;
  await w.run(
    `INSERT INTO rejects BY NAME SELECT *, $1::BIGINT AS import_id FROM read_parquet(${literal(staged.rejectsFile)})`,
    [importId],
  );
  if (!staged.recipe) return;
  const recipe: StoredRecipe = { ...staged.recipe, whole };
  await w.run("INSERT INTO import_recipes VALUES ($1, $2)", [importId, JSON.stringify(recipe)]);
}

/** How the rows of an import were read, and whether it told orders whole. */
export type StoredRecipe = Recipe & { readonly whole: boolean };

/** The rejected rows of an import, counted by rule. */
export async function countRejects(w: Writer, importId: number): Promise<Disposition[]> {
  const rules = await w.rows<{ rule: string; n: number }>(
    `SELECT rule, count(*) AS n FROM rejects WHERE import_id = $1 GROUP BY rule ORDER BY n DESC, rule`,
    [importId],
  );
  return rules.map(({ rule, n }) => {
    const { what, rows } = disposition("rejected", n, undefined, { rule });
    return { what: { ...what, code: `ingest.rejected.${rule}` }, rows };
  });
}

/** Writes the rejected rows for people: line, row, column, value, rule, what to do about it, and the row as it stood. */
export async function writeRejects(
  w: Writer,
  importId: number,
  path: string,
  hint: (sentence: Sentence) => string,
): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const fd = openSync(path, "w");
  try {
    writeSync(fd, "\uFEFFline,row,column,value,rule,hint,raw\r\n");
    for (let from = 0; ; from += PAGE) {
      const rows = await w.rows<RejectRow>(
        `SELECT row_number, line, column_name, value, rule, raw FROM rejects WHERE import_id = $1
         ORDER BY row_number LIMIT ${PAGE} OFFSET ${from}`,
        [importId],
      );
      for (const r of rows) {
        const advice = hint({
          code: `ingest.hints.${r.rule}`,
          data: { column: r.column_name ?? "", value: r.value ?? "" },
        });
        const cells = [r.line, r.row_number, r.column_name, r.value, r.rule, advice, r.raw].map(cell);
        writeSync(fd, `${cells.join(",")}\r\n`);
      }
      if (rows.length < PAGE) return;
    }
  } finally {
    closeSync(fd);
  }
}

/** Writes the lists of rejected rows of a workspace that was moved, and tells the imports where they are now. */
export async function writeRejectLists(store: Store, hint: (sentence: Sentence) => string): Promise<void> {
  await store.write(async (w) => {
    const imports = await w.rows<{ import_id: number; table_name: string; report: string }>(
      "SELECT import_id, table_name, report FROM imports WHERE import_id IN (SELECT import_id FROM rejects)",
    );
    for (const { import_id, table_name, report } of imports) {
      const rejectsFile = rejectsPath(store.workspace, import_id, table_name);
      await writeRejects(w, import_id, rejectsFile, hint);
      const told: ImportReport = { ...(JSON.parse(report) as ImportReport), rejectsFile };
      await w.run("UPDATE imports SET report = $2 WHERE import_id = $1", [import_id, JSON.stringify(told)]);
    }
  });
}

/** A CSV cell no spreadsheet takes for a formula: one that would start as such gets an apostrophe before it. */
function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[\s]*[=+\-@\t\r]/.test(value) && !/^-?\d+([.,]\d+)?$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
