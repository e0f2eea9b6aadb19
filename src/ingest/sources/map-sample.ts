import { tableSpec } from "../schema/tables.ts";
import { type Mapping, mapColumns } from "../understand/map-columns.ts";
import { profileColumns } from "../understand/profile.ts";
import type { TableConfig } from "./source.ts";

const CHARACTERS = 500;

/** Which column of a source is which field, by its first rows. @throws field-unmapped, no-date-column, map-… */
export function mapSample(
  source: string,
  config: TableConfig,
  columns: readonly string[],
  rows: readonly (readonly (string | null)[])[],
): Mapping {
  const sample = rows.map((row) => columns.map((_, j) => row[j]?.slice(0, CHARACTERS) ?? null));
  return mapColumns(tableSpec(config.as), profileColumns(columns, sample), {
    file: source,
    map: config.map ?? {},
    header: true,
    dateFormatGiven: config.dateFormat !== undefined,
  });
}
