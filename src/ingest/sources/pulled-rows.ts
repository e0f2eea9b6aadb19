import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { defaultLimits } from "../limits.ts";
import { unique } from "../read/header.ts";

const FIELD = "\u001f";
const BLOCK = 1 << 18;

/** A row that cannot be taken over: what is wrong where, and what it said. */
export interface BrokenRow {
  readonly rule: string;
  readonly column: string | null;
  readonly value: string | null;
  readonly raw: string;
}

/** The files a pull leaves for `pulled-parquet.ts`; fields are separated by U+001F, line breaks in them are U+001E. */
export interface PulledFiles {
  readonly columns: readonly string[];
  /** number, attempt, group, gone (0 or 1), values … */
  readonly rows: string;
  /** group: those there are, for sources that compare them. */
  readonly present: string;
  /** number, attempt, group, rule, column, value, raw. */
  readonly broken: string;
  readonly attempts: number;
  /** Over all attempts: rows added, groups gone, rows refused. */
  readonly added: number;
  readonly gone: number;
  readonly refused: number;
}

/** Rows of a source on their way, appended to files in a folder of the stage; in constant memory. */
export class PulledRows {
  #columns: string[] = [];
  readonly #rows: TextFile;
  readonly #present: TextFile;
  readonly #broken: TextFile;
  #attempt = 0;
  #added = 0;
  #gone = 0;
  #refused = 0;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#rows = new TextFile(join(folder, "pulled.txt"));
    this.#present = new TextFile(join(folder, "present.txt"));
    this.#broken = new TextFile(join(folder, "refused.txt"));
  }

  get columns(): readonly string[] {
    return this.#columns;
  }

  get added(): number {
    return this.#added;
  }

  /** A new connection, or the first: groups added from now on take the place of the same groups added before. */
  begin(): void {
    this.#attempt++;
  }

  /** The names of the values to come, by position; the list may grow. Equal names are made different. */
  setColumns(names: readonly string[]): void {
    this.#columns = unique(names);
  }

  /** A row of a group; false where a value is longer than may be and the row is refused. */
  add(group: string | null, values: readonly (string | null)[]): boolean {
    const wrong = this.#tooLong(values);
    if (wrong) {
      this.refuse(group, { ...wrong, raw: values.map((v) => v?.slice(0, 100) ?? "").join(" | ") });
      return false;
    }
    this.#added++;
    this.#rows.line([String(this.#added), String(this.#attempt), group, "0", ...values]);
    return true;
  }

  /** What is too long in a row, by the limits of files. */
  #tooLong(values: readonly (string | null)[]): Omit<BrokenRow, "raw"> | null {
    const { fieldBytes, rowBytes } = defaultLimits;
    let characters = 0;
    for (const v of values) characters += v?.length ?? 0;
    // A character takes up to four bytes.
    if (4 * (characters + values.length) <= fieldBytes) return null;
    const sizes = values.map((v) => (v === null ? 0 : Buffer.byteLength(v, "utf8")));
    const long = sizes.findIndex((size) => size > fieldBytes);
    if (long >= 0)
      return {
        rule: "field-too-long",
        column: this.#columns[long] ?? null,
        value: values[long]!.slice(0, 200),
      };
    const all = sizes.reduce((a, b) => a + b + 1, 0);
    return all > rowBytes ? { rule: "row-too-long", column: null, value: null } : null;
  }

  /** A group that was there and is no longer. */
  remove(group: string): void {
    this.#gone++;
    this.#rows.line([String(this.#added), String(this.#attempt), group, "1"]);
  }

  /** A group that is there, changed or not. */
  present(group: string): void {
    this.#present.line([group]);
  }

  /** A row that cannot be taken over; it is counted and told with its reason. */
  refuse(group: string | null, { rule, column, value, raw }: BrokenRow): void {
    this.#refused++;
    this.#broken.line([
      String(this.#refused),
      String(this.#attempt),
      group,
      rule,
      column,
      value?.slice(0, 1000) ?? null,
      raw.slice(0, 1000),
    ]);
  }

  close(): PulledFiles {
    for (const file of [this.#rows, this.#present, this.#broken]) file.close();
    return {
      columns: this.#columns,
      rows: this.#rows.path,
      present: this.#present.path,
      broken: this.#broken.path,
      attempts: this.#attempt,
      added: this.#added,
      gone: this.#gone,
      refused: this.#refused,
    };
  }
}

/** Appends lines to a file in blocks. */
class TextFile {
  readonly path: string;
  readonly #fd: number;
  #block: string[] = [];
  #size = 0;
  #open = true;

  constructor(path: string) {
    this.path = path;
    this.#fd = openSync(path, "w");
  }

  line(fields: readonly (string | null)[]): void {
    const text = `${fields.map(plain).join(FIELD)}\n`;
    this.#block.push(text);
    this.#size += text.length;
    if (this.#size >= BLOCK) this.#flush();
  }

  #flush(): void {
    const block = Buffer.from(this.#block.join(""), "utf8");
    for (let from = 0; from < block.length; ) from += writeSync(this.#fd, block, from);
    this.#block = [];
    this.#size = 0;
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#flush();
    closeSync(this.#fd);
  }
}

/** A value without the characters that separate values here: line breaks as U+001E, other control characters as spaces. */
function plain(value: string | null): string {
  if (value === null) return "";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what separates fields and rows.
  if (!/[\u0000-\u001f]/.test(value)) return value.isWellFormed() ? value : value.toWellFormed();
  return (
    value
      .toWellFormed()
      .replace(/\r\n?|\n/g, "\u001e")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
      .replace(/[\u0000-\u0008\u000b-\u001d\u001f]/g, " ")
  );
}
