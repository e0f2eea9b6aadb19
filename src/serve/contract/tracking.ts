import { type Static, Type } from "typebox";

const Facts = Type.Record(Type.String(), Type.Unknown());

/** One event of the Segment spec; fields that are not listed are taken too. */
const TrackingEvent = Type.Object(
  {
    type: Type.Optional(
      Type.String({
        description: "identify, track, page, screen, group or alias; the route’s own where it names one",
      }),
    ),
    messageId: Type.Optional(Type.String({ description: "The same id again within 31 days is a duplicate" })),
    userId: Type.Optional(Type.String()),
    anonymousId: Type.Optional(Type.String()),
    previousId: Type.Optional(Type.String()),
    event: Type.Optional(Type.String()),
    name: Type.Optional(Type.String()),
    groupId: Type.Optional(Type.String()),
    properties: Type.Optional(Facts),
    traits: Type.Optional(Facts),
    context: Type.Optional(Facts),
    timestamp: Type.Optional(Type.String({ description: "ISO 8601; when it happened" })),
    originalTimestamp: Type.Optional(Type.String()),
    sentAt: Type.Optional(Type.String()),
    writeKey: Type.Optional(Type.String({ description: "Where no Authorization header can be sent" })),
  },
  { additionalProperties: true },
);

const TrackingBatch = Type.Object(
  {
    batch: Type.Array(TrackingEvent),
    sentAt: Type.Optional(Type.String()),
    writeKey: Type.Optional(Type.String()),
  },
  { additionalProperties: true },
);

export const TrackingCall = Type.Union([TrackingEvent, TrackingBatch]);

export const TrackingResult = Type.Object({
  messageId: Type.Union([Type.String(), Type.Null()]),
  status: Type.Union([Type.Literal("stored"), Type.Literal("duplicate"), Type.Literal("rejected")]),
  code: Type.Optional(Type.String({ description: "The rule that refuses the event" })),
  message: Type.Optional(Type.String()),
  next: Type.Optional(Type.String()),
});
export type TrackingResult = Static<typeof TrackingResult>;

/** What became of every event of a call, in its order; all that is `stored` is on disk. */
export const TrackingAnswer = Type.Object({
  success: Type.Boolean(),
  received: Type.Integer(),
  stored: Type.Integer(),
  duplicates: Type.Integer(),
  rejected: Type.Integer(),
  results: Type.Array(TrackingResult),
});
export type TrackingAnswer = Static<typeof TrackingAnswer>;

/** How refused events are tried again. */
export const ReplayRequest = Type.Object(
  {
    historical: Type.Optional(
      Type.Boolean({ description: "As history: of any age, known when they happened" }),
    ),
  },
  { additionalProperties: false },
);

/** What became of refused events that were tried again. */
export const Replayed = Type.Object({
  tried: Type.Integer(),
  stored: Type.Integer(),
  duplicates: Type.Integer(),
  stillRefused: Type.Integer(),
});
export type Replayed = Static<typeof Replayed>;
