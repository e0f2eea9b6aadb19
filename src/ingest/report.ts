import type { Sentence } from "../core/sentence.ts";

/** How a column of the file was understood. `by` says what found it: its name, its content, a preset, or the user (`--map`). */
export interface MappedColumn {
  readonly field: string;
  readonly column: string;
  readonly by: "name" | "content" | "preset" | "user";
}

/** How the file is written. */
export interface ImportFormat {
  readonly type: "csv" | "json" | "ndjson" | "parquet" | "xlsx";
  /** The sheet that was read. */
  readonly sheet?: string;
  readonly delimiter?: string;
  readonly quote?: string;
  readonly encoding?: string;
  readonly decimal?: string;
  readonly dateFormat?: string;
  readonly dateOnly?: boolean;
  readonly header?: boolean;
}

/** What an import did, in rows of the file: received = stored + duplicates + rejected, always. */
export interface ImportReport {
  readonly importId: number;
  readonly table: string;
  readonly file: string;
  readonly received: number;
  readonly stored: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** CSV of the rejected rows, in the workspace; null where none was rejected. */
  readonly rejectsFile: string | null;
  readonly mapping: readonly MappedColumn[];
  /** Columns of the file nobody uses, kept as attributes or left. */
  readonly unmapped: readonly string[];
  readonly format: ImportFormat;
  /** What was done with which rows, each with its count (and value in minor units); the counts add up to `received`. */
  readonly dispositions: readonly Disposition[];
  /** What the reader had to decide, or the user should know: an ambiguous date order, no currency, … */
  readonly notes: readonly Sentence[];
  readonly currency: string | null;
  readonly seconds: number;
  /** The same file was imported before in the same way. */
  readonly known?: true;
  /** Each time rejected rows of it were read again, oldest first; the counts above are those after the last. */
  readonly replays?: readonly ImportReplay[];
}

/** What came of reading the rejected rows of an import again: tried = stored + duplicates + stillRejected. */
export interface ImportReplay {
  /** ISO 8601. */
  readonly at: string;
  readonly tried: number;
  readonly stored: number;
  readonly duplicates: number;
  readonly stillRejected: number;
}

export interface Disposition {
  readonly what: Sentence;
  readonly rows: number;
  readonly amountMinor?: number;
}
