import type { DuckDBConnection } from "@duckdb/node-api";
import { KindredError } from "../../core/errors.ts";
import type { Sentence } from "../../core/sentence.ts";
import type { OpenFile } from "../read/open.ts";
import type { ImportFormat } from "../report.ts";
import type { TableSpec } from "../schema/field.ts";
import { cleaned } from "../understand/clean.ts";
import { type DateReading, givenFormat, readDates } from "../understand/dates.ts";
import { gatherEvidence } from "../understand/evidence.ts";
import { listed, type Mapping, mapColumns } from "../understand/map-columns.ts";
import { numberFormats } from "../understand/numbers.ts";
import { type ColumnProfile, profileColumns } from "../understand/profile.ts";
import type { StageRequest } from "./request.ts";
import type { Readings } from "./typed.ts";

/** A file understood: which column is which field and how each is written. */
export interface Reading {
  readonly file: string;
  readonly columns: readonly ColumnProfile[];
  readonly mapping: Mapping;
  readonly readings: Readings;
  readonly format: ImportFormat;
  readonly notes: readonly Sentence[];
  readonly askedCurrency: string | null;
  /** Money fields written in minor units. */
  readonly minor: ReadonlySet<string>;
}

const SAMPLE_ROWS = 3000;
/** Columns from which a file counts as wide. */
const WIDE = 200;
/** Cells of the sample: of a wide file fewer rows are looked at. */
const SAMPLE_CELLS = 300_000;

/** `preset` is field → column where the file is a known export, `minor` its money fields in minor units. */
export async function understand(
  c: DuckDBConnection,
  spec: TableSpec,
  file: OpenFile,
  request: StageRequest,
  preset: Readonly<Record<string, string>> | null = null,
  minor: readonly string[] = [],
): Promise<Reading> {
  const width = file.names.length;
  // Each thread holds 2,048 rows of all columns: for a wide file one must do.
  if (width > WIDE) await c.run("SET threads = 1");
  const count = Math.min(SAMPLE_ROWS, Math.max(100, Math.floor(SAMPLE_CELLS / width)));
  const columns = profileColumns(file.names, await firstRows(c, width, count), (name) => {
    const list = file.unfolded?.list;
    return list && name.startsWith(`${list}.`) ? `${spec.entry ?? ""} ${name.slice(list.length + 1)}` : name;
  });
  const byName = mapColumns(spec, columns, {
    file: request.file,
    map: request.map,
    preset,
    header: file.format.header === true,
    dateFormatGiven: request.dateFormat !== undefined,
  });
  const mapping = await withLateDates(c, spec, byName);
  const attributes = spec.rest === "attributes" ? mapping.unmapped : [];
  const evidence = await gatherEvidence(c, mapping.columns, spec.fields, attributes);
  const numbers = numberFormats(evidence.numbers);
  const decimal = [...numbers.values()].some((n) => n.decimal === ",") ? "," : ".";
  const names = file.names.join("");
  const notes: Sentence[] = [];
  const dates = new Map<number, DateReading>();
  for (const field of spec.fields) {
    const column = mapping.columns.get(field.name);
    if (field.kind !== "moment" || !column) continue;
    if (!field.required && column.values.length === 0) {
      dates.set(column.index, NO_DATE);
      continue;
    }
    const reading = request.dateFormat
      ? await checkedFormat(c, request.dateFormat)
      : readDates(column.values, evidence.dates.get(column.index)!, {
          decimal,
          delimiter: file.format.delimiter,
          ...(request.dayMonth && request.dayMonth !== "ask" ? { dayFirst: request.dayMonth === "day" } : {}),
          latin: /^[ -~]*$/.test(names) && file.format.header === true,
        });
    if (!reading) throw unreadableDate(request.file, column, column.values[0] ?? "", columns);
    dates.set(column.index, reading);
    if (reading.guessed)
      notes.push({
        code: "ingest.notes.dateOrderGuessed",
        data: { column: column.name, format: reading.format, example: column.values[0] ?? "" },
      });
  }
  const format: ImportFormat = {
    ...file.format,
    ...(numbers.size > 0 ? { decimal } : {}),
    ...(dates.size > 0
      ? { dateFormat: [...new Set([...dates.values()].flatMap((d) => d.format || []))].join(" · ") }
      : {}),
  };
  return {
    file: request.file,
    columns,
    mapping,
    readings: { numbers, dates, pointZero: evidence.pointZero, chinese: /\p{Script=Han}/u.test(names) },
    format,
    notes,
    askedCurrency: request.currency ?? null,
    minor: new Set(minor),
  };
}

/** A column without any date. */
const NO_DATE: DateReading = { format: "", guessed: false, sql: () => "NULL::TIMESTAMP" };

/** Columns of moments that are empty in the sample, such as cancellations, with the first values the file has. */
async function withLateDates(c: DuckDBConnection, spec: TableSpec, mapping: Mapping): Promise<Mapping> {
  const columns = new Map(mapping.columns);
  for (const field of spec.fields) {
    const column = columns.get(field.name);
    if (field.kind !== "moment" || !column || column.values.length > 0) continue;
    const v = cleaned(column.index);
    const found = await c.runAndReadAll(
      `SELECT left(v, 500) FROM (SELECT ${v} AS v FROM raw) WHERE v IS NOT NULL LIMIT ${SAMPLE_ROWS}`,
    );
    columns.set(field.name, { ...column, values: found.getRowsJS().map(([value]) => String(value)) });
  }
  return { ...mapping, columns };
}

/** The error that a column's dates cannot be read. */
export function unreadableDate(
  file: string,
  column: ColumnProfile,
  value: string,
  columns: readonly ColumnProfile[],
): KindredError {
  return new KindredError("date-unreadable", {
    file,
    column: column.name,
    value: value.slice(0, 80),
    columns: listed(columns),
  });
}

/** The first rows of `raw`, as texts. */
export async function firstRows(
  c: DuckDBConnection,
  width: number,
  count: number,
): Promise<(string | null)[][]> {
  const all = Array.from({ length: width }, (_, j) => `left(c${j}, 500)`);
  const result = await c.runAndReadAll(`SELECT ${all.join(", ")} FROM raw LIMIT ${count}`);
  return result.getRowsJS() as (string | null)[][];
}

/** A date format of the user's, which the engine takes. @throws bad-option */
export async function checkedFormat(c: DuckDBConnection, format: string): Promise<DateReading> {
  const reading = givenFormat(format);
  try {
    await c.run(`SELECT ${reading.sql("''")}`);
  } catch (cause) {
    throw new KindredError(
      "bad-option",
      { option: "--date-format", value: format, allowed: "%d.%m.%Y %H:%M" },
      { cause },
    );
  }
  return reading;
}
