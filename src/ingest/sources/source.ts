import type { Work } from "../../core/progress.ts";
import type { PulledRows } from "./pulled-rows.ts";

/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What every pulled source is told to do with its rows. */
export interface TableConfig {
  /** One of the tables of `schema/tables.ts`. */
  readonly as: string;
  /** field → column: as the user said, or as the first sync understood it. */
  readonly map?: Readonly<Record<string, string>>;
  readonly dateFormat?: string;
  readonly currency?: string;
  /** Columns found to say the same in each line of an order: few rows would not show it. */
  readonly repeated?: readonly string[];
  /** Seconds between two syncs by the server; by hand only where not told. */
  readonly everySeconds?: number;
}

export interface PullRequest {
  /** Where the last sync that was stored ended; null for the first. */
  readonly cursor: Json;
  /** Takes the rows; what was already added stays there through a dropped connection. */
  readonly into: PulledRows;
  readonly now: Date;
  readonly work: Work;
  /** Pauses before tries that follow a failure, in milliseconds; each source has its own. */
  readonly pauses?: readonly number[];
}

/** What a pull found, when it has read everything. */
export interface Pulled {
  /** The cursor to store with the rows. */
  readonly cursor: Json;
  /** All groups there are stand in the pulled rows' `present` list: others are gone. */
  readonly complete: boolean;
}

/**
 * A table elsewhere, pulled again and again. A pull adds every row that is new or changed since the cursor (all for null), by
 * groups that are told whole; it may add a group again, whose last telling counts. It goes on by itself after a dropped
 * connection, and throws a named error (`source-…`) where that does not help. It keeps no state of its own.
 */
export interface Source {
  pull(request: PullRequest): Promise<Pulled>;
}
