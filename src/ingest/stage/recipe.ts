import type { ImportFormat } from "../report.ts";
import type { DateReading } from "../understand/dates.ts";
import type { NumberFormat } from "../understand/numbers.ts";
import type { RowPlan } from "./plan.ts";
import type { Reading } from "./understand.ts";

/** How the rows of an import were read, as JSON: the few that were rejected do not tell it again by themselves. */
export interface Recipe {
  /** Names of the columns, in order; all numbers of columns below are places in this list. */
  readonly names: readonly string[];
  /** field → column. */
  readonly fields: Readonly<Record<string, number>>;
  readonly numbers: readonly (readonly [number, NumberFormat])[];
  /** SQL of a moment over the text `PLACE`. */
  readonly dates: readonly (readonly [number, { readonly format: string; readonly sql: string }])[];
  readonly pointZero: readonly number[];
  /** Columns of e-mail addresses. */
  readonly emails: readonly number[];
  readonly chinese: boolean;
  readonly minor: readonly string[];
  readonly currency: string | null;
  readonly format: ImportFormat;
  readonly letterCancels: boolean;
  readonly amountIsTotal: boolean;
  readonly equalRowsAreDuplicates: boolean;
}

/** Stands for the text in the SQL of a date. */
const PLACE = "{text}";

export function recipeOf(reading: Reading, plan: RowPlan, equalRowsAreDuplicates: boolean): Recipe {
  const { columns, mapping, readings, minor, format } = reading;
  return {
    names: columns.map((c) => c.name),
    fields: Object.fromEntries([...mapping.columns].map(([field, column]) => [field, column.index])),
    numbers: [...readings.numbers],
    dates: [...readings.dates].map(([j, at]) => [j, { format: at.format, sql: at.sql(PLACE) }]),
    pointZero: [...readings.pointZero],
    emails: columns.filter((c) => c.emails >= 0.8).map((c) => c.index),
    chinese: readings.chinese,
    minor: [...minor],
    currency: plan.currency,
    format,
    letterCancels: plan.order?.letterCancels ?? false,
    amountIsTotal: plan.order?.amountIsTotal ?? false,
    equalRowsAreDuplicates,
  };
}

/** The moments of column `j` as they were read, and where that does not read one, by `given`. */
export function datesAgain(recipe: Recipe, j: number, given: DateReading | null): DateReading | null {
  const before = recipe.dates.find(([column]) => column === j)?.[1];
  if (!before) return given;
  const sql = (x: string) => before.sql.replaceAll(PLACE, x);
  return given
    ? { format: given.format, guessed: false, sql: (x) => `coalesce(${sql(x)}, ${given.sql(x)})` }
    : { format: before.format, guessed: false, sql };
}
