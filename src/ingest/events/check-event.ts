import { DAY_MS } from "../../core/clock.ts";
import { AHEAD_MS, correctedMs, LATE_DAYS, momentMs } from "./event-time.ts";
import {
  type CallType,
  type Checked,
  callTypes,
  type Refusal,
  type RefusalRule,
  type TrackedEvent,
} from "./tracked-event.ts";

/** Bytes of one event's JSON; of one that is loaded as history, which may be a whole invoice, more. */
const EVENT_BYTES = 32_768;
const HISTORY_EVENT_BYTES = 512_000;
const ID_LENGTH = 300;
const NAME_LENGTH = 300;
/** What clients send where they have no id: one “person” of that id would be everybody. */
const placeholders = new Set(["null", "undefined", "nan", "none", "[object object]", "true", "false"]);

export interface Arrival {
  readonly receivedMs: number;
  /** When the batch was sent by the client's clock, where it says so. */
  readonly sentAt?: unknown;
  /** History that is loaded now: it may be of any age, and was known when it happened. */
  readonly historical: boolean;
  /** Makes a message id for an event without one. */
  readonly newId: () => string;
}

type Fields = Readonly<Record<string, unknown>>;

/** An event as it came, after its parts were read and before the rules. */
interface Read {
  readonly item: Fields;
  readonly type: unknown;
  readonly name: string | null;
  readonly userId: string | null;
  readonly anonymousId: string | null;
  readonly previousId: string | null;
  readonly messageId: string | null;
  readonly occurredMs: number | undefined;
  readonly receivedMs: number;
  readonly historical: boolean;
  readonly bytes: () => number;
}

interface Rule {
  readonly rule: RefusalRule;
  readonly column: string;
  readonly broken: (e: Read) => boolean;
}

const ids = ["userId", "anonymousId", "previousId", "messageId"] as const;

/** The first rule an event breaks is the reason it is refused. */
const rules: readonly Rule[] = [
  { rule: "type-unknown", column: "type", broken: (e) => !callTypes.includes(e.type as CallType) },
  ...ids.map((column): Rule => ({ rule: "id-too-long", column, broken: (e) => tooLong(e[column]) })),
  ...(["userId", "anonymousId", "previousId"] as const).map(
    (column): Rule => ({ rule: "id-unusable", column, broken: (e) => isPlaceholder(e[column]) }),
  ),
  { rule: "no-id", column: "userId", broken: (e) => e.userId === null && e.anonymousId === null },
  { rule: "event-missing", column: "event", broken: (e) => e.type === "track" && e.name === null },
  {
    rule: "alias-incomplete",
    column: "previousId",
    broken: (e) => e.type === "alias" && (e.userId === null || e.previousId === null),
  },
  {
    rule: "event-too-large",
    column: "",
    broken: (e) => e.bytes() > (e.historical ? HISTORY_EVENT_BYTES : EVENT_BYTES),
  },
  { rule: "time-unreadable", column: "timestamp", broken: (e) => e.occurredMs === undefined },
  { rule: "too-far-ahead", column: "timestamp", broken: (e) => e.occurredMs! > e.receivedMs + AHEAD_MS },
  {
    rule: "too-late",
    column: "timestamp",
    broken: (e) => !e.historical && e.occurredMs! < e.receivedMs - LATE_DAYS * DAY_MS,
  },
];

/** Looks at one event of a call; says what is stored, or why it is not. */
export function checkEvent(item: unknown, arrival: Arrival): Checked {
  if (!isObject(item)) return { refusal: refusal(item, null, "not-an-object", "", null) };
  const context = isObject(item.context) ? item.context : {};
  const type = lower(item.type);
  const facts = type === "identify" || type === "group" ? item.traits : item.properties;
  const properties = jsonOf(facts);
  const contextJson = jsonOf(context);
  const historical = arrival.historical || context.historical === true;
  const read: Read = {
    item,
    type,
    name: nameOf(type, item),
    userId: idOf(item.userId),
    anonymousId: idOf(item.anonymousId),
    previousId: idOf(item.previousId),
    messageId: idOf(item.messageId),
    occurredMs: occurredMs(item, arrival, historical),
    receivedMs: arrival.receivedMs,
    historical,
    bytes: () => sizeOf(item, properties, contextJson),
  };
  const broken = rules.find((r) => r.broken(read));
  if (broken) {
    const value = broken.column === "" ? null : item[broken.column];
    return { refusal: refusal(item, read.messageId, broken.rule, broken.column, value) };
  }
  const happened = Math.trunc(read.occurredMs!);
  const event: TrackedEvent = {
    messageId: read.messageId ?? arrival.newId(),
    type: read.type as CallType,
    name: read.name,
    userId: read.userId,
    anonymousId: read.anonymousId,
    previousId: read.previousId,
    occurredMs: happened,
    knownMs: historical ? Math.min(happened, arrival.receivedMs) : arrival.receivedMs,
    properties,
    context: contextJson,
    consent: read.type === "identify" && isObject(facts) ? consentOf(facts) : null,
  };
  return { event };
}

