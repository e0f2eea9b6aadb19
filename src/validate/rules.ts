import type { Design } from "../core/matrix.ts";

/** A rule anybody could apply without a model: the baseline a model has to beat. Higher = more likely, or more. */
export interface Rule {
  /** Worded as `dashboard.model.<name>`. */
  readonly name: string;
  score(design: Design): Float64Array;
}

/** Columns the rules read. */
const LAST = "daysSinceLastOrder";
const FIRST = "daysSinceFirstOrder";
const DAYS = "orderDays";
const GAP = "meanGapDays";
const SPENT = "revenue";

/** Rules for “will not come back”, simplest first. They read recency, usual gap and order days, whichever are there. */
export const leavingRules: readonly Rule[] = [
  { name: "recency", score: (d) => column(d, LAST) },
  {
    name: "recency-over-gap",
    // Without a gap of one's own the typical gap stands in.
    score: (d) => {
      const gaps = column(d, GAP);
      const known = gaps.filter((g) => g > 0).sort();
      const typical = known[known.length >> 1] ?? 1;
      return column(d, LAST).map((days, i) => days / (gaps[i]! > 0 ? gaps[i]! : typical));
    },
  },
  {
    name: "frequency",
    // Fewer order days first; equal ones by recency, which moves a score by less than one order day.
    score: (d) => {
      const last = column(d, LAST);
      return column(d, DAYS).map((n, i) => -n + last[i]! / (1 + last[i]!));
    },
  },
];

/**
 * The customer's own past carried on for `horizonDays`, in minor units:
 * - `past`: what was spent a day since the first order (at least one horizon), times the horizon;
 * - `past-repeats`: repeat order days a day since the first order, times the mean spent an order day, times the horizon.
 *   Nothing for those who came once.
 */
export function ownPast(horizonDays: number): readonly Rule[] {
  return [
    {
      name: "past",
      score: (d) => {
        const known = column(d, FIRST);
        return column(d, SPENT).map((spent, i) => (spent / Math.max(known[i]!, horizonDays)) * horizonDays);
      },
    },
    {
      name: "past-repeats",
      score: (d) => {
        const known = column(d, FIRST);
        const days = column(d, DAYS);
        return column(d, SPENT).map((spent, i) =>
          days[i]! > 1 ? (((days[i]! - 1) / Math.max(known[i]!, 1)) * horizonDays * spent) / days[i]! : 0,
        );
      },
    },
  ];
}

/** Whether a design has the columns that a rule reads. */
export function canApply(rule: Rule, { columns }: Design): boolean {
  const needs: Readonly<Record<string, readonly string[]>> = {
    recency: [LAST],
    "recency-over-gap": [LAST, GAP],
    frequency: [LAST, DAYS],
    past: [FIRST, SPENT],
    "past-repeats": [FIRST, SPENT, DAYS],
  };
  return (needs[rule.name] ?? []).every((name) => columns.some((c) => c.name === name));
}

function column({ x, columns }: Design, name: string): Float64Array {
  const j = columns.findIndex((c) => c.name === name);
  if (j < 0) throw new RangeError(`there is no column ${name}`);
  return Float64Array.from({ length: x.rows }, (_, i) => x.data[i * x.cols + j]!);
}
