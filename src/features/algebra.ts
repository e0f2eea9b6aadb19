/**
 * The feature algebra: a feature, a predicate and an outcome are values, not code. One compiler renders them to SQL.
 * Everything is meant "as of T": facts with time and `known_at` before T, nothing else.
 */

/** Rows the algebra aggregates over, as of T (their columns: src/features/facts.ts). */
export const facts = ["orders", "orderDays", "lines", "cancellations"] as const;
export type Fact = (typeof facts)[number];

export const aggregates = ["count", "sum", "mean", "min", "max", "distinct", "last", "deviation"] as const;
export type Aggregate = (typeof aggregates)[number];

/** A condition on one row of a fact. */
export interface Where {
  readonly field: string;
  readonly is: "=" | "!=" | "<" | "<=" | ">" | ">=" | "in";
  readonly value: number | string | readonly (number | string)[];
}

/**
 * An aggregate of a fact over the window [T − lagDays − windowDays, T − lagDays); `windowDays` absent = all history.
 * Counts and sums of nothing are 0; mean, min, max, last and deviation (of a sample) of nothing are missing. `last` takes the
 * greatest of rows at the same moment. Windows are whole hours; a day of `orderDays` stands at its midnight.
 */
export interface Measure {
  readonly op: "measure";
  readonly from: Fact;
  readonly aggregate: Aggregate;
  /** Field aggregated; none for `count`. */
  readonly of?: string;
  readonly windowDays?: number;
  readonly lagDays?: number;
  readonly where?: readonly Where[];
}

export type Term =
  | Measure
  /** Days from the first or last row of a fact to T, fractions kept; missing where there is none. */
  | { readonly op: "daysSince"; readonly which: "first" | "last"; readonly from: Fact }
  /** A constant. */
  | { readonly op: "number"; readonly value: number }
  /** `of / over`; missing where `over` is 0 or missing. */
  | { readonly op: "ratio"; readonly of: Term; readonly over: Term }
  | { readonly op: "difference"; readonly of: Term; readonly minus: Term }
  | { readonly op: "total"; readonly of: Term; readonly plus: Term }
  /** Least-squares slope per window of a measure's value in `windows` windows of equal length, oldest to newest. */
  | { readonly op: "trend"; readonly of: Measure; readonly windows: number }
  /** A customer attribute's last number known before T; undated ones only where `undated` is true. */
  | { readonly op: "attribute"; readonly name: string; readonly undated?: boolean };

/** What a value is in: `money` = minor units, `units` = pieces, `share` = 0 … 1, `ratio` = a number without a unit. */
export type Unit = "days" | "count" | "money" | "share" | "ratio" | "units";

export interface Feature {
  /** camelCase; words under `features.<name>` and `reasons.<name>`. */
  readonly name: string;
  readonly unit: Unit;
  readonly value: Term;
}

export type Predicate =
  | { readonly all: readonly Predicate[] }
  | { readonly any: readonly Predicate[] }
  | { readonly not: Predicate }
  | { readonly term: Term; readonly is: "<" | "<=" | ">" | ">=" | "=" | "!="; readonly value: number };

/**
 * What happened in [T, T + horizon): the measure as of T + horizon over the days since T. `present` gives 1 where it is above
 * 0, `absent` its opposite, `amount` the measure itself.
 */
export interface Outcome {
  readonly want: "present" | "absent" | "amount";
  readonly of: Omit<Measure, "windowDays" | "lagDays" | "op">;
}

/** The measures a term is made of. */
function measuresOf(term: Term): Measure[] {
  switch (term.op) {
    case "measure":
      return [term];
    case "ratio":
      return [...measuresOf(term.of), ...measuresOf(term.over)];
    case "difference":
      return [...measuresOf(term.of), ...measuresOf(term.minus)];
    case "total":
      return [...measuresOf(term.of), ...measuresOf(term.plus)];
    case "trend":
      return trendWindows(term.of, term.windows);
    default:
      return [];
  }
}

/** The measures of a trend's windows, oldest first; together they span the measure's own window. */
export function trendWindows(measure: Measure, windows: number): Measure[] {
  const days = (measure.windowDays ?? 0) / windows;
  return Array.from({ length: windows }, (_, k) => ({
    ...measure,
    windowDays: days,
    lagDays: (measure.lagDays ?? 0) + (windows - 1 - k) * days,
  }));
}

/** Days of history a term looks back on; 0 where it takes all there is. */
export function reachDays(term: Term): number {
  return Math.max(0, ...measuresOf(term).map((m) => (m.windowDays ? m.windowDays + (m.lagDays ?? 0) : 0)));
}
