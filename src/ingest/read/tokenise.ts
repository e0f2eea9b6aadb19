import type { Limits } from "../limits.ts";
import { CR, isSpace, LINE_BREAK, SPACE, TAB, trim, withoutReturns } from "./trim.ts";

/** How a text file separates its fields. Characters are bytes of UTF-8 text. */
export interface Dialect {
  /** The delimiter's byte; "spaces" is any run of spaces, with leading ones ignored. */
  readonly delimiter: number | "spaces";
  readonly quote: number | null;
  /** A backslash before a quote escapes it (a doubled quote always does). */
  readonly backslash: boolean;
  readonly newline: 10 | 13;
}

/** Separates the fields of a record handed on; a line break inside a field is handed on as `LINE_BREAK`. */
export const FIELD = 0x1f;

export type BrokenRule = "unclosed-quote" | "text-after-quote" | "field-too-long" | "row-too-long";

export interface RecordSink {
  /** `bytes[0, length)` holds `fields` fields separated by FIELD; `watched` is where field number `watch` ends. */
  record(bytes: Buffer, length: number, fields: number, line: number, watched: number): void;
  /** A row that cannot be read, as it stands in the file. */
  broken(rule: BrokenRule, line: number, raw: Buffer): void;
}

const LF = 10;
const BACKSLASH = 92;
/** Where the parse stands: more bytes are needed before this record can be told. */
const MORE = -1;

/**
 * Splits delimited UTF-8 text into records, chunk by chunk, in constant memory. Quotes count at the start of a field
 * only, as in RFC 4180; spaces around a field are taken off; a row whose quotes do not close is broken at its first line and reading goes on at the next.
 */
export class Tokeniser {
  /** The field whose end the sink wants to know; set it to the number of columns. */
  watch = 0;
  readonly #dialect: Dialect;
  readonly #limits: Pick<Limits, "fieldBytes" | "rowBytes">;
  readonly #sink: RecordSink;
  readonly #record: Buffer;
  #carry: Buffer = Buffer.alloc(0);
  #line: number;
  #skipping = false;

  // State of the record being read.
  #length = 0;
  #fields = 1;
  #watched = 0;
  #lines = 0;
  #quoted = false;
  #rule: BrokenRule | null = null;

  /** `line` is the number of the first line to come. */
  constructor(dialect: Dialect, limits: Pick<Limits, "fieldBytes" | "rowBytes">, sink: RecordSink, line = 1) {
    this.#dialect = dialect;
    this.#limits = limits;
    this.#sink = sink;
    this.#line = line;
    this.#record = Buffer.allocUnsafe(limits.rowBytes + 16);
  }

  push(chunk: Buffer): void {
    const work = this.#carry.length > 0 ? Buffer.concat([this.#carry, chunk]) : chunk;
    const rest = this.#parse(work, false);
    this.#carry = rest < work.length ? Buffer.from(work.subarray(rest)) : Buffer.alloc(0);
  }

  end(): void {
    this.#parse(this.#carry, true);
    this.#carry = Buffer.alloc(0);
  }

  /** Reads all whole records of `work`; returns where the first unfinished one starts. */
  #parse(work: Buffer, final: boolean): number {
    let at = 0;
    while (at < work.length) {
      if (this.#skipping) {
        const newline = work.indexOf(this.#dialect.newline, at);
        if (newline < 0) return work.length;
        this.#skipping = false;
        this.#line++;
        at = newline + 1;
        continue;
      }
      const next = this.#readRecord(work, at, final);
      if (next === MORE) {
        if (final || work.length - at > 2 * this.#limits.rowBytes) {
          at = this.#breakRow("row-too-long", work, at, final);
          continue;
        }
        return at;
      }
      at = next;
    }
    return at;
  }

