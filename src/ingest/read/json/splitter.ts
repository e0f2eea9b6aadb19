import type { Limits } from "../../limits.ts";

export type JsonRule = "not-json" | "not-a-record" | "too-deep" | "row-too-long";

/** Takes the records of a JSON file, each as its bytes. */
export interface JsonSink {
  record(bytes: Buffer, line: number): void;
  broken(rule: JsonRule, line: number, raw: Buffer): void;
}

/** Splits what it is given into records, piece by piece. @throws SyntaxError with the line, where the file ends within one */
export interface JsonSplitter {
  push(chunk: Buffer): void;
  end(): void;
}

/** Objects and lists within each other in one record, beyond which it is refused: deeper ones crash their readers. */
const MOST_DEPTH = 64;
const [LF, QUOTE, COMMA, BACKSLASH] = [10, 34, 44, 92];
const [LIST, LIST_END, OBJECT, OBJECT_END] = [91, 93, 123, 125];

/** The error that JSON is broken at a line. */
export class BrokenJson extends SyntaxError {
  readonly line: number;

  constructor(line: number) {
    super(`the JSON is broken in line ${line}`);
    this.line = line;
  }
}

/**
 * Splits the elements of a list, or (`sequence`) values that follow each other, by their brackets, without reading what
 * is in them. It starts behind the list's opening bracket and does not look at what follows its end.
 */
export class ElementSplitter implements JsonSplitter {
  readonly #sink: JsonSink;
  readonly #most: number;
  readonly #sequence: boolean;
  #line: number;
  #start = 0;
  #depth = 0;
  #deepest = 0;
  #inString = false;
  #escaped = false;
  #scalar = false;
  #done = false;
  #parts: Buffer[] = [];
  #bytes = 0;

  constructor(sink: JsonSink, limits: Limits, line: number, sequence: boolean) {
    this.#sink = sink;
    this.#most = limits.rowBytes;
    this.#line = line;
    this.#sequence = sequence;
  }

  push(chunk: Buffer): void {
    let from = this.#depth > 0 || this.#scalar ? 0 : -1;
    for (let i = 0; i < chunk.length && !this.#done; i++) {
      const b = chunk[i]!;
      if (b === LF) this.#line++;
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (b === BACKSLASH) this.#escaped = true;
        else if (b === QUOTE) this.#inString = false;
        continue;
      }
      if (this.#depth === 0 && !this.#scalar) {
        if (b <= 32 || b === COMMA) continue;
        if (b === LIST_END && !this.#sequence) {
          this.#done = true;
          break;
        }
        from = i;
        this.#start = this.#line;
        this.#deepest = 0;
        if (b !== OBJECT && b !== LIST) this.#scalar = true;
      }
      if (b === QUOTE) this.#inString = true;
      else if (this.#scalar) {
        if (b !== COMMA && b !== LIST_END && b > 32) continue;
        this.#keep(chunk.subarray(from, i));
        this.#hand();
        this.#scalar = false;
        from = -1;
        if (b === LIST_END) this.#done = true;
      } else if (b === OBJECT || b === LIST) {
        this.#depth++;
        if (this.#depth > this.#deepest) this.#deepest = this.#depth;
      } else if (b === OBJECT_END || b === LIST_END) {
        this.#depth--;
        if (this.#depth > 0) continue;
        this.#keep(chunk.subarray(from, i + 1));
        this.#hand();
        from = -1;
      }
    }
    if (from >= 0) this.#keep(Buffer.from(chunk.subarray(from)));
  }

  end(): void {
    if (this.#done || (this.#sequence && this.#depth === 0)) return;
    throw new BrokenJson(this.#depth > 0 ? this.#start : this.#line);
  }

  #keep(bytes: Buffer): void {
    this.#bytes += bytes.length;
    if (this.#bytes <= this.#most) this.#parts.push(bytes);
  }

  #hand(): void {
    const raw = this.#parts.length === 1 ? this.#parts[0]! : Buffer.concat(this.#parts);
    const rule = this.#scalar
      ? "not-a-record"
      : this.#bytes > this.#most
        ? "row-too-long"
        : this.#deepest > MOST_DEPTH
          ? "too-deep"
          : null;
    if (rule) this.#sink.broken(rule, this.#start, raw);
    else this.#sink.record(raw, this.#start);
    this.#parts = [];
    this.#bytes = 0;
  }
}

/** Splits a file with one record on each line (NDJSON): a broken line costs that line. */
export class LineSplitter implements JsonSplitter {
  readonly #sink: JsonSink;
  readonly #most: number;
  #line = 1;
  #parts: Buffer[] = [];
  #bytes = 0;

  constructor(sink: JsonSink, limits: Limits) {
    this.#sink = sink;
    this.#most = limits.rowBytes;
  }

  push(chunk: Buffer): void {
    let from = 0;
    for (;;) {
      const end = chunk.indexOf(LF, from);
      if (end < 0) break;
      this.#keep(chunk.subarray(from, end));
      this.#hand();
      this.#line++;
      from = end + 1;
    }
    if (from < chunk.length) this.#keep(Buffer.from(chunk.subarray(from)));
  }

  end(): void {
    this.#hand();
  }

  #keep(bytes: Buffer): void {
    this.#bytes += bytes.length;
    if (this.#bytes <= this.#most) this.#parts.push(bytes);
  }

  #hand(): void {
    const raw = this.#parts.length === 1 ? this.#parts[0]! : Buffer.concat(this.#parts);
    const tooLong = this.#bytes > this.#most;
    this.#parts = [];
    this.#bytes = 0;
    if (!tooLong && isBlank(raw)) return;
    if (tooLong) this.#sink.broken("row-too-long", this.#line, raw);
    else if (depthOf(raw) > MOST_DEPTH) this.#sink.broken("too-deep", this.#line, raw);
    else this.#sink.record(raw, this.#line);
  }
}

function isBlank(bytes: Buffer): boolean {
  for (const b of bytes) if (b > 32) return false;
  return true;
}

function depthOf(bytes: Buffer): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < bytes.length; i++) {
    const b = bytes[i]!;
    if (inString) {
      if (b === BACKSLASH) i++;
      else if (b === QUOTE) inString = false;
    } else if (b === QUOTE) inString = true;
    else if (b === OBJECT || b === LIST) deepest = Math.max(deepest, ++depth);
    else if (b === OBJECT_END || b === LIST_END) depth--;
  }
  return deepest;
}
