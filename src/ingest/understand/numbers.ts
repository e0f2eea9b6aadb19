import { literal } from "../sql.ts";

/** How a column writes its numbers. */
export interface NumberFormat {
  readonly decimal: "." | ",";
  /** Digits with "." as decimal sign and nothing else: a plain cast reads them. */
  readonly plain: boolean;
}

/** What a whole column says about its numbers; each a count of values. */
export interface NumberEvidence {
  readonly filled: number;
  readonly plain: number;
  /** A comma that can only be the decimal sign (`12,5`, `1.234,50`), a point that can only be it, `1.234.567`. */
  readonly decimal_comma: number;
  readonly decimal_point: number;
  readonly point_groups: number;
}

const CURRENCY = String.raw`(?:\p{Sc}|[A-Z]{3}|[A-Z]{1,2}\$|kr|zł|Kč|Ft|руб\.?|р\.|元|圆|円)`;
const SPACE = String.raw`[ \x{00A0}\x{202F}\x{2009}]`;

/** SQL: aggregates of the text expression `x`: how many values, and how many of them a plain cast reads. */
export function plainEvidence(x: string, prefix: string): string {
  return `count(${x}) AS "${prefix}filled", count(TRY_CAST(${x} AS DOUBLE)) AS "${prefix}plain"`;
}

/** SQL: the other aggregates of a `NumberEvidence`, for columns that are not plain. */
export function writtenEvidence(x: string, prefix: string): string {
  const matches = (pattern: string) => `count(*) FILTER (regexp_matches(${x}, ${literal(pattern)}))`;
  return [
    `${matches(String.raw`\d,(\d{1,2}|\d{4,})(\D*)$|\.\d{3},\d|^\D*,\d`)} AS "${prefix}decimal_comma"`,
    `${matches(String.raw`\d\.(\d{1,2}|\d{4,})(\D*)$|,\d{3}\.\d|^\D*\.\d`)} AS "${prefix}decimal_point"`,
    `${matches(String.raw`\d\.\d{3}\.\d{3}`)} AS "${prefix}point_groups"`,
  ].join(", ");
}

/**
 * The format of each column. A column without evidence of its own (`1,234`) is read as the file's other columns
 * are, and where they say nothing the comma separates thousands.
 */
export function numberFormats<K>(evidence: ReadonlyMap<K, NumberEvidence>): Map<K, NumberFormat> {
  const sum = (of: (e: NumberEvidence) => number) => [...evidence.values()].reduce((s, e) => s + of(e), 0);
  const fileComma =
    sum((e) => e.decimal_comma + e.point_groups) > sum((e) => (e.plain === e.filled ? 0 : e.decimal_point));
  const out = new Map<K, NumberFormat>();
  for (const [key, e] of evidence) {
    const comma = e.decimal_comma + e.point_groups;
    const decided = comma !== e.decimal_point;
    const decimal = (decided ? comma > e.decimal_point : fileComma) ? "," : ".";
    out.set(key, { decimal, plain: decimal === "." && e.plain === e.filled });
  }
  return out;
}

/**
 * The regular expression (RE2) a written number must match: a sign or brackets, a currency sign on either side,
 * thousands in groups of three, one decimal sign.
 */
function numberPattern(decimal: "." | ","): string {
  const group = decimal === "." ? "," : String.raw`\.`;
  const point = decimal === "." ? String.raw`\.` : ",";
  const thousands = String.raw`\d{1,3}(?:(?:${group}|['’_]|${SPACE})\d{3})+(?:${point}\d*)?`;
  const digits = String.raw`\d+(?:${point}\d*)?|${point}\d+`;
  return (
    `[-+−–(]?${SPACE}*(?:${CURRENCY}${SPACE}*)?[-+−–]?${SPACE}*(?:${thousands}|${digits})` +
    `${SPACE}*(?:${CURRENCY})?${SPACE}*[-−)]?`
  );
}

/** SQL: the text expression `x` as digits with a point, ready to cast; NULL where it is no number. */
export function numberText(x: string, format: NumberFormat): string {
  if (format.plain) return x;
  const kept = format.decimal === "." ? "[^0-9.]" : "[^0-9,]";
  const digits = `replace(regexp_replace(rtrim(${x}, '.'), '${kept}', '', 'g'), ',', '.')`;
  const negative = `regexp_matches(${x}, '^[^0-9]*[-−–(]|[-−]$')`;
  const written = `CASE WHEN regexp_full_match(${x}, ${literal(numberPattern(format.decimal))})
    THEN (CASE WHEN ${negative} THEN '-' ELSE '' END) || ${digits} END`;
  return format.decimal === "."
    ? `CASE WHEN TRY_CAST(${x} AS DOUBLE) IS NOT NULL THEN ${x} ELSE ${written} END`
    : written;
}

/**
 * SQL: a number text in millionths, as BIGINT; NULL from 10^12 on. Below 10^9 a double holds up to six decimals
 * without loss (2^53 > 10^15), so that rounding gives the written number exactly; beyond, decimals do.
 */
export function millionths(text: string): string {
  const d = `TRY_CAST(${text} AS DOUBLE)`;
  return `CASE WHEN abs(${d}) < 1e9 THEN round(${d} * 1e6)::BIGINT
    ELSE (TRY_CAST(${text} AS DECIMAL(18,6))::DECIMAL(38,6) * 1000000)::BIGINT END`;
}

const NUMBER =
  /^[-+−–(]?\s*(\p{Sc}|[A-Z]{3}\s|руб\.?|元)?\s*[-+−]?\s*(\d[\d.,'’\s_]*|[.,]\d+)([eE][-+]?\d+)?\s*(\p{Sc}|[A-Z]{3}|руб\.?|р\.|元|%)?\s*\)?-?$/u;
const MONEY = /\p{Sc}|руб|元|^[-+]?\d[\d\s.,]*[.,]\d{1,2}$/u;

export function looksLikeNumber(v: string): boolean {
  return NUMBER.test(v);
}

/** A number with a currency sign or one or two decimals. */
export function looksLikeMoney(v: string): boolean {
  return NUMBER.test(v) && MONEY.test(v);
}
