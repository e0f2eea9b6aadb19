import { literal } from "../sql.ts";

/** Reads one way of writing moments. */
export interface OneReader {
  readonly format: string;
  sql(x: string): string;
}

const RU_MONTHS = [
  "январ[яь]",
  "феврал[яь]",
  "марта?",
  "апрел[яь]",
  "ма[яй]",
  "июн[яь]",
  "июл[яь]",
  "августа?",
  "сентябр[яь]",
  "октябр[яь]",
  "ноябр[яь]",
  "декабр[яь]",
];

/** Reads by strptime formats, tried in this order. */
export function formats(list: readonly string[]): OneReader {
  return {
    format: list[0]!,
    sql: (x) => `try_strptime(${x}, [${list.map(literal).join(", ")}])::TIMESTAMP`,
  };
}

const DEFAULT_TIMES = ["", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p", " %H:%M:%S.%f", "T%H:%M:%S"];

/** Date formats with every way the sample writes the time after them, the most frequent first. */
export function formatsReader(dates: readonly string[], sample: readonly string[], date: RegExp): OneReader {
  const times = new Map<string, number>();
  for (const v of sample) {
    const m = date.exec(v);
    if (!m) continue;
    const time = timeFormat(v.slice(m[0].length));
    if (time !== null) times.set(time, (times.get(time) ?? 0) + 1);
  }
  const ordered = [...times].sort((a, b) => b[1] - a[1]).map(([t]) => t);
  const all = [...new Set([...ordered, ...DEFAULT_TIMES])];
  const list = dates.length > 1 ? all.flatMap((t) => dates.map((d) => d + t)) : all.map((t) => dates[0]! + t);
  const reader = formats(list);
  return { ...reader, format: dates[0]! + (ordered[0] ?? "") };
}

const TIME = /^([ T,]*)(\d{1,2}):\d{2}(:\d{2})?([.,]\d+)?( ?)([AaPp][Mm])?( ?)(Z|[+-]\d{2}:?\d{2})?$/;

/** The strptime format of what follows a date; null where it is no time. */
function timeFormat(text: string): string | null {
  if (text === "") return "";
  const m = TIME.exec(text);
  if (!m) return null;
  const [, before = "", , seconds, fraction, gap = "", noon, zoneGap = "", zone] = m;
  const clock = `${noon ? "%I" : "%H"}:%M${seconds ? ":%S" : ""}${fraction ? `${fraction[0]}%f` : ""}`;
  return before + clock + (noon ? `${gap}%p` : gap) + zoneGap + (zone === "Z" ? "Z" : zone ? "%z" : "");
}

/** The format of a month's name: whole or short. */
export const monthName = (name: string) => (name.length > 3 ? "%B" : "%b");

/** The formats of the values that match, the most frequent first. */
export function seenFormats(
  sample: readonly string[],
  pattern: RegExp,
  formatOf: (m: RegExpExecArray) => string,
): string[] {
  const seen = new Map<string, number>();
  for (const v of sample) {
    const m = pattern.exec(v);
    if (m) seen.set(formatOf(m), (seen.get(formatOf(m)) ?? 0) + 1);
  }
  return [...seen].sort((x, y) => y[1] - x[1]).map(([format]) => format);
}

/** Russian dates with the month as a word, as numbers. */
export function russian(sample: readonly string[]): OneReader {
  const numbers = (x: string) =>
    RU_MONTHS.reduce(
      (sql, month, i) => `regexp_replace(${sql}, ${literal(month)}, '${String(i + 1).padStart(2, "0")}')`,
      `regexp_replace(lower(${x}), ' ?г\\.?( |$|,)', '\\1')`,
    );
  const plain = sample.map((v) =>
    v
      .toLowerCase()
      .replace(/[а-яё]{3,9}/, "01")
      .replace(/ ?г\.?( |$|,)/, "$1"),
  );
  const reader = formatsReader(["%d %m %Y"], plain, /^\d{1,2} \d{2} \d{4}/);
  return { format: reader.format, sql: (x) => reader.sql(numbers(x)) };
}