  #readRecord(work: Buffer, start: number, final: boolean): number {
    this.#length = 0;
    this.#fields = 1;
    this.#watched = 0;
    this.#lines = 0;
    this.#quoted = false;
    this.#rule = null;
    const next =
      this.#dialect.delimiter === "spaces"
        ? this.#readSpaced(work, start, final)
        : this.#readFields(work, start, final, this.#dialect.delimiter);
    if (next === MORE) return MORE;
    if (next < 0) {
      const broken = next === UNCLOSED ? "unclosed-quote" : "text-after-quote";
      return this.#breakRow(broken, work, start, final);
    }
    if (this.#watched === 0 && this.#fields === this.watch) this.#watched = this.#length;
    if (this.#rule) this.#sink.broken(this.#rule, this.#line, work.subarray(start, next));
    else if (this.#length > 0 || this.#fields > 1 || this.#quoted)
      this.#sink.record(this.#record, this.#length, this.#fields, this.#line, this.#watched);
    this.#line += this.#lines;
    return next;
  }

  /** Reports the row's first physical line as broken and goes on after it. */
  #breakRow(rule: BrokenRule, work: Buffer, start: number, final: boolean): number {
    const newline = work.indexOf(this.#dialect.newline, start);
    this.#sink.broken(rule, this.#line, work.subarray(start, newline < 0 ? work.length : newline));
    if (newline < 0) {
      this.#skipping = !final;
      return work.length;
    }
    this.#line++;
    return newline + 1;
  }

  #readFields(work: Buffer, start: number, final: boolean, delimiter: number): number {
    const { quote, newline } = this.#dialect;
    const n = work.length;
    const out = this.#record;
    const limit = this.#limits.rowBytes;
    const fieldLimit = this.#limits.fieldBytes;
    let i = start;
    let o = 0;
    for (;;) {
      const from = o;
      if (quote !== null) {
        let q = i;
        while (q < n && work[q] === SPACE) q++;
        if (q < n && work[q] === quote) {
          this.#length = o;
          const after = this.#readQuoted(work, q + 1, final, delimiter);
          if (after < 0) return after;
          o = this.#length;
          i = after;
        } else if (q === n && !final) return MORE;
      }
      let b = 0;
      let returns = false;
      while (i < n) {
        b = work[i]!;
        if (b === delimiter || b === newline) break;
        let c = b;
        if (b < SPACE && b !== TAB) {
          if (b === CR) returns = true;
          else c = SPACE;
        }
        if (o < limit) out[o++] = c;
        else this.#rule = "row-too-long";
        i++;
      }
      if (i === n && !final) return MORE;
      if (o - from > fieldLimit) this.#rule ??= "field-too-long";
      if (o > from && (isSpace(out[from]!) || isSpace(out[o - 1]!))) o = trim(out, from, o);
      if (returns) withoutReturns(out, from, o);
      if (i < n && b === delimiter) {
        if (this.#fields === this.watch) this.#watched = o;
        this.#fields++;
        if (o < limit) out[o++] = FIELD;
        else this.#rule = "row-too-long";
        i++;
        continue;
      }
      this.#lines++;
      this.#length = o;
      return i < n ? i + 1 : n;
    }
  }

  /** Copies a quoted field; returns where the delimiter or line end stands, or why that is not so. */
  #readQuoted(work: Buffer, start: number, final: boolean, delimiter: number): number {
    const { quote, newline, backslash } = this.#dialect;
    const n = work.length;
    const from = this.#length;
    let i = start;
    this.#quoted = true;
    for (;;) {
      let close = work.indexOf(quote!, i);
      let escaped = false;
      if (backslash && close > i && work[close - 1] === BACKSLASH && work[close - 2] !== BACKSLASH) {
        escaped = true;
        close--;
      }
      if (close < 0 || close - start > this.#limits.rowBytes) {
        return !final && n - start <= this.#limits.rowBytes ? MORE : UNCLOSED;
      }
      this.#copyText(work, i, close);
      if (escaped) {
        this.#put(quote!);
        i = close + 2;
        continue;
      }
      if (close + 1 === n && !final) return MORE;
      if (work[close + 1] === quote) {
        this.#put(quote!);
        i = close + 2;
        continue;
      }
      i = close + 1;
      break;
    }
    if (this.#length - from > this.#limits.fieldBytes) this.#rule ??= "field-too-long";
    while (i < n && (work[i] === SPACE || (work[i] === CR && newline !== CR))) i++;
    if (i === n) return final ? n : MORE;
    return work[i] === delimiter || work[i] === newline ? i : STRAY;
  }

  #put(b: number): void {
    if (this.#length < this.#limits.rowBytes) this.#record[this.#length++] = b;
    else this.#rule = "row-too-long";
  }

  /** Copies the inside of quotes: line breaks as LINE_BREAK (counted), other control characters as spaces. */
  #copyText(work: Buffer, from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const b = work[i]!;
      if (b >= SPACE || b === TAB) this.#put(b);
      else if (b === LF || (b === CR && work[i + 1] !== LF)) {
        if (b === this.#dialect.newline) this.#lines++;
        this.#put(LINE_BREAK);
      } else if (b !== CR) this.#put(SPACE);
    }
  }

  #readSpaced(work: Buffer, start: number, final: boolean): number {
    const { newline } = this.#dialect;
    const newlineAt = work.indexOf(newline, start);
    if (newlineAt < 0 && !final) return MORE;
    const end = newlineAt < 0 ? work.length : newlineAt;
    let inField = false;
    let any = false;
    for (let i = start; i < end; i++) {
      const b = work[i]!;
      if (b <= SPACE) {
        inField = false;
        continue;
      }
      if (!inField && any) {
        if (this.#fields === this.watch) this.#watched = this.#length;
        this.#fields++;
        this.#put(FIELD);
      }
      inField = true;
      any = true;
      this.#put(b);
    }
    this.#lines++;
    return newlineAt < 0 ? work.length : newlineAt + 1;
  }
}

const UNCLOSED = -2;
const STRAY = -3;
