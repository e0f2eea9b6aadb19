import type { Limits } from "../limits.ts";
import { FIELD, type RecordSink } from "./tokenise.ts";
import { LINE_BREAK } from "./trim.ts";

/** Hands rows of texts on as records, as the tokeniser hands on those of a text file. */
export class FieldRows {
  readonly #sink: RecordSink;
  readonly #limits: Pick<Limits, "fieldBytes" | "rowBytes">;
  readonly #record: Buffer;

  constructor(sink: RecordSink, limits: Pick<Limits, "fieldBytes" | "rowBytes">) {
    this.#sink = sink;
    this.#limits = limits;
    this.#record = Buffer.allocUnsafe(limits.rowBytes + 16);
  }

  /** A row that starts on this line; its first `width` fields are its columns. */
  row(fields: readonly string[], line: number): void {
    const record = this.#record;
    const { fieldBytes, rowBytes } = this.#limits;
    let length = 0;
    for (let i = 0; i < fields.length; i++) {
      const text = plain(fields[i]!);
      const bytes = text.length > fieldBytes ? fieldBytes + 1 : Buffer.byteLength(text);
      if (bytes > fieldBytes) {
        this.#sink.broken("field-too-long", line, Buffer.from(text.slice(0, 1000)));
        return;
      }
      if (length + bytes + 1 > rowBytes) {
        this.#sink.broken("row-too-long", line, Buffer.from(fields.join(" | ").slice(0, 1000)));
        return;
      }
      if (i > 0) record[length++] = FIELD;
      length += record.write(text, length);
    }
    this.#sink.record(record, length, fields.length, line, length);
  }
}

const BREAK = String.fromCharCode(LINE_BREAK);

/** Without the characters that separate rows and fields: line breaks as LINE_BREAK, other controls as spaces. */
function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what it looks for
  if (!/[\u0000-\u001f\ud800-\udfff]/.test(text)) return text.trim();
  return (
    text
      .trim()
      .toWellFormed()
      .replace(/\r\n|[\r\n]/g, BREAK)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what it looks for
      .replace(/[\u0000-\u0008\u000b-\u001d\u001f]/g, " ")
  );
}
