import type { KindredError } from "../core/errors.ts";
import type { MappedColumn } from "../ingest/report.ts";
import { tableSpec } from "../ingest/schema/tables.ts";
import type { Preview } from "../ingest/stage/request.ts";
import type { Words } from "../words/index.ts";
import type { FilePreview } from "./contract/files.ts";
import type { Upload } from "./uploads.ts";
import { worded } from "./worded.ts";

/** How a sent file would be read. */
export function previewAnswer(
  upload: Upload,
  preview: Preview,
  remembered: FilePreview["remembered"],
  words: Words,
): FilePreview {
  const found = new Map(preview.mapping.map((m) => [m.field, m]));
  const reason = (rule: string) => worded({ code: `ingest.rejected.${rule}`, data: {} }, words);
  return {
    file: upload.name,
    table: preview.table,
    problem: null,
    columns: [...preview.columns],
    ...fieldsOf(preview.table, (field) => found.get(field)),
    unmapped: [...preview.unmapped],
    format: { ...preview.format },
    currency: preview.currency,
    notes: worded(preview.notes, words),
    rows: preview.rows.map(({ values, rejected }) => ({
      values: { ...values },
      rejected: rejected === null ? null : reason(rejected),
    })),
    remembered,
  };
}

/** A file that cannot be read like this: its columns, so that a person can say which is which. */
export function unreadAnswer(
  upload: Upload,
  table: string,
  error: KindredError,
  map: Readonly<Record<string, string>>,
  words: Words,
): FilePreview {
  const { code, data } = error;
  const found = foundIn(error, map);
  const told = (part: "what" | "next") => worded({ code: `errors.${code}.${part}`, data }, words);
  return {
    file: upload.name,
    table,
    problem: { what: told("what"), next: told("next") },
    columns: columnsTold(error),
    ...fieldsOf(table, (field) => found.get(field)),
    unmapped: [],
    format: {},
    currency: null,
    notes: [],
    rows: [],
    remembered: null,
  };
}

function fieldsOf(
  table: string,
  found: (field: string) => { readonly column: string; readonly by: string } | undefined,
): Pick<FilePreview, "fields" | "rest" | "needs"> {
  const { fields, rest, needs } = tableSpec(table);
  return {
    rest,
    needs: needs.map((group) => [...group]),
    fields: fields.map((f) => {
      const { column = null, by = null } = found(f.name) ?? {};
      return { field: f.name, kind: f.kind, required: f.required === true, column, by };
    }),
  };
}

/** The columns that such an error says were found, else those that the caller named. */
function foundIn(
  { data }: KindredError,
  map: Readonly<Record<string, string>>,
): Map<string, { readonly column: string; readonly by: string }> {
  const told =
    typeof data.found === "string"
      ? (JSON.parse(data.found) as MappedColumn[])
      : Object.entries(map).flatMap(([field, column]) =>
          column === "" ? [] : { field, column, by: "user" },
        );
  return new Map(told.map(({ field, column, by }) => [field, { column, by }]));
}

/** The columns that such an error lists. */
export function columnsTold({ data }: KindredError): string[] {
  return String(data.columns ?? "")
    .split(", ")
    .filter((c) => c !== "" && c !== "…");
}
