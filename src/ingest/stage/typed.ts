import { minorDigits } from "../../core/money.ts";
import type { Field } from "../schema/field.ts";
import { identifier, literal } from "../sql.ts";
import { cleaned } from "../understand/clean.ts";
import type { DateReading } from "../understand/dates.ts";
import { plainName } from "../understand/names.ts";
import { millionths, type NumberFormat, numberText } from "../understand/numbers.ts";
import type { ColumnProfile } from "../understand/profile.ts";

/** How each mapped column is read, by column index. */
export interface Readings {
  readonly numbers: ReadonlyMap<number, NumberFormat>;
  readonly dates: ReadonlyMap<number, DateReading>;
  readonly pointZero: ReadonlySet<number>;
  /** How to read “¥”. */
  readonly chinese: boolean;
}

/** A reason to reject a row: `sql` is true for it. The column's text as it stands is the value shown. */
export interface Check {
  readonly column: ColumnProfile;
  readonly rule: "value-missing" | "date-unreadable" | "number-unreadable" | "number-too-large";
  readonly sql: string;
}

/** SQL of a field's value over the cleaned text `v<j>` of its column; its type by kind:
 *  text kinds VARCHAR, moment TIMESTAMP, money BIGINT millionths, quantity BIGINT thousandths, number DOUBLE. */
function typedValue(field: Field, column: ColumnProfile, readings: Readings): string {
  const v = `v${column.index}`;
  const number = () => numberText(v, readings.numbers.get(column.index)!);
  switch (field.kind) {
    case "id":
      // E-mail addresses are the same in any case.
      if (column.emails >= 0.8) return `lower(${v})`;
      return readings.pointZero.has(column.index)
        ? `regexp_replace(${v}, '\\.0$', '')`
        : `replace(${v}, chr(30), ' ')`;
    case "text":
      return `replace(${v}, chr(30), chr(10))`;
    case "moment": {
      const at = readings.dates.get(column.index)!.sql(v);
      return `CASE WHEN ${at} >= TIMESTAMP '1900-01-01' AND ${at} < TIMESTAMP '2101-01-01' THEN ${at} END`;
    }
    case "money":
      return millionths(number());
    case "quantity": {
      const pieces = `TRY_CAST(${number()} AS DOUBLE)`;
      return `CASE WHEN abs(${pieces}) < 1e9 THEN round(${pieces} * 1e3)::BIGINT END`;
    }
    case "number":
      return `CASE WHEN isfinite(TRY_CAST(${number()} AS DOUBLE)) THEN TRY_CAST(${number()} AS DOUBLE) END`;
    case "currency":
      return currencyValue(v, readings.chinese);
    case "word":
      return wordValue(field, v);
  }
}

const typeOf: Readonly<Record<Field["kind"], string>> = {
  id: "VARCHAR",
  text: "VARCHAR",
  moment: "TIMESTAMP",
  money: "BIGINT",
  quantity: "BIGINT",
  number: "DOUBLE",
  currency: "VARCHAR",
  word: "VARCHAR",
};

function currencyValue(v: string, chinese: boolean): string {
  const yen = chinese ? "CNY" : "JPY";
  return `CASE WHEN regexp_full_match(upper(${v}), '[A-Z]{3}') THEN (CASE upper(${v}) WHEN 'RMB' THEN 'CNY' WHEN 'RUR' THEN 'RUB' ELSE upper(${v}) END)
    WHEN ${v} IN ('£') THEN 'GBP' WHEN ${v} IN ('€') THEN 'EUR' WHEN ${v} IN ('$', 'US$') THEN 'USD'
    WHEN ${v} IN ('₽', 'руб', 'руб.', 'р.', 'рубль', 'рубли') THEN 'RUB' WHEN ${v} IN ('元', '人民币', '人民币元') THEN 'CNY'
    WHEN ${v} IN ('¥', '￥') THEN '${yen}' WHEN ${v} = '₹' THEN 'INR' WHEN ${v} = '₴' THEN 'UAH' WHEN ${v} = 'zł' THEN 'PLN' END`;
}

