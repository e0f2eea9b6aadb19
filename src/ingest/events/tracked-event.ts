/** The calls of the Segment spec. */
export const callTypes = ["identify", "track", "page", "screen", "group", "alias"] as const;
export type CallType = (typeof callTypes)[number];

/** An event as it is stored. Moments are milliseconds since 1970. */
export interface TrackedEvent {
  readonly messageId: string;
  readonly type: CallType;
  /** The event of `track`, the name of `page` and `screen`, the group of `group`. */
  readonly name: string | null;
  readonly userId: string | null;
  readonly anonymousId: string | null;
  /** `alias`: the id that is the same person as `userId`. */
  readonly previousId: string | null;
  readonly occurredMs: number;
  /** When the company knew it: when it was received, or, for history that is loaded later, when it happened. */
  readonly knownMs: number;
  /** JSON of the properties, or of the traits of `identify` and `group`. */
  readonly properties: string | null;
  /** JSON. */
  readonly context: string | null;
  /** What an `identify` says about consent. */
  readonly consent: "given" | "withdrawn" | null;
}

/** Why an event was not stored; `rule` is worded under `tracking.rejected` and `tracking.hints`. */
export interface Refusal {
  readonly messageId: string | null;
  readonly rule: RefusalRule;
  readonly column: string | null;
  readonly value: string | null;
  /** The event as it came, at most 32 KB of it. */
  readonly raw: string;
}

export const refusalRules = [
  "not-an-object",
  "type-unknown",
  "no-id",
  "id-unusable",
  "id-too-long",
  "event-missing",
  "alias-incomplete",
  "time-unreadable",
  "too-far-ahead",
  "too-late",
  "event-too-large",
  "consent-withdrawn",
] as const;
export type RefusalRule = (typeof refusalRules)[number];

/** One event of a call after it was looked at. */
export type Checked = { readonly event: TrackedEvent } | { readonly refusal: Refusal };
