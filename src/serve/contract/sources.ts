import { type Static, Type } from "typebox";
import { nullable, Told } from "./common.ts";

/** In rows of the source: received = stored + duplicates + rejected. */
const account = {
  received: Type.Integer(),
  stored: Type.Integer(),
  duplicates: Type.Integer(),
  rejected: Type.Integer(),
  /** Orders or rows that are gone there, and so here. */
  removed: Type.Integer(),
};

const SourceState = Type.Object({
  name: Type.String(),
  kind: Type.String(),
  /** The table it fills; null for a source of events. */
  table: nullable(Type.String()),
  everySeconds: nullable(Type.Number()),
  lastRunAt: nullable(Type.String()),
  lastStatus: nullable(Type.String()),
  /** What went wrong in the last run, and what to do. */
  lastError: nullable(Type.Object({ what: Told, next: Told })),
  /** When the data here were last as there, or the last event came. */
  asOf: nullable(Type.String()),
  /** Seconds since then. */
  lagSeconds: nullable(Type.Integer()),
  runs: Type.Integer(),
  ...account,
});

export const Sources = Type.Object({ sources: Type.Array(SourceState) });
export type Sources = Static<typeof Sources>;

/** The account of one source, the newest first. */
export const SourcePage = Type.Object({
  source: SourceState,
  batches: Type.Array(
    Type.Object({
      importId: nullable(Type.Integer()),
      startedAt: Type.String(),
      finishedAt: Type.String(),
      status: Type.String(),
      ...account,
    }),
  ),
  days: Type.Array(Type.Object({ day: Type.String(), runs: Type.Integer(), ...account })),
});
export type SourcePage = Static<typeof SourcePage>;
