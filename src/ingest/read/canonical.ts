import { closeSync, openSync, writeSync } from "node:fs";
import type { JsonRule } from "./json/splitter.ts";
import { type BrokenRule, FIELD, type RecordSink } from "./tokenise.ts";
import { LINE_BREAK } from "./trim.ts";

/** Why a row of a text file was not taken over. */
export type RowRule =
  | BrokenRule
  | JsonRule
  | "too-few-fields"
  | "too-many-fields"
  | "empty-row"
  | "before-header";

const BLOCK_BYTES = 1 << 20;
const NEWLINE = 10;
const RAW_BYTES = 1000;

/**
 * Writes records of `width` fields to a file whose rows DuckDB reads without any guess: row number, line number,
 * fields, separated by FIELD. Rows of another width go to `rejects`: row, line, rule, number of fields, raw text.
 */
export class CanonicalWriter implements RecordSink {
  /** Rows so far, good and bad. */
  received = 0;
  rejected = 0;
  readonly #rows: BlockWriter;
  readonly #rejects: BlockWriter;
  readonly #width: number | null;
  #before: number;
  #header: boolean;

  /** Rows may have any width where none is given. `before` rows stand above the header (each rejected), then comes the header, when there is one. */
  constructor(rows: string, rejects: string, width: number | null, before: number, header: boolean) {
    this.#rows = new BlockWriter(rows);
    this.#rejects = new BlockWriter(rejects);
    this.#width = width;
    this.#before = before;
    this.#header = header;
  }

  record(bytes: Buffer, length: number, fields: number, line: number, watched: number): void {
    if (this.#before > 0) {
      this.#before--;
      this.#reject("before-header", line, fields, bytes.subarray(0, length));
      return;
    }
    if (this.#header) {
      this.#header = false;
      return;
    }
    const width = this.#width;
    let end = length;
    if (width !== null && fields !== width) {
      if (fields < width) {
        this.#reject("too-few-fields", line, fields, bytes.subarray(0, length));
        return;
      }
      // Empty fields after the last column are a trailing delimiter, not data.
      for (let i = watched; i < length; i++) {
        if (bytes[i] === FIELD) continue;
        this.#reject("too-many-fields", line, fields, bytes.subarray(0, length));
        return;
      }
      end = watched;
    }
    if (isBlank(bytes, end)) {
      this.#reject("empty-row", line, fields, bytes.subarray(0, 0));
      return;
    }
    this.received++;
    this.#rows.number(this.received);
    this.#rows.number(line);
    this.#rows.bytes(bytes, end);
    this.#rows.byte(NEWLINE);
  }

  broken(rule: BrokenRule | JsonRule, line: number, raw: Buffer): void {
    this.#reject(rule, line, 0, raw);
  }

  #reject(rule: RowRule, line: number, fields: number, raw: Buffer): void {
    this.received++;
    this.rejected++;
    const text = Buffer.alloc(Math.min(raw.length, RAW_BYTES));
    for (let i = 0; i < text.length; i++) {
      const b = raw[i]!;
      text[i] = b === FIELD || b === LINE_BREAK || b < 32 ? 32 : b;
    }
    this.#rejects.number(this.received);
    this.#rejects.number(line);
    this.#rejects.text(rule);
    this.#rejects.number(fields);
    // Cut at a whole character: half of one would be no UTF-8.
    const whole = Buffer.from(text.toString("utf8").replace(/\uFFFD+$/, ""), "utf8");
    this.#rejects.bytes(whole, whole.length);
    this.#rejects.byte(NEWLINE);
  }

  close(): void {
    this.#rows.close();
    this.#rejects.close();
  }
}

function isBlank(bytes: Buffer, length: number): boolean {
  for (let i = 0; i < length; i++) {
    const b = bytes[i]!;
    if (b !== FIELD && b !== 32 && b !== 9) return false;
  }
  return true;
}

/** Appends to a file in blocks. */
class BlockWriter {
  readonly #fd: number;
  readonly #block = Buffer.allocUnsafe(BLOCK_BYTES);
  #used = 0;

  constructor(path: string) {
    this.#fd = openSync(path, "w");
  }

  bytes(bytes: Buffer, length: number): void {
    if (length > BLOCK_BYTES - this.#used) this.#flush();
    if (length > BLOCK_BYTES) {
      writeSync(this.#fd, bytes, 0, length);
      return;
    }
    bytes.copy(this.#block, this.#used, 0, length);
    this.#used += length;
  }

  byte(b: number): void {
    if (this.#used === BLOCK_BYTES) this.#flush();
    this.#block[this.#used++] = b;
  }

  /** A number and the separator after it. */
  number(n: number): void {
    this.text(String(n));
  }

  /** An ASCII text and the separator after it. */
  text(s: string): void {
    if (s.length + 1 > BLOCK_BYTES - this.#used) this.#flush();
    for (let i = 0; i < s.length; i++) this.#block[this.#used++] = s.charCodeAt(i);
    this.#block[this.#used++] = FIELD;
  }

  #flush(): void {
    let from = 0;
    while (from < this.#used) from += writeSync(this.#fd, this.#block, from, this.#used - from);
    this.#used = 0;
  }

  close(): void {
    this.#flush();
    closeSync(this.#fd);
  }
}
