import type { DuckDBConnection } from "@duckdb/node-api";
import type { TableSpec } from "../schema/field.ts";
import { readDates } from "../understand/dates.ts";
import { gatherEvidence } from "../understand/evidence.ts";
import { mapColumns } from "../understand/map-columns.ts";
import { numberFormats } from "../understand/numbers.ts";
import { profileColumns } from "../understand/profile.ts";
import { datesAgain, type Recipe } from "./recipe.ts";
import type { StageRequest } from "./request.ts";
import { checkedFormat, firstRows, type Reading } from "./understand.ts";

const SAMPLE_ROWS = 3000;

/**
 * Rejected rows understood as their import was, but for what the request says otherwise: a column that now is another
 * field is read by what the rows themselves show.
 */
export async function understandAgain(
  c: DuckDBConnection,
  spec: TableSpec,
  request: StageRequest,
  recipe: Recipe,
): Promise<Reading> {
  const { names } = recipe;
  const emails = new Set(recipe.emails);
  const sample = await firstRows(c, names.length, SAMPLE_ROWS);
  const before = new Set(Object.values(recipe.fields));
  const columns = profileColumns(names, sample).map((column) =>
    before.has(column.index) ? { ...column, emails: emails.has(column.index) ? 1 : 0 } : column,
  );
  const fields = Object.entries(recipe.fields).map(([field, j]) => [field, `#${j + 1}`] as const);
  const mapping = mapColumns(spec, columns, {
    file: request.file,
    map: { ...Object.fromEntries(fields), ...request.map },
    preset: {},
    header: true,
    dateFormatGiven: true,
  });
  const attributes = spec.rest === "attributes" ? mapping.unmapped : [];
  const evidence = await gatherEvidence(c, mapping.columns, spec.fields, attributes);
  const numbers = new Map([...numberFormats(evidence.numbers), ...recipe.numbers]);
  const decimal = [...numbers.values()].some((n) => n.decimal === ",") ? "," : ".";
  const given = request.dateFormat ? await checkedFormat(c, request.dateFormat) : null;
  const dates = new Map(
    spec.fields.flatMap((field) => {
      const column = field.kind === "moment" ? mapping.columns.get(field.name) : undefined;
      if (!column) return [];
      const j = column.index;
      const shown = () =>
        readDates(column.values, evidence.dates.get(j)!, { decimal, delimiter: undefined, latin: false });
      const reading = datesAgain(recipe, j, given) ?? shown();
      return [[j, reading ?? { format: "", guessed: false, sql: () => "NULL::TIMESTAMP" }] as const];
    }),
  );
  return {
    file: request.file,
    columns,
    mapping,
    readings: {
      numbers,
      dates,
      pointZero: new Set([...recipe.pointZero, ...[...evidence.pointZero].filter((j) => !before.has(j))]),
      chinese: recipe.chinese,
    },
    format: recipe.format,
    notes: [],
    askedCurrency: request.currency ?? recipe.currency,
    minor: new Set(recipe.minor),
  };
}
