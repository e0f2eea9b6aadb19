import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { defaultLimits } from "../../limits.ts";
import { Flattener } from "../../read/json/flatten.ts";
import { plainName } from "../../understand/names.ts";
import type { BrokenRow } from "../pulled-rows.ts";
import type { HttpPullConfig } from "./config.ts";

/** What of a source's settings a page is read by. */
export type PageShape = Pick<HttpPullConfig, "items" | "lines" | "key" | "cursor" | "deleted" | "paging">;

export interface Item {
  readonly group: string | null;
  /** Text of the cursor's value. */
  readonly at: string | null;
  readonly deleted: boolean;
  readonly rows: readonly (readonly (string | null)[])[];
  /** Says what the item holds. */
  readonly mark: string;
  /** Why it cannot be taken over. */
  readonly broken?: BrokenRow;
}

/** A page read. */
export interface Page {
  readonly columns: readonly string[];
  readonly items: readonly Item[];
  /** What the body says of the next page: a token or an address; null for the last. */
  readonly next: string | null;
  readonly digest: string;
}

/** Objects and lists within each other in one item. */
const MOST_DEPTH = 64;
/** Brackets within each other in a body that can be read without danger. */
const SAFE_DEPTH = 2000;

/** Reads page after page of one source; the columns grow as new names come. */
export class PageParser {
  readonly #shape: PageShape;
  readonly #flat: Flattener;

  constructor(shape: PageShape) {
    this.#shape = shape;
    this.#flat = new Flattener(new Set(shape.lines ? [plainName(shape.lines)] : []), defaultLimits);
  }

  /** @throws SyntaxError where the file is no JSON (half of it may be), PageShapeError where it has no list of items */
  read(file: string): Page {
    const bytes = readFileSync(file);
    if (deepest(bytes) > SAFE_DEPTH) throw new PageShapeError(`more than ${SAFE_DEPTH} levels`);
    const body = JSON.parse(bytes.toString("utf8"), asWritten) as unknown;
    const { items: path, paging } = this.#shape;
    const items = path ? valueAt(body, path) : body;
    if (!Array.isArray(items)) throw new PageShapeError(`items: ${path ?? "[ … ]"}`);
    const next =
      paging?.type === "cursor" || paging?.type === "next" ? textOf(valueAt(body, paging.path)) : null;
    const read = items.map((item) => this.#item(item));
    return {
      columns: this.#flat.names,
      items: read,
      next: next === "" ? null : next,
      digest: createHash("md5").update(bytes).digest("base64"),
    };
  }

  #item(item: unknown): Item {
    const raw = () => JSON.stringify(item).slice(0, 1000);
    const none = { group: null, at: null, deleted: false, rows: [], mark: "" };
    if (item === null || typeof item !== "object" || Array.isArray(item))
      return { ...none, broken: { rule: "not-a-record", column: null, value: null, raw: raw() } };
    const { key, cursor, deleted } = this.#shape;
    const group = key ? textOf(valueAt(item, key)) : null;
    if (depthOf(item, MOST_DEPTH) > MOST_DEPTH)
      return { ...none, group, broken: { rule: "too-deep", column: null, value: null, raw: raw() } };
    const gone = deleted ? valueAt(item, deleted) : null;
    return {
      group,
      at: cursor ? textOf(valueAt(item, cursor.path)) : null,
      deleted: gone !== null && gone !== undefined && gone !== false && gone !== "",
      rows: this.#flat
        .rows(item as Record<string, unknown>)
        .map((row) => row.map((v) => (v === "" ? null : v))),
      mark: createHash("md5").update(JSON.stringify(item)).digest("base64").slice(0, 16),
    };
  }
}

/** The body is JSON, but not as the settings say. */
export class PageShapeError extends Error {}

function valueAt(value: unknown, path: string): unknown {
  let at = value;
  for (const name of path.split(".")) {
    if (at === null || typeof at !== "object" || !Object.hasOwn(at, name)) return undefined;
    at = (at as Record<string, unknown>)[name];
  }
  return at;
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined || typeof value === "object" ? null : String(value);
}

/** Whole numbers of more digits than a double holds stay as they are written. */
function asWritten(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === "number" && context?.source && /^-?\d{16,}$/.test(context.source)
    ? context.source
    : value;
}

/** Levels of a value, no further than one beyond `most`. */
function depthOf(value: unknown, most: number): number {
  if (value === null || typeof value !== "object") return 0;
  if (most < 0) return 1;
  let depth = 0;
  for (const inner of Object.values(value)) depth = Math.max(depth, depthOf(inner, most - 1));
  return depth + 1;
}

/** How deep brackets stand within each other, outside of texts. */
function deepest(bytes: Buffer): number {
  let [depth, most, inText] = [0, 0, false];
  for (let i = 0; i < bytes.length; i++) {
    const b = bytes[i]!;
    if (inText) {
      if (b === 92) i++;
      else if (b === 34) inText = false;
    } else if (b === 34) inText = true;
    else if (b === 123 || b === 91) {
      depth++;
      if (depth > most) most = depth;
    } else if (b === 125 || b === 93) depth--;
  }
  return most;
}
