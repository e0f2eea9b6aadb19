import type { Writer } from "../../store/writer.ts";
import type { Disposition } from "../report.ts";
import { literal } from "../sql.ts";
import type { Staged } from "../stage/request.ts";

/** One import inside its transaction. */
export interface Loading {
  readonly w: Writer;
  readonly importId: number;
  readonly table: string;
  readonly staged: Staged;
  readonly fields: ReadonlySet<string>;
  readonly startedAt: Date;
  /** Rows of a source, told as it stands: orders come whole. */
  readonly whole: boolean;
  /**
   * Rows of this import that were rejected before: the others of it are stored, and what later imports told of the same
   * things stands. `whole`: those others were told whole.
   */
  readonly again?: { readonly whole: boolean };
}

/** What became of the good rows: stored + duplicates = good; the dispositions' counts add up to it. */
export interface Loaded {
  readonly stored: number;
  readonly duplicates: number;
  readonly dispositions: readonly Disposition[];
}

/** SQL of the staged rows. */
export function stagedRows({ staged }: Loading): string {
  return `read_parquet(${literal(staged.rowsFile)})`;
}

/** A disposition's code in the words of `ingest`. */
export function disposition(what: string, rows: number, amountMinor?: number | null, data = {}): Disposition {
  return {
    what: { code: `ingest.dispositions.${what}`, data: { rows, ...data } },
    rows,
    ...(amountMinor === undefined || amountMinor === null ? {} : { amountMinor }),
  };
}

/**
 * Makes temp table `doubles(row_number)`: rows of which an equal row stands above in the file. Equality is of the
 * whole row, by a 128-bit hash.
 */
export async function findDoubles(loading: Loading): Promise<void> {
  const rows = stagedRows(loading);
  await loading.w.run(
    loading.staged.equalRowsAreDuplicates
      ? `CREATE OR REPLACE TEMP TABLE doubles AS
         SELECT r.row_number FROM ${rows} r
         JOIN (SELECT h1, h2, min(row_number) AS first FROM ${rows} GROUP BY h1, h2 HAVING count(*) > 1) g
           ON r.h1 = g.h1 AND r.h2 = g.h2 WHERE r.row_number > g.first`
      : "CREATE OR REPLACE TEMP TABLE doubles (row_number BIGINT)",
  );
}

/** The next free key of a column. */
export async function nextKey(w: Writer, table: string, column: string): Promise<number> {
  const { last } = await w.one<{ last: number }>(`SELECT coalesce(max(${column}), 0) AS last FROM ${table}`);
  return last + 1;
}
