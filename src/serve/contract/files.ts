import { type Static, Type } from "typebox";
import { nullable, Told } from "./common.ts";
import { DataImport } from "./data.ts";

/** A file that was sent; nothing of it is stored yet. */
export const SentFile = Type.Object({
  upload: Type.String(),
  file: Type.String(),
  bytes: Type.Integer(),
});
export type SentFile = Static<typeof SentFile>;

/** How a sent file is to be read; what is not said is found by names and content. */
const reading = {
  table: Type.String({ maxLength: 40, description: "What the rows are: orders, customers, …" }),
  map: Type.Optional(
    Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 1000 }), {
      description: "field → column; an empty name where no column is the field. Without it: as last time",
    }),
  ),
  dateFormat: Type.Optional(Type.String({ maxLength: 100 })),
  currency: Type.Optional(Type.String({ maxLength: 3 })),
  sheet: Type.Optional(Type.String({ maxLength: 200 })),
};
export const FileReading = Type.Object(reading, { additionalProperties: false });
export type FileReading = Static<typeof FileReading>;

export const FileImport = Type.Object(
  { ...reading, mode: Type.Union([Type.Literal("append"), Type.Literal("replace")], { default: "append" }) },
  { additionalProperties: false },
);

/** How a sent file would be read, and its first rows. */
export const FilePreview = Type.Object({
  file: Type.String(),
  table: Type.String(),
  /** Why it cannot be imported like this, and what to do; then `rows` is empty. */
  problem: nullable(Type.Object({ what: Told, next: Told })),
  columns: Type.Array(Type.String()),
  fields: Type.Array(
    Type.Object({
      field: Type.String(),
      kind: Type.String(),
      /** A row without it is rejected. */
      required: Type.Boolean(),
      /** The column taken for it, and what found that. */
      column: nullable(Type.String()),
      by: nullable(Type.String()),
    }),
  ),
  /** Of each group the file must have one field. */
  needs: Type.Array(Type.Array(Type.String())),
  unmapped: Type.Array(Type.String()),
  /** What becomes of columns that are no field. */
  rest: Type.Union([Type.Literal("attributes"), Type.Literal("properties"), Type.Literal("left")]),
  format: Type.Record(Type.String(), Type.Union([Type.String(), Type.Boolean()])),
  currency: nullable(Type.String()),
  notes: Type.Array(Told),
  rows: Type.Array(
    Type.Object({
      values: Type.Record(Type.String(), nullable(Type.String())),
      /** Why the row would be rejected. */
      rejected: nullable(Told),
    }),
  ),
  /** The import of a file with the same columns that this is read like; null where names and content decided. */
  remembered: nullable(
    Type.Object({ importId: Type.Integer(), file: Type.String(), startedAt: Type.String() }),
  ),
});
export type FilePreview = Static<typeof FilePreview>;

/** What the import did. */
export const FileImported = Type.Object({
  import: DataImport,
  /** The same file was imported before in the same way: nothing is stored twice. */
  known: Type.Boolean(),
});
export type FileImported = Static<typeof FileImported>;
