import { DAY_MS } from "../../core/clock.ts";

/** Later than this after it happened, only a load of history may tell an event. */
export const LATE_DAYS = 30;
/** A clock may run ahead by this much. */
export const AHEAD_MS = DAY_MS;
/** Differences up to this are the way through the network, not a wrong clock. */
const SKEW_MS = 30_000;

const iso = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?\s?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

/** A moment as ISO 8601 (UTC where it names no zone) or milliseconds since 1970, in whole milliseconds; undefined where it is neither. */
export function momentMs(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) && value > 0 ? Math.trunc(value) : undefined;
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  const match = iso.exec(text);
  if (!match) return undefined;
  const zoned = text.length > 10 && !match[1] ? `${text}Z` : text;
  const ms = Date.parse(zoned.replace(" ", "T").replace(",", "."));
  return Number.isNaN(ms) ? undefined : ms;
}

/**
 * When it happened by the server's clock: the client's time moved by what its clock was off when it sent the event, as
 * Segment does. A load of history is taken at its word.
 */
export function correctedMs(timestamp: number, sentAt: number | undefined, receivedMs: number): number {
  const skew = sentAt === undefined ? 0 : receivedMs - sentAt;
  return Math.abs(skew) > SKEW_MS ? timestamp + skew : timestamp;
}
