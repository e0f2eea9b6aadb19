import type { Limits } from "../../limits.ts";
import { plainName } from "../../understand/names.ts";

/** Records made rows: `a.b` names the value `b` in the object `a`. */
export class Flattener {
  readonly #unfold: ReadonlySet<string>;
  readonly #entriesOnly: boolean;
  readonly #limits: Pick<Limits, "columns">;
  readonly #columns = new Map<string, number>();
  /** Columns that stand in the record itself, not in the list that is unfolded. */
  readonly outer = new Set<string>();
  /** The list that was unfolded, and of how many records. */
  unfolded: { list: string; records: number } | null = null;

  /** Records whose list had no entry, and so no row. */
  withoutEntries = 0;

  /** `unfold` are the plain names of lists whose entries become a row each; `entriesOnly` leaves out empty ones. */
  constructor(unfold: ReadonlySet<string>, limits: Pick<Limits, "columns">, entriesOnly = false) {
    this.#unfold = unfold;
    this.#entriesOnly = entriesOnly;
    this.#limits = limits;
  }

  get names(): string[] {
    return [...this.#columns.keys()];
  }

  /** The rows of a record; the columns grow as new names come. @throws RangeError where they are too many */
  rows(record: Readonly<Record<string, unknown>>): string[][] {
    const row: string[] = [];
    let list: string | null = null;
    for (const [name, value] of Object.entries(record)) {
      if (list === null && this.#unfold.has(plainName(name)) && this.#isList(value)) list = name;
      else this.#put(row, name, value, true);
    }
    if (list === null) return [row];
    if ((record[list] as unknown[]).length === 0) this.withoutEntries++;
    this.unfolded = { list, records: (this.unfolded?.records ?? 0) + 1 };
    return (record[list] as unknown[]).map((entry) => {
      const own = row.slice();
      this.#put(own, list, entry, false);
      return own;
    });
  }

  #isList(value: unknown): boolean {
    return isListOfObjects(value) && (this.#entriesOnly || (value as unknown[]).length > 0);
  }

  #put(row: string[], name: string, value: unknown, outer: boolean): void {
    if (value === null || value === undefined) return;
    if (Array.isArray(value)) {
      if (value.length === 0) return;
      if (value.every((v) => typeof v !== "object" || v === null))
        this.#set(row, name, value.join(", "), outer);
      else if (value.every(isNamedValue))
        for (const { key, value: named } of value) this.#put(row, `${name}.${key}`, firstOf(named), outer);
      else this.#set(row, name, JSON.stringify(value), outer);
    } else if (typeof value === "object")
      for (const [key, inner] of Object.entries(value)) this.#put(row, `${name}.${key}`, inner, outer);
    else this.#set(row, name, String(value), outer);
  }

  #set(row: string[], name: string, text: string, outer: boolean): void {
    let at = this.#columns.get(name);
    if (at === undefined) {
      at = this.#columns.size;
      if (at >= this.#limits.columns) throw new RangeError("too many columns");
      this.#columns.set(name, at);
      if (outer) this.outer.add(name);
    }
    while (row.length < at) row.push("");
    row[at] = text;
  }
}

function isListOfObjects(value: unknown): boolean {
  return Array.isArray(value) && value.every((v) => v !== null && typeof v === "object" && !Array.isArray(v));
}

interface NamedValue {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** An entry as analytics write them: `{key: "page", value: {string_value: "/"}}`. */
function isNamedValue(entry: unknown): entry is NamedValue {
  if (entry === null || typeof entry !== "object") return false;
  const { key, value } = entry as Partial<NamedValue>;
  if (typeof key !== "string" || value === null || typeof value !== "object") return false;
  return Object.keys(value).some((name) => name.endsWith("_value"));
}

/** The one value of an entry that is filled. */
function firstOf(value: Readonly<Record<string, unknown>>): unknown {
  for (const [name, v] of Object.entries(value)) if (name.endsWith("_value") && v !== null) return v;
  return null;
}
