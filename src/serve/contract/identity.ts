import { type Static, Type } from "typebox";
import { nullable, Told } from "./common.ts";

const pair = { from: Type.String(), into: Type.String() };

/** Which profiles are one person, which are kept apart, and which may be one: a person decides. */
export const Identity = Type.Object({
  profiles: Type.Integer(),
  /** Profiles that have joined another one. */
  joined: Type.Integer(),
  merges: Type.Array(
    Type.Object({
      ...pair,
      mergeId: Type.Integer(),
      knownAt: Type.String(),
      reason: Type.Union([Type.Literal("identify"), Type.Literal("alias"), Type.Literal("person")]),
      why: Told,
      undoneAt: nullable(Type.String()),
    }),
  ),
  apart: Type.Array(
    Type.Object({
      ...pair,
      knownAt: Type.String(),
      reason: Type.Union([Type.Literal("shared-device"), Type.Literal("refused")]),
      why: Told,
    }),
  ),
  proposals: Type.Array(
    Type.Object({
      ...pair,
      score: Type.Integer({
        minimum: 0,
        maximum: 99,
        description: "Points of what agrees, less what differs",
      }),
      evidence: Type.Array(Told),
    }),
  ),
});
export type Identity = Static<typeof Identity>;

/** What a person decides about two profiles. */
export const IdentityDecision = Type.Union([
  Type.Object({ decision: Type.Literal("merge"), ...pair }, { additionalProperties: false }),
  Type.Object({ decision: Type.Literal("keep-apart"), ...pair }, { additionalProperties: false }),
  Type.Object(
    { decision: Type.Literal("undo"), mergeId: Type.Integer({ minimum: 1 }) },
    { additionalProperties: false },
  ),
]);