/** The meaning of a word, or the word itself in lower case where the list does not know it. */
function wordValue(field: Field, v: string): string {
  const plain = `regexp_replace(replace(lower(${v}), 'ё', 'е'), '[^\\p{L}\\p{N}]', '', 'g')`;
  const cases = Object.entries(field.words ?? {}).map(
    ([meaning, words]) =>
      `WHEN ${plain} IN (${[...new Set(words.map(plainName))].map(literal).join(", ")}) THEN ${literal(meaning)}`,
  );
  return `CASE ${cases.join(" ")} ELSE lower(${v}) END`;
}

/** Checks of the mapped fields: values that cannot be read, and required ones that are empty. */
export function fieldChecks(fields: readonly Field[], columns: ReadonlyMap<string, ColumnProfile>): Check[] {
  return fields.flatMap((field): Check[] => {
    const column = columns.get(field.name);
    if (!column) return [];
    const unreadable: Check[] = ["moment", "money", "quantity", "number"].includes(field.kind)
      ? [
          {
            column,
            rule: field.kind === "moment" ? "date-unreadable" : "number-unreadable",
            sql: `v${column.index} IS NOT NULL AND ${identifier(field.name)} IS NULL`,
          },
        ]
      : [];
    const missing: Check[] = field.required
      ? [{ column, rule: "value-missing", sql: `v${column.index} IS NULL` }]
      : [];
    return [...missing, ...unreadable];
  });
}

/** SQL: minor units in one unit of the row's currency: of `code` where the file has no column of currencies. */
export function minorUnits(column: string | null, code: string | null): string {
  if (column === null) return String(10 ** (code === null ? 2 : minorDigits(code)));
  const other = Intl.supportedValuesOf("currency").filter((c) => minorDigits(c) !== 2);
  const cases = [0, 3, 4].flatMap((digits) => {
    const codes = other.filter((c) => minorDigits(c) === digits).map(literal);
    return codes.length === 0
      ? []
      : [`WHEN list_contains([${codes.join(", ")}], ${column}) THEN ${10 ** digits}`];
  });
  return `CASE ${cases.join(" ")} ELSE 100 END`;
}

/** SQL: whole `n / d`, rounded half away from zero; `d` is positive. */
function rounded(n: string, d: string): string {
  return `(CASE WHEN ${n} < 0 THEN -((-2 * (${n}) + ${d}) // (2 * ${d})) ELSE (2 * (${n}) + ${d}) // (2 * ${d}) END)`;
}

/** SQL: an amount in millionths as minor units. */
export function amountMinor(micro: string, units: string): string {
  return rounded(`(${micro}::HUGEINT * ${units})`, "1000000");
}

/**
 * SQL: price (millionths) × quantity (thousandths) as minor units, rounded once. Small ones are multiplied in 64 bits,
 * which is much faster; none of the products there passes 2^63.
 */
export function lineMinor(price: string, quantity: string, units: string): string {
  return `CASE WHEN abs(${price}) < 10000000000 AND abs(${quantity}) < 400000 AND ${units} <= 1000
    THEN ${rounded(`(${price} * ${quantity} * ${units})`, "1000000000")}
    ELSE ${rounded(`(${price}::HUGEINT * ${quantity} * ${units})`, "1000000000")} END`;
}

/**
 * SQL giving `row_number`, `line`, `h1`, `h2` (a 128-bit hash of the whole row), the cleaned texts `v<j>` of `used`
 * columns, and every field of the table by name, NULL where it has no column.
 */
export function typedRows(
  fields: readonly Field[],
  columns: ReadonlyMap<string, ColumnProfile>,
  readings: Readings,
  used: readonly number[],
  width: number,
): string {
  const all = Array.from({ length: width }, (_, j) => `c${j}`);
  const texts = used.map((j) => `${cleaned(j)} AS v${j}`);
  const typed = fields.map((f) => {
    const column = columns.get(f.name);
    return `${column ? typedValue(f, column, readings) : `NULL::${typeOf[f.kind]}`} AS ${identifier(f.name)}`;
  });
  return `SELECT *, ${typed.join(", ")} FROM (
    SELECT "row" AS row_number, line, hash(${all.join(", ")}) AS h1, hash('', ${all.toReversed().join(", ")}) AS h2${texts.map((t) => `, ${t}`).join("")}
    FROM raw)`;
}
