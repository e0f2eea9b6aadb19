import type { Limits } from "../limits.ts";
import { type BrokenRule, FIELD, type RecordSink } from "./tokenise.ts";

/** Columns that are filled only in the first of several rows with the same key. */
export interface FillDown {
  readonly key: number;
  readonly columns: ReadonlySet<number>;
}

/** Gives rows the values of the first row above with the same key, where theirs are empty. */
export class FillDownSink implements RecordSink {
  readonly #sink: RecordSink;
  readonly #rule: FillDown;
  readonly #limits: Pick<Limits, "rowBytes">;
  readonly #record: Buffer;
  #key = "";
  #first: Buffer[] = [];

  constructor(sink: RecordSink, rule: FillDown, limits: Pick<Limits, "rowBytes">) {
    this.#sink = sink;
    this.#rule = rule;
    this.#limits = limits;
    this.#record = Buffer.allocUnsafe(limits.rowBytes + 16);
  }

  record(bytes: Buffer, length: number, fields: number, line: number, watched: number): void {
    const values = split(bytes, length);
    const key = values[this.#rule.key]?.toString("utf8") ?? "";
    if (key === "" || key !== this.#key) {
      this.#key = key;
      // The tokeniser uses its bytes again, so what is kept is copied.
      this.#first = split(Buffer.from(bytes.subarray(0, length)), length);
      this.#sink.record(bytes, length, fields, line, watched);
      return;
    }
    let used = 0;
    let end = watched;
    for (const [j, value] of values.entries()) {
      const shown = value.length === 0 && this.#rule.columns.has(j) ? (this.#first[j] ?? value) : value;
      if (used + shown.length + 1 > this.#limits.rowBytes) {
        this.#sink.broken("row-too-long", line, bytes.subarray(0, length));
        return;
      }
      if (j > 0) this.#record[used++] = FIELD;
      used += shown.copy(this.#record, used);
      if (watched > 0 && value.byteOffset - bytes.byteOffset + value.length === watched) end = used;
    }
    this.#sink.record(this.#record, used, fields, line, end);
  }

  broken(rule: BrokenRule, line: number, raw: Buffer): void {
    this.#sink.broken(rule, line, raw);
  }
}

function split(bytes: Buffer, length: number): Buffer[] {
  const record = bytes.subarray(0, length);
  const values: Buffer[] = [];
  let from = 0;
  for (;;) {
    const at = record.indexOf(FIELD, from);
    const end = at < 0 ? length : at;
    values.push(record.subarray(from, end));
    if (at < 0) return values;
    from = end + 1;
  }
}
