import type { Sentence } from "../core/sentence.ts";

/** Worst first. */
export const severities = ["error", "warning", "info", "good"] as const;
export type Severity = (typeof severities)[number];

/** Something about the data a marketer should know; data, never an exception. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly table: string;
  readonly column?: string;
  readonly count: number;
  readonly share?: number;
  readonly amountMinor?: number;
  /** One of the rows or values it is about. */
  readonly example?: string;
  /** One plain sentence: what is so. */
  readonly what: Sentence;
  /** What it does to the predictions. */
  readonly effect?: Sentence;
  /** What to do next. */
  readonly todo: Sentence;
}

/** Completeness of one standard table, for the Data page. */
export interface TableQuality {
  readonly table: string;
  readonly rows: number;
  readonly from: string | null;
  readonly until: string | null;
  readonly columns: readonly {
    readonly column: string;
    readonly filled: number;
    readonly distinct: number;
  }[];
  /** 0 to 100 (see `score.ts`). */
  readonly score: number;
  /** Where the points went, the most costly finding first. */
  readonly lost: readonly { readonly code: string; readonly column?: string; readonly points: number }[];
}

/** Whether a goal can be trained on what is here, before any training. */
export interface Readiness {
  readonly kind: string;
  readonly possible: boolean;
  readonly why: Sentence;
  /** When it will suffice; absent where it does, or where time alone does not help. */
  readonly enoughWhen?: Sentence;
  readonly counts: Readonly<Record<string, number>>;
}
