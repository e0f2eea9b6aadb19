import type { DuckDBConnection } from "@duckdb/node-api";
import type { Limits } from "../limits.ts";
import { literal } from "../sql.ts";

/** Shows the rows a CanonicalWriter wrote as the view `raw(row, line, c0, c1, …)` of texts; short rows end in NULLs. */
export async function rawView(
  c: DuckDBConnection,
  rowsFile: string,
  names: readonly string[],
  limits: Limits,
  ragged = false,
): Promise<void> {
  const columns = names.map((_, j) => `'c${j}': 'VARCHAR'`).join(", ");
  await c.run(`CREATE VIEW raw AS FROM read_csv(${literal(rowsFile)}, delim = chr(31), quote = '', escape = '',
    header = false, auto_detect = false, new_line = '\\n', max_line_size = ${limits.rowBytes + 100_000},
    ${ragged ? "null_padding = true, " : ""}columns = {'row': 'BIGINT', 'line': 'BIGINT', ${columns}})`);
}
