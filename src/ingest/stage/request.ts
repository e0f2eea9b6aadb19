import type { Sentence } from "../../core/sentence.ts";
import type { Limits } from "../limits.ts";
import type { ImportFormat, MappedColumn } from "../report.ts";
import type { Recipe } from "./recipe.ts";

/** What the child is asked: read this file as that table, into that folder. */
export interface StageRequest {
  readonly file: string;
  readonly table: string;
  readonly map: Readonly<Record<string, string>>;
  readonly dateFormat?: string;
  /** Day or month first, where the file does not tell; `ask` to be told that it does not, instead of a guess. */
  readonly dayMonth?: "day" | "month" | "ask";
  readonly currency?: string;
  readonly sheet?: string;
  /** The export the file is, by the name of its preset. */
  readonly preset?: string;
  /** Columns that the folders of the file name, with their one value. */
  readonly partitions: Readonly<Record<string, string | null>>;
  /** Columns that say the same in each line of an order, where that is known. */
  readonly repeated?: readonly string[];
  /** Folder for the staged files; theirs alone. */
  readonly folder: string;
  readonly limits: Limits;
  readonly threads: number;
  /** Stop after the columns are understood, and show the first rows. */
  readonly preview: boolean;
  /** Readings already stored: a file read the same way again is not read on. */
  readonly known: readonly string[];
  /** The file holds rejected rows of an import that was read like this (see `stageAgain`). */
  readonly recipe?: Recipe;
}

/** How the file was understood. */
export interface Understood {
  readonly format: ImportFormat;
  readonly mapping: readonly MappedColumn[];
  readonly unmapped: readonly string[];
  /** What the reader had to decide, or the user should know. */
  readonly notes: readonly Sentence[];
  readonly currency: string | null;
  /** SHA-256 of the content and of how it was read: the same file read the same way has the same. */
  readonly fingerprint: string;
}

/** The file's rows, typed and checked, as Parquet in the stage folder. */
export interface Staged extends Understood {
  /** Rows of the file; rows in `rowsFile`; rejected rows. */
  readonly received: number;
  readonly good: number;
  readonly rejected: number;
  readonly rowsFile: string;
  /**
   * Parquet: row_number, line, column_name, value, rule, raw, stage, cells, total_lines, total_place; null where
   * nothing was rejected.
   */
  readonly rejectsFile: string | null;
  /** Parquet in long form: row_number, place, name, text, number (attributes), or row_number, properties; none where nothing is left. */
  readonly restFiles: readonly string[];
  /** Whether equal rows are one row told twice. */
  readonly equalRowsAreDuplicates: boolean;
  /** How to read the rejected rows again, where there are any. */
  readonly recipe?: Recipe;
  readonly readSeconds: number;
}

/** What the child answers. */
export type StageAnswer =
  | { readonly kind: "staged"; readonly staged: Staged }
  /** Day and month could be either (see `dayMonth`). */
  | { readonly kind: "unsure" }
  | { readonly kind: "known"; readonly understood: Understood }
  | { readonly kind: "preview"; readonly preview: Preview };

/** The first rows as they would be stored. */
export interface Preview extends Understood {
  readonly table: string;
  readonly columns: readonly string[];
  /** The first rows by field name, as text; `rejected` names the rule that refuses the row. */
  readonly rows: readonly {
    readonly values: Readonly<Record<string, string | null>>;
    readonly rejected: string | null;
  }[];
}
