import { KindredError } from "../../core/errors.ts";
import type { MappedColumn } from "../report.ts";
import type { Field, TableSpec } from "../schema/field.ts";
import { guessByContent } from "./content.ts";
import { nameScore, plainName } from "./names.ts";
import type { ColumnProfile } from "./profile.ts";

/** One column a field, by field name. */
export interface Mapping {
  readonly columns: ReadonlyMap<string, ColumnProfile>;
  readonly mapped: readonly MappedColumn[];
  readonly unmapped: readonly ColumnProfile[];
}

export interface MapOptions {
  readonly file: string;
  /** field → column, as the user says; an empty name for a field that no column is. */
  readonly map: Readonly<Record<string, string>>;
  readonly header: boolean;
  /** field → column, as a known export has them: then neither names nor content are asked. */
  readonly preset?: Readonly<Record<string, string>> | null;
  /** Dates are read by a format the user gave, so their look says nothing. */
  readonly dateFormatGiven: boolean;
}

const WEAK = 35;
const LEAST = 30;

/** Which column is which field: the user's word first, then a preset's; without one the best names that the content does not gainsay, then content. */
export function mapColumns(spec: TableSpec, columns: readonly ColumnProfile[], options: MapOptions): Mapping {
  const chosen = new Map<string, { column: ColumnProfile; by: MappedColumn["by"] }>();
  const free = new Set(columns);
  const take = (field: string, column: ColumnProfile, by: MappedColumn["by"]) => {
    chosen.set(field, { column, by });
    free.delete(column);
  };
  const none = new Set<string>();
  for (const [name, wanted] of Object.entries(options.map)) {
    const field = fieldNamed(spec, name, options.file);
    if (wanted === "") none.add(field);
    else take(field, columnNamed(columns, wanted, options.file), "user");
  }
  const open = (field: string) => !chosen.has(field) && !none.has(field);
  if (options.preset) {
    for (const [field, name] of Object.entries(options.preset)) {
      const column = columns.find((c) => c.name === name);
      if (column && open(field)) take(field, column, "preset");
    }
  } else {
    for (const { field, column } of scored(spec, columns, options))
      if (open(field.name) && free.has(column)) take(field.name, column, "name");
    const named = new Map([...chosen].map(([f, c]) => [f, c.column]));
    for (const [field, column] of guessByContent(spec, [...free], named, options.header))
      if (open(field) && free.has(column)) take(field, column, "content");
  }
  const fields = spec.fields.filter((f) => chosen.has(f.name));
  const mapped = fields.map((f) => ({
    field: f.name,
    column: chosen.get(f.name)!.column.name,
    by: chosen.get(f.name)!.by,
  }));
  requireNeeds(spec, mapped, columns, options.file);
  return {
    columns: new Map(fields.map((f) => [f.name, chosen.get(f.name)!.column])),
    mapped,
    unmapped: columns.filter((c) => free.has(c)),
  };
}

/** Whether a column name is one of the table's synonyms. */
export function isSynonym(spec: TableSpec, name: string): boolean {
  const plain = plainName(name);
  return spec.fields.some((f) => [...f.names, ...(f.weakNames ?? [])].some((n) => plainName(n) === plain));
}

function scored(spec: TableSpec, columns: readonly ColumnProfile[], options: MapOptions) {
  const out: { field: Field; column: ColumnProfile; score: number }[] = [];
  for (const field of spec.fields)
    for (const column of columns) {
      const score = fieldScore(field, column) * (contradicted(spec, field, column, columns, options) ? 0 : 1);
      if (score >= LEAST) out.push({ field, column, score });
    }
  const order = new Map(spec.fields.map((f, i) => [f, i]));
  return out.sort(
    (a, b) =>
      b.score - a.score || order.get(a.field)! - order.get(b.field)! || a.column.index - b.column.index,
  );
}

