import { type Static, Type } from "typebox";
import { nullable, Told } from "./common.ts";

export const DataImport = Type.Object({
  importId: Type.Integer(),
  table: Type.String(),
  file: Type.String(),
  /** The source it came from; null for a file. */
  source: nullable(Type.String()),
  startedAt: Type.String(),
  /** In rows of the file: received = stored + duplicates + rejected. */
  received: Type.Integer(),
  stored: Type.Integer(),
  duplicates: Type.Integer(),
  rejected: Type.Integer(),
  dispositions: Type.Array(
    Type.Object({ what: Told, rows: Type.Integer(), amountMinor: Type.Optional(Type.Number()) }),
  ),
  mapping: Type.Array(Type.Object({ field: Type.String(), column: Type.String(), by: Type.String() })),
  unmapped: Type.Array(Type.String()),
  /** What the reader had to decide, or the user should know. */
  notes: Type.Array(Told),
  format: Type.Record(Type.String(), Type.Union([Type.String(), Type.Boolean()])),
  currency: nullable(Type.String()),
  seconds: Type.Number(),
});
export type DataImport = Static<typeof DataImport>;

export const DataFinding = Type.Object({
  code: Type.String(),
  severity: Type.Union([
    Type.Literal("error"),
    Type.Literal("warning"),
    Type.Literal("info"),
    Type.Literal("good"),
  ]),
  table: Type.String(),
  column: Type.Optional(Type.String()),
  count: Type.Number(),
  share: Type.Optional(Type.Number()),
  amountMinor: Type.Optional(Type.Number()),
  example: Type.Optional(Type.String({ description: "One of the rows or values it is about" })),
  what: Told,
  effect: Type.Optional(Told),
  todo: Told,
});
export type DataFinding = Static<typeof DataFinding>;

export const DataTable = Type.Object({
  table: Type.String(),
  rows: Type.Integer(),
  from: nullable(Type.String()),
  until: nullable(Type.String()),
  columns: Type.Array(Type.Object({ column: Type.String(), filled: Type.Number(), distinct: Type.Number() })),
  score: Type.Integer({ description: "Quality, 0 to 100" }),
  /** The findings that cost points, the most costly first. */
  lost: Type.Array(
    Type.Object({ code: Type.String(), column: Type.Optional(Type.String()), points: Type.Number() }),
  ),
});
export type DataTable = Static<typeof DataTable>;

export const DataReadiness = Type.Object({
  kind: Type.String(),
  possible: Type.Boolean(),
  why: Told,
  enoughWhen: Type.Optional(Told),
  counts: Type.Record(Type.String(), Type.Number()),
});
export type DataReadiness = Static<typeof DataReadiness>;

/** What became of the rows of one source on one day: received = stored + duplicates + rejected. */
const AccountDay = Type.Object({
  /** Null for files. */
  source: nullable(Type.String()),
  /** Midnight UTC. */
  day: Type.String(),
  received: Type.Integer(),
  stored: Type.Integer(),
  duplicates: Type.Integer(),
  rejected: Type.Integer(),
});
export type AccountDay = Static<typeof AccountDay>;

export const Data = Type.Object({
  currency: nullable(Type.String()),
  imports: Type.Array(DataImport),
  account: Type.Array(AccountDay),
  findings: Type.Array(DataFinding),
  tables: Type.Array(DataTable),
  readiness: Type.Array(DataReadiness),
});
export type Data = Static<typeof Data>;
