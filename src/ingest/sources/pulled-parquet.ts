import { statSync } from "node:fs";
import type { Store } from "../../store/store.ts";
import { defaultLimits } from "../limits.ts";
import { identifier, literal } from "../sql.ts";
import type { PulledFiles } from "./pulled-rows.ts";

/** What was pulled, as Parquet files; null where there is nothing of the kind. */
export interface PulledTable {
  /** The rows as one table, all texts. */
  readonly rows: string | null;
  readonly count: number;
  /** Rows refused on the way, as the import pipeline writes its rejects; their numbers follow those of the rows. */
  readonly refused: string | null;
  readonly refusedCount: number;
  /** Groups (`grp`) that are gone, and groups that are there. */
  readonly gone: string | null;
  readonly present: string | null;
}

/** What stands before a row's values takes this many bytes at most. */
const BEFORE_BYTES = 100_000;

/** Of each group what its last telling says, in the order it came, beside the pulled files. */
export async function pulledParquet(store: Store, files: PulledFiles): Promise<PulledTable> {
  const { columns } = files;
  const told = { n: "BIGINT", attempt: "INTEGER", grp: "VARCHAR" };
  const rows = readText(files.rows, {
    ...told,
    gone: "INTEGER",
    ...Object.fromEntries(columns.map((_, j) => [`v${j}`, "VARCHAR"])),
  });
  const broken = readText(files.broken, {
    ...told,
    rule: "VARCHAR",
    column_name: "VARCHAR",
    value: "VARCHAR",
    raw: "VARCHAR",
  });
  const last = (from: string) =>
    files.attempts > 1
      ? `(SELECT t.* FROM ${from} t JOIN (SELECT grp, max(attempt) AS attempt FROM
          (SELECT grp, attempt FROM ${rows} UNION ALL SELECT grp, attempt FROM ${broken}) GROUP BY grp) l
          ON l.grp IS NOT DISTINCT FROM t.grp AND l.attempt = t.attempt ORDER BY n)`
      : from;
  const values = columns.map((name, j) => `replace(v${j}, chr(30), chr(10)) AS ${identifier(name)}`);
  return store.build(async (w) => {
    const write = async (name: string, there: boolean, sql: string) => {
      if (!there) return { path: null, count: 0 };
      const path = files.rows.replace(/pulled\.txt$/, `${name}.parquet`);
      await w.run(`COPY (${sql}) TO ${literal(path)} (FORMAT parquet)`);
      const { n } = await w.one<{ n: number }>(`SELECT count(*) AS n FROM read_parquet(${literal(path)})`);
      return { path: n > 0 ? path : null, count: n };
    };
    const kept = await write(
      "pulled",
      files.added > 0,
      `SELECT ${values.join(", ")} FROM ${last(rows)} WHERE gone = 0`,
    );
    const refused = await write(
      "refused",
      files.refused > 0,
      `SELECT ${kept.count} + row_number() OVER (ORDER BY n) AS row_number, NULL::BIGINT AS line, column_name, value, rule,
         replace(raw, chr(30), ' ') AS raw, 'pull' AS stage FROM ${last(broken)}`,
    );
    const gone = await write(
      "gone",
      files.gone > 0,
      `SELECT DISTINCT trim(grp) AS grp FROM ${last(rows)} WHERE gone = 1`,
    );
    const present = await write(
      "present",
      statSync(files.present).size > 0,
      `SELECT DISTINCT trim(grp) AS grp FROM ${readText(files.present, { grp: "VARCHAR" })}`,
    );
    return {
      rows: kept.path,
      count: kept.count,
      refused: refused.path,
      refusedCount: refused.count,
      gone: gone.path,
      present: present.path,
    };
  });
}

/** SQL: lines of separated fields, without any guess; missing ones at the end are NULL. */
function readText(path: string, columns: Readonly<Record<string, string>>): string {
  const list = Object.entries(columns).map(([name, type]) => `${literal(name)}: ${literal(type)}`);
  return `read_csv(${literal(path)}, delim = chr(31), quote = '', escape = '', header = false, auto_detect = false,
    new_line = '\\n', null_padding = true, max_line_size = ${defaultLimits.rowBytes + BEFORE_BYTES}, columns = {${list.join(", ")}})`;
}
