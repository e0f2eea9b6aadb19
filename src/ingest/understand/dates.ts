import { literal } from "../sql.ts";
import { formats, formatsReader, monthName, type OneReader, russian, seenFormats } from "./date-formats.ts";
import { type DateEvidence, type DateHints, dayMonthOrder, PARTS } from "./day-month.ts";

/** How a column writes its moments. */
export interface DateReading {
  /** As shown to the user: a strptime format, or a name such as `ISO 8601`. */
  readonly format: string;
  /** Day and month could be either, and nothing in the file tells: chosen by rule. */
  readonly guessed: boolean;
  /** SQL: the text expression as TIMESTAMP (UTC); NULL where it cannot be read. */
  sql(x: string): string;
}

interface Family {
  readonly id: string;
  readonly is: RegExp;
  /** Formats of the date part, with the time part to be appended. */
  readonly formats?: readonly string[];
  /** What stands before the time part. */
  readonly date?: RegExp;
  /** Looks like a date whatever the column is called. */
  readonly plain: boolean;
}

const DAY_NAME = /^\d{1,2}([ -])([A-Za-z]{3,9})([ ,-]+)(\d{4}|\d{2})/;
const NAME_DAY = /^([A-Za-z]{3,9}) \d{1,2}(,?) \d{4}/;

const families: readonly Family[] = [
  { id: "iso", is: /^\d{4}([-/])\d{1,2}\1\d{1,2}([ T].*)?$/, plain: true },
  { id: "parts", is: PARTS, plain: true },
  {
    id: "dotted",
    is: /^\d{4}\.\d{1,2}\.\d{1,2}([ T].*)?$/,
    formats: ["%Y.%m.%d"],
    date: /^\d{4}\.\d{1,2}\.\d{1,2}/,
    plain: true,
  },
  {
    id: "compact",
    is: /^(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/,
    formats: ["%Y%m%d"],
    plain: true,
  },
  {
    id: "compact-time",
    is: /^(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])[T ]?\d{6}Z?$/,
    formats: ["%Y%m%d%H%M%S", "%Y%m%dT%H%M%S", "%Y%m%d %H%M%S", "%Y%m%dT%H%M%SZ"],
    plain: true,
  },
  { id: "day-name", is: /^\d{1,2}[ -][A-Za-z]{3,9}[ ,-]+\d{2,4}(?!\d).*$/, date: DAY_NAME, plain: true },
  { id: "name-day", is: /^[A-Za-z]{3,9} \d{1,2},? \d{4}.*$/, date: NAME_DAY, plain: true },
  {
    id: "mail",
    is: /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4}.*$/,
    formats: ["%a, %d %b %Y"],
    date: /^\w{3}, \d{1,2} \w{3} \d{4}/,
    plain: true,
  },
  {
    id: "chinese",
    is: /^\d{4}年\d{1,2}月\d{1,2}日.*$/,
    formats: ["%Y年%m月%d日"],
    date: /^\d{4}年\d{1,2}月\d{1,2}日/,
    plain: true,
  },
  {
    id: "russian",
    is: /^\d{1,2} [а-яё]{3,9} \d{4}( ?г\.?)?.*$/i,
    formats: ["%d %m %Y"],
    date: /^\d{1,2} [а-яё]{3,9} \d{4}( ?г\.?)?/i,
    plain: true,
  },
  { id: "epoch-us", is: /^1\d{15}$/, plain: false },
  { id: "epoch-ms", is: /^1\d{12}$/, plain: false },
  { id: "epoch-s", is: /^\d{9,10}(\.\d+)?$/, plain: false },
  { id: "serial", is: /^[2-6]\d{4}(\.\d+)?$/, plain: false },
];

const familyOf = (v: string) => families.find((f) => f.is.test(v));

export function looksLikeDate(v: string): boolean {
  return familyOf(v)?.plain === true;
}

/** Whether the value may be a date in a column whose name says it holds dates (epochs, spreadsheet serials). */
export function mayBeDate(v: string): boolean {
  return familyOf(v) !== undefined;
}

/**
 * SQL: aggregates of the text expression `x` that make a `DateEvidence`, their names starting with `prefix`; only
 * those that the kinds of dates in `sample` need.
 */
export function dateEvidence(x: string, prefix: string, sample: readonly string[]): string {
  const parts = sample.some((v) => PARTS.test(v));
  const iso = sample.some((v) => v.includes(":"));
  const over = (n: 1 | 2) =>
    `count(*) FILTER (TRY_CAST(regexp_extract(${x}, '^(\\d{1,2})[./-](\\d{1,2})[./-]', ${n}) AS INTEGER) > 12)`;
  const late = ["+", "-", "T"].map((sign) => `substr(${x}, 17) LIKE '%${sign}%'`).join(" OR ");
  const offsets = `count(*) FILTER (CASE WHEN ${late} THEN regexp_matches(${x}, '\\d:\\d\\d.*([+-]\\d\\d:?(\\d\\d)?|UTC|GMT)$') ELSE false END)`;
  return [
    `${parts ? over(1) : 0} AS "${prefix}first_over"`,
    `${parts ? over(2) : 0} AS "${prefix}second_over"`,
    `${iso ? offsets : 0} AS "${prefix}offsets"`,
  ].join(", ");
}

