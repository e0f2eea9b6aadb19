import { type Static, Type } from "typebox";
import { Told } from "./common.ts";

/** Which rejected rows are read again, and how; all of them where nothing is said. */
export const RejectsReplayRequest = Type.Object(
  {
    import: Type.Optional(Type.Integer({ minimum: 1, description: "Only rows of this import" })),
    source: Type.Optional(Type.String({ maxLength: 100, description: "Only what this source brought" })),
    map: Type.Optional(
      Type.Record(Type.String({ maxLength: 60 }), Type.String({ maxLength: 1000 }), {
        description: "field → column, where the mapping of the import was wrong",
      }),
    ),
    dateFormat: Type.Optional(
      Type.String({ maxLength: 100, description: "Such as DD.MM.YYYY, for dates that could not be read" }),
    ),
    historical: Type.Optional(
      Type.Boolean({ description: "Refused events as history: of any age, known when they happened" }),
    ),
  },
  { additionalProperties: false },
);

const counts = {
  tried: Type.Integer(),
  stored: Type.Integer(),
  duplicates: Type.Integer({ description: "Known already: stored by somebody since" }),
  stillRejected: Type.Integer(),
};

/** What came of it: tried = stored + duplicates + stillRejected, for all and for each import and source of events. */
export const RejectsReplay = Type.Object({
  ...counts,
  imports: Type.Array(
    Type.Object({
      importId: Type.Integer(),
      table: Type.String(),
      file: Type.String(),
      ...counts,
      /** The import's account as it is now: received = stored + duplicates + rejected. */
      account: Type.Object({
        received: Type.Integer(),
        stored: Type.Integer(),
        duplicates: Type.Integer(),
        rejected: Type.Integer(),
      }),
      /** Why rows are rejected still. */
      rejected: Type.Array(Type.Object({ rows: Type.Integer(), what: Told })),
    }),
  ),
  events: Type.Array(Type.Object({ source: Type.String(), ...counts })),
});
export type RejectsReplay = Static<typeof RejectsReplay>;