/** An event that nobody may store any more, since the person withdrew. */
export function refuseWithdrawn(item: unknown, event: TrackedEvent): Checked {
  return { refusal: refusal(item, event.messageId, "consent-withdrawn", "userId", event.userId) };
}

/** What traits say about consent: `consent: "withdrawn" | "given"`, or a yes or no. */
function consentOf(traits: Fields): TrackedEvent["consent"] {
  if (traits.consent === undefined || traits.consent === null) return null;
  const said = String(traits.consent).trim().toLowerCase();
  return withdrawals.includes(said) ? "withdrawn" : "given";
}

/** How a withdrawn consent is written. */
export const withdrawals = ["withdrawn", "denied", "revoked", "no", "false", "0"];

function refusal(
  item: unknown,
  messageId: string | null,
  rule: RefusalRule,
  column: string,
  value: unknown,
): Refusal {
  const raw = jsonOf(item) ?? String(item);
  return {
    messageId: messageId === null ? null : messageId.slice(0, ID_LENGTH),
    rule,
    column: column === "" ? null : column,
    value: value === undefined || value === null ? null : plain(value).slice(0, 1000),
    raw: raw.slice(0, EVENT_BYTES),
  };
}

function plain(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function lower(value: unknown): unknown {
  return typeof value === "string" ? value.toLowerCase() : value;
}

/** An id as text; null where there is none. */
function idOf(value: unknown): string | null {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (typeof value !== "string") return value === undefined || value === null ? null : plain(value);
  const text = value.trim();
  return text === "" ? null : text;
}

function tooLong(id: string | null): boolean {
  return id !== null && id.length > ID_LENGTH;
}

function isPlaceholder(id: string | null): boolean {
  return id !== null && (placeholders.has(id.toLowerCase()) || /^[[{]/.test(id));
}

function nameOf(type: unknown, item: Fields): string | null {
  const name = type === "track" ? item.event : type === "group" ? item.groupId : (item.name ?? nameIn(item));
  return typeof name === "string" && name.trim() !== "" ? name.trim().slice(0, NAME_LENGTH) : null;
}

function nameIn({ properties }: Fields): unknown {
  return isObject(properties) ? properties.name : undefined;
}

/** JSON of an object or array with anything in it; null where there is nothing. */
function jsonOf(value: unknown): string | null {
  if (typeof value !== "object" || value === null) return null;
  for (const _ in value) return JSON.stringify(value);
  return null;
}

/** Undefined where a time is told that nobody can read. */
function occurredMs(item: Fields, arrival: Arrival, historical: boolean): number | undefined {
  const told = item.originalTimestamp ?? item.timestamp;
  if (told === undefined || told === null) return arrival.receivedMs;
  const ms = momentMs(told);
  if (ms === undefined || historical) return ms;
  return correctedMs(ms, momentMs(item.sentAt ?? arrival.sentAt), arrival.receivedMs);
}

/** Bytes of the event's JSON; only written out where its parts do not already say that it is small enough. */
function sizeOf(item: Fields, properties: string | null, context: string | null): number {
  const parts = (properties?.length ?? 0) + (context?.length ?? 0);
  const others = Object.keys(item).length * (ID_LENGTH + 50);
  const most = 3 * (parts + others);
  const simple = Object.entries(item).every(
    ([key, value]) =>
      key === "properties" ||
      key === "traits" ||
      key === "context" ||
      typeof value !== "object" ||
      value === null,
  );
  if (simple && most <= EVENT_BYTES && shortTexts(item)) return most;
  return Buffer.byteLength(JSON.stringify(item));
}

function shortTexts(item: Fields): boolean {
  return Object.entries(item).every(
    ([key, value]) => key.length <= 50 && (typeof value !== "string" || value.length <= ID_LENGTH),
  );
}