/** How to read a column, by a sample of its values in file order; null where nothing looks like a date. */
export function readDates(
  sample: readonly string[],
  evidence: DateEvidence,
  hints: DateHints,
): DateReading | null {
  const counts = new Map<Family, number>();
  for (const v of sample) {
    const family = familyOf(v);
    if (family) counts.set(family, (counts.get(family) ?? 0) + 1);
  }
  const found = [...counts].sort((a, b) => b[1] - a[1]).map(([family]) => family);
  const [first] = found;
  if (!first || [...counts.values()].reduce((s, n) => s + n, 0) < 0.5 * sample.length) return null;
  const used = found.filter((f) => f === first || f.plain);
  let guessed = false;
  const readers = used.map((family) => {
    if (family.id !== "parts") return readerOf(family, sample, evidence);
    const order = dayMonthOrder(sample, evidence, hints);
    guessed ||= order.guessed;
    return formatsReader(partsFormats(sample, order.dayFirst), sample, PARTS_DATE);
  });
  const [main] = readers;
  return {
    format: main!.format,
    guessed,
    sql: (x) =>
      readers.length === 1 ? main!.sql(x) : `coalesce(${readers.map((r) => r.sql(x)).join(", ")})`,
  };
}

/** A reading the user gave: a strptime format, or letters such as `DD.MM.YYYY HH:mm`. */
export function givenFormat(format: string): DateReading {
  const strptime = format.includes("%") ? format : letters(format);
  return {
    format: strptime,
    guessed: false,
    sql: (x) => `try_strptime(${x}, ${literal(strptime)})::TIMESTAMP`,
  };
}

function letters(format: string): string {
  const parts: Record<string, string> = {
    YYYY: "%Y",
    yyyy: "%Y",
    YY: "%y",
    yy: "%y",
    MMM: "%b",
    MM: "%m",
    DD: "%d",
    dd: "%d",
    D: "%d",
    d: "%d",
    M: "%m",
    HH: "%H",
    hh: "%I",
    H: "%H",
    mm: "%M",
    ss: "%S",
    SSS: "%g",
    A: "%p",
    a: "%p",
  };
  return format.replace(/YYYY|yyyy|YY|yy|MMM|MM|DD|dd|HH|hh|mm|ss|SSS|D|d|M|H|A|a/g, (m) => parts[m]!);
}

const PARTS_DATE = /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}/;

function readerOf(family: Family, sample: readonly string[], evidence: DateEvidence): OneReader {
  switch (family.id) {
    case "iso":
      return {
        format: "ISO 8601",
        sql: (x) =>
          evidence.offsets > 0
            ? `TRY_CAST(${offsetWritten(x)} AS TIMESTAMPTZ)::TIMESTAMP`
            : `TRY_CAST(${x} AS TIMESTAMP)`,
      };
    case "epoch-s":
      return {
        format: "epoch seconds",
        sql: (x) => `make_timestamp((TRY_CAST(${x} AS DOUBLE) * 1000000)::BIGINT)`,
      };
    case "epoch-ms":
      return { format: "epoch milliseconds", sql: (x) => `epoch_ms(TRY_CAST(${x} AS BIGINT))` };
    case "epoch-us":
      return { format: "epoch microseconds", sql: (x) => `make_timestamp(TRY_CAST(${x} AS BIGINT))` };
    case "serial":
      return {
        format: "spreadsheet serial",
        sql: (x) => `epoch_ms((round((TRY_CAST(${x} AS DOUBLE) - 25569) * 86400) * 1000)::BIGINT)`,
      };
    case "compact":
    case "compact-time":
      return formats(family.formats!);
    case "day-name":
      return formatsReader(
        seenFormats(
          sample,
          DAY_NAME,
          ([, gap, name, comma, year]) =>
            `%d${gap}${monthName(name!)}${comma}${year!.length === 4 ? "%Y" : "%y"}`,
        ),
        sample,
        DAY_NAME,
      );
    case "name-day":
      return formatsReader(
        seenFormats(sample, NAME_DAY, ([, name, comma]) => `${monthName(name!)} %d${comma} %Y`),
        sample,
        NAME_DAY,
      );
    case "russian":
      return russian(sample);
    default:
      return formatsReader(family.formats!, sample, family.date!);
  }
}

/** SQL: a moment with its offset as DuckDB reads it: with seconds, and `+05:30` right behind. */
function offsetWritten(x: string): string {
  const zero = `regexp_replace(${x}, ' ?(UTC|GMT|Z)$', '+00:00')`;
  const close = `regexp_replace(${zero}, ' ?([+-]\\d\\d):?(\\d\\d)$', '\\1:\\2')`;
  return `regexp_replace(${close}, '([T ]\\d\\d:\\d\\d)([+-])', '\\1:00\\2')`;
}

function partsFormats(sample: readonly string[], dayFirst: boolean): string[] {
  const [a, b] = dayFirst ? ["%d", "%m"] : ["%m", "%d"];
  return seenFormats(sample, PARTS, (m) => `${a}${m[2]}${b}${m[2]}${m[4]!.length === 4 ? "%Y" : "%y"}`);
}
