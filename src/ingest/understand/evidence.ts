import type { DuckDBConnection } from "@duckdb/node-api";
import type { Field } from "../schema/field.ts";
import { cleaned } from "./clean.ts";
import { dateEvidence } from "./dates.ts";
import type { DateEvidence } from "./day-month.ts";
import { type NumberEvidence, plainEvidence, writtenEvidence } from "./numbers.ts";
import type { ColumnProfile } from "./profile.ts";

/** What whole columns say about how they are written, by column index. */
export interface Evidence {
  readonly numbers: ReadonlyMap<number, NumberEvidence>;
  readonly dates: ReadonlyMap<number, DateEvidence>;
  /** Columns of keys that are all whole numbers written `12.0`. */
  readonly pointZero: ReadonlySet<number>;
}

/** Columns looked at in one pass. */
const BLOCK = 200;

const NUMERIC = new Set(["money", "quantity", "number"]);

/**
 * Two passes over the mapped columns and the attribute columns that look like numbers: cheap counts, and how
 * numbers are written only where a plain cast does not read them all.
 */
export async function gatherEvidence(
  c: DuckDBConnection,
  columns: ReadonlyMap<string, ColumnProfile>,
  fields: readonly Field[],
  attributes: readonly ColumnProfile[],
): Promise<Evidence> {
  const kinds = new Map(fields.map((f) => [f.name, f.kind]));
  const numeric = new Set(attributes.filter((a) => a.numbers >= 0.5).map((a) => a.index));
  const moments = new Map<number, ColumnProfile>();
  const keys = new Set<number>();
  for (const [field, column] of columns) {
    const kind = kinds.get(field)!;
    if (NUMERIC.has(kind)) numeric.add(column.index);
    else if (kind === "moment") moments.set(column.index, column);
    else if (kind === "id") keys.add(column.index);
  }
  const first = await aggregates(c, [
    ...[...numeric].map((j) => [j, plainEvidence(`v${j}`, `n${j}_`)] as const),
    ...[...moments].map(([j, column]) => [j, dateEvidence(`v${j}`, `d${j}_`, column.values)] as const),
    ...[...keys].map(
      (j) =>
        [j, `count(v${j}) AS k${j}_filled, count(*) FILTER (ends_with(v${j}, '.0')) AS k${j}_zero`] as const,
    ),
  ]);
  const allPlain = [...numeric].every((j) => first(`n${j}_plain`) === first(`n${j}_filled`));
  const written = allPlain ? [] : [...numeric];
  const second = await aggregates(
    c,
    written.map((j) => [j, writtenEvidence(`v${j}`, `n${j}_`)] as const),
  );
  return {
    numbers: new Map(
      [...numeric].map((j) => [
        j,
        {
          filled: first(`n${j}_filled`),
          plain: first(`n${j}_plain`),
          decimal_comma: second(`n${j}_decimal_comma`),
          decimal_point: second(`n${j}_decimal_point`),
          point_groups: second(`n${j}_point_groups`),
        },
      ]),
    ),
    dates: new Map(
      [...moments.keys()].map((j) => [
        j,
        {
          first_over: first(`d${j}_first_over`),
          second_over: first(`d${j}_second_over`),
          offsets: first(`d${j}_offsets`),
        },
      ]),
    ),
    pointZero: new Set(
      [...keys].filter((j) => first(`k${j}_zero`) > 0 && first(`k${j}_zero`) === first(`k${j}_filled`)),
    ),
  };
}

/** One row of aggregates over the cleaned texts `v<j>` of `raw`; a name that was not asked for is 0. */
async function aggregates(
  c: DuckDBConnection,
  parts: readonly (readonly [number, string])[],
): Promise<(name: string) => number> {
  const found = new Map<string, number>();
  for (let i = 0; i < parts.length; i += BLOCK) {
    const block = parts.slice(i, i + BLOCK);
    const used = [...new Set(block.map(([j]) => j))].map((j) => `${cleaned(j)} AS v${j}`);
    const result = await c.runAndReadAll(
      `SELECT ${block.map(([, sql]) => sql).join(", ")} FROM (SELECT ${used.join(", ")} FROM raw)`,
    );
    for (const [name, n] of Object.entries(result.getRowObjectsJS()[0]!)) found.set(name, Number(n));
  }
  return (name) => found.get(name) ?? 0;
}
