import { KindredError } from "../core/errors.ts";

/** A value of a user's JSON and where it stands, for errors that name the place: `all[0].term.windowDays`. */
export interface Place {
  readonly path: string;
  readonly value: unknown;
}

export type Fields = Readonly<Record<string, unknown>>;

const SHOWN = 60;

/** Throws `bad-predicate`. `allowed` is notation, not a sentence: `sum, mean`, `0 < x ≤ 36600`, `{…}`. */
export function refuse({ path, value }: Place, allowed: string): never {
  throw new KindredError("bad-predicate", { path: path || "$", value: show(value), allowed });
}

/** The value in one short line; never walks into it, so that a deep or cyclic one does no harm. */
function show(value: unknown): string {
  if (Array.isArray(value)) return `[…] (${value.length})`;
  if (typeof value === "object" && value !== null)
    return cut(`{${Object.keys(value).slice(0, 8).join(", ")}}`);
  return value === undefined ? "—" : cut(String(value));
}

function cut(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** A plain object with no keys but `allowed`. */
export function asFields(place: Place, allowed: readonly string[]): Fields {
  const { value, path } = place;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    refuse(place, `{${allowed.join(", ")}}`);
  }
  for (const key of Object.keys(value)) {
    if (!allowed.includes(key)) refuse({ path: join(path, cut(key)), value: key }, allowed.join(", "));
  }
  return value as Fields;
}

/** The field `name` of an object at `path`; own fields only. */
export function at(path: string, fields: Fields, name: string): Place {
  return { path: join(path, name), value: Object.hasOwn(fields, name) ? fields[name] : undefined };
}

function join(path: string, name: string): string {
  return path ? `${path}.${name}` : name;
}

export function asList(place: Place, most: number): Place[] {
  const { value, path } = place;
  if (!Array.isArray(value) || value.length > most) refuse(place, `[…], n ≤ ${most}`);
  return value.map((item: unknown, i) => ({ path: `${path}[${i}]`, value: item }));
}

export function asOneOf<T extends string>(place: Place, allowed: readonly T[]): T {
  const { value } = place;
  if (typeof value !== "string" || !(allowed as readonly string[]).includes(value)) {
    refuse(place, allowed.join(", "));
  }
  return value as T;
}

export function asNumber(place: Place): number {
  const { value } = place;
  if (typeof value !== "number" || !Number.isFinite(value)) refuse(place, "-1.8e308 < x < 1.8e308");
  return value === 0 ? 0 : value;
}

export function asWhole(place: Place, least: number, most: number): number {
  const { value } = place;
  if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > most) {
    refuse(place, `${least}, ${least + 1}, … ${most}`);
  }
  return value;
}

export function asFlag(place: Place): boolean {
  if (typeof place.value !== "boolean") refuse(place, "true, false");
  return place.value;
}

const TEXT_MOST = 200;

/** Text without control characters: it becomes a literal of a statement. */
export function asText(place: Place): string {
  const { value } = place;
  if (typeof value !== "string" || value.length > TEXT_MOST || /\p{Cc}/u.test(value)) {
    refuse(place, `"…", n ≤ ${TEXT_MOST}`);
  }
  return value;
}
