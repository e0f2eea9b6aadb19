import { type Static, Type } from "typebox";
import { nullable, pageQuery, Told } from "./common.ts";

export const RejectsQuery = Type.Object({
  ...pageQuery,
  import: Type.Optional(Type.Integer({ minimum: 1, description: "Only rows of this import" })),
  source: Type.Optional(Type.String({ maxLength: 100, description: "Only refused events of this source" })),
  rule: Type.Optional(Type.String({ maxLength: 60 })),
});

/** Rows that were not stored, and why. */
export const Rejects = Type.Object({
  total: Type.Integer(),
  /** By import or source of events, and rule; the newest import first. */
  groups: Type.Array(
    Type.Object({
      importId: nullable(Type.Integer()),
      /** The source of refused events; null for rows of an import. */
      source: nullable(Type.String()),
      /** The file, or the name of the source. */
      from: Type.String(),
      table: nullable(Type.String()),
      rule: Type.String(),
      what: Told,
      rows: Type.Integer(),
    }),
  ),
  /** A page of the rows that fit `import`, `source` and `rule`, in the order of the file. */
  rows: Type.Array(
    Type.Object({
      importId: nullable(Type.Integer()),
      source: nullable(Type.String()),
      from: Type.String(),
      /** Line of the file; null where it has none. */
      line: nullable(Type.Integer()),
      row: nullable(Type.Integer()),
      /** When a refused event came. */
      at: nullable(Type.String()),
      column: nullable(Type.String()),
      value: nullable(Type.String()),
      what: Told,
      hint: Told,
      raw: nullable(Type.String()),
    }),
  ),
  rowsTotal: Type.Integer(),
});
export type Rejects = Static<typeof Rejects>;