function fieldScore(field: Field, column: ColumnProfile): number {
  let best = 0;
  field.names.forEach((name, i) => {
    const score = nameScore(column.called, name);
    // Names are listed the surest first: among equals the earlier one wins.
    if (score === 100 || field.loose) best = Math.max(best, score - i / 1000);
  });
  for (const name of field.weakNames ?? []) {
    if (nameScore(column.called, name) === 100) best = Math.max(best, WEAK);
  }
  return best;
}

/** Whether what the column holds speaks against the field. */
function contradicted(
  spec: TableSpec,
  field: Field,
  column: ColumnProfile,
  columns: readonly ColumnProfile[],
  { dateFormatGiven }: MapOptions,
): boolean {
  if (column.values.length === 0) return false;
  switch (field.kind) {
    case "moment":
      return !dateFormatGiven && column.maybeDates < 0.5;
    case "money":
    case "quantity":
    case "number":
      return column.numbers < 0.5;
    case "currency":
      return column.meanLength > 8;
    case "word":
      return column.meanLength > 40;
    case "id":
      if (column.dates > 0.9 && column.meanLength > 7 && column.wholes < 0.5) return true;
      if (field.name === "email") return column.emails < 0.5;
      if (field.name === "phone")
        return (
          column.values.filter((v) => /\d{5}/.test(v.replace(/\D/g, ""))).length < 0.5 * column.values.length
        );
      if (
        spec.table === "customers" &&
        column.values.length >= 20 &&
        column.distinct < 0.2 * column.values.length
      )
        return true;
      if (spec.table === "orders" && field.name === "order") return !isOrderNumber(column, columns);
      return column.meanLength > 200;
    default:
      return false;
  }
}

/** Rows that share an order number share their date: where most do not, the number is the customer's or the product's. */
function isOrderNumber(column: ColumnProfile, columns: readonly ColumnProfile[]): boolean {
  const dates = columns.find((c) => c !== column && c.dates > 0.9);
  if (!dates) return true;
  const first = new Map<string, string>();
  let repeated = 0;
  let sameDay = 0;
  column.cells.forEach((id, i) => {
    if (id === "") return;
    const day = dates.cells[i]!.split(/[ T]/)[0]!;
    const known = first.get(id);
    if (known === undefined) first.set(id, day);
    else {
      repeated++;
      if (known === day) sameDay++;
    }
  });
  return repeated === 0 || sameDay >= 0.7 * repeated;
}

function fieldNamed(spec: TableSpec, name: string, file: string): string {
  const plain = plainName(name);
  const field = spec.fields.find(
    (f) => plainName(f.name) === plain || (f.name === "customer" && plain === "id"),
  );
  if (!field)
    throw new KindredError("map-unknown-field", {
      field: name,
      table: spec.table,
      file,
      fields: spec.fields.map((f) => f.name).join(", "),
    });
  return field.name;
}

function columnNamed(columns: readonly ColumnProfile[], name: string, file: string): ColumnProfile {
  const position = /^#(\d+)$/.exec(name);
  const plain = plainName(name);
  const column =
    columns.find((c) => c.name === name) ??
    (position ? columns[Number(position[1]) - 1] : undefined) ??
    (plain === "" ? undefined : columns.find((c) => plainName(c.name) === plain));
  if (!column) throw new KindredError("map-unknown-column", { column: name, file, columns: listed(columns) });
  return column;
}

function requireNeeds(
  spec: TableSpec,
  mapped: readonly MappedColumn[],
  columns: readonly ColumnProfile[],
  file: string,
): void {
  for (const group of spec.needs) {
    if (group.some((f) => mapped.some((m) => m.field === f))) continue;
    const data = {
      file,
      table: spec.table,
      field: group[0]!,
      fields: group.join(", "),
      columns: listed(columns),
      // For who asks a person: what was found.
      found: JSON.stringify(mapped),
    };
    const isDate = spec.fields.find((f) => f.name === group[0])?.kind === "moment";
    throw new KindredError(isDate ? "no-date-column" : "field-unmapped", data);
  }
}

/** The names of the columns, for a message. */
export function listed(columns: readonly ColumnProfile[]): string {
  const names = columns.slice(0, 40).map((c) => c.name);
  return names.join(", ") + (columns.length > 40 ? ", …" : "");
}
