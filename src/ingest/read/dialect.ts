import type { Limits } from "../limits.ts";
import { type BrokenRule, type Dialect, FIELD, Tokeniser } from "./tokenise.ts";
import { LINE_BREAK } from "./trim.ts";

/** A record of the sample: its fields as text, and the line it starts on. */
export interface SampleRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

/** The first rows of a text, by one dialect. */
export interface Sample {
  readonly dialect: Dialect;
  readonly records: readonly SampleRecord[];
  /** Rows that could not be read. */
  readonly broken: number;
}

const SAMPLE_ROWS = 2000;
const SAMPLE_BYTES = 1 << 19;
/** Tried in this order: a decimal comma can look like a delimiter, the others seldom do. */
const DELIMITERS = ["\t", ";", "|", ","].map((c) => c.charCodeAt(0));
const [DOUBLE, SINGLE] = [34, 39];

/** A first line `sep=;`, as spreadsheets write it: its delimiter; it is no row. */
export function declaredDelimiter(text: Buffer): number | null {
  const m = /^sep=(.)\r?\n/i.exec(text.subarray(0, 16).toString("latin1"));
  return m ? m[1]!.charCodeAt(0) : null;
}

/** Finds delimiter, quote and line ending by the start of the text (UTF-8, without mark and `sep=` line). */
export function detectDialect(text: Buffer, whole: boolean, limits: Limits, declared: number | null): Sample {
  const start = text.subarray(0, SAMPLE_BYTES);
  const newline = start.includes(10) || !start.includes(13) ? 10 : 13;
  const backslash = start.includes('\\"') && !start.includes('""');
  const quote = usesSingleQuotes(start.toString("latin1")) ? SINGLE : DOUBLE;
  const tryOut = (delimiter: Dialect["delimiter"]) =>
    readSample(start, whole && start.length === text.length, limits, {
      delimiter,
      quote,
      backslash,
      newline,
    });
  if (declared !== null) return tryOut(declared);
  let best: { sample: Sample; score: number } | null = null;
  for (const delimiter of DELIMITERS) {
    if (!start.includes(delimiter)) continue;
    const sample = tryOut(delimiter);
    const score = consistency(sample);
    if (score >= 0.95) return sample;
    if (score > 0 && (!best || score > best.score)) best = { sample, score };
  }
  const spaced = start.includes(32) && (!best || best.score < 0.8) ? tryOut("spaces") : null;
  if (spaced && consistency(spaced) >= 0.95) return spaced;
  return best?.sample ?? tryOut(DELIMITERS[3]!);
}

function usesSingleQuotes(text: string): boolean {
  const single = text.match(/(^|[,;|\t])'[^'\n]*'(?=[,;|\t\r\n]|$)/gm)?.length ?? 0;
  const double = text.match(/(^|[,;|\t])"[^"\n]*"(?=[,;|\t\r\n]|$)/gm)?.length ?? 0;
  return single > 3 && single > 5 * double;
}

/** Share of rows with the most frequent number of fields; 0 where that is one field. */
function consistency({ records, broken }: Sample): number {
  const width = commonWidth(records);
  if (width < 2) return 0;
  return records.filter((r) => r.fields.length === width).length / (records.length + broken);
}

/** The most frequent number of fields; the larger of equally frequent ones. */
export function commonWidth(records: readonly SampleRecord[]): number {
  const counts = new Map<number, number>();
  for (const r of records) counts.set(r.fields.length, (counts.get(r.fields.length) ?? 0) + 1);
  let width = 0;
  for (const [w, n] of counts) {
    const most = counts.get(width) ?? 0;
    if (n > most || (n === most && w > width)) width = w;
  }
  return width;
}

/** Reads the first rows; the last one of a text that goes on is left out, since it may be cut. */
function readSample(start: Buffer, whole: boolean, limits: Limits, dialect: Dialect): Sample {
  const records: SampleRecord[] = [];
  let broken = 0;
  const tokeniser = new Tokeniser(dialect, limits, {
    record(bytes, length, _fields, line) {
      if (records.length < SAMPLE_ROWS)
        records.push({ line, fields: fieldsOf(bytes.toString("utf8", 0, length)) });
    },
    broken(_rule: BrokenRule) {
      broken++;
    },
  });
  const cut = whole ? start.length : start.lastIndexOf(dialect.newline) + 1;
  tokeniser.push(start.subarray(0, cut > 0 ? cut : start.length));
  if (whole) tokeniser.end();
  else if (records.length === 0) tokeniser.end();
  return { dialect, records, broken };
}

function fieldsOf(record: string): string[] {
  return record
    .split(String.fromCharCode(FIELD))
    .map((f) => f.replaceAll(String.fromCharCode(LINE_BREAK), "\n").trim());
}
