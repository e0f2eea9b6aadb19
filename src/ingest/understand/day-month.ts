/** Dates of two short numbers and a year: day and month in either order. */
export const PARTS = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)(.*)$/;

/** What a whole column says: values whose first or second number cannot be a month, and values with an offset. */
export interface DateEvidence {
  readonly first_over: number;
  readonly second_over: number;
  readonly offsets: number;
}

/** What else in the file tells of day and month. */
export interface DateHints {
  readonly decimal: "." | ",";
  readonly delimiter: string | undefined;
  /** The names of the columns are Latin letters only. */
  readonly latin: boolean;
  /** What other files of the same kind say. */
  readonly dayFirst?: boolean;
}

/**
 * Day or month first: by numbers above 12; else as other files of the kind have it; else by which reading leaves the file in order of time; else, as a guess,
 * points and dashes put the day first, and so do decimal commas, semicolons and columns named in other scripts.
 */
export function dayMonthOrder(
  sample: readonly string[],
  { first_over, second_over }: DateEvidence,
  { decimal, delimiter, latin, dayFirst: told }: DateHints,
): { dayFirst: boolean; guessed: boolean } {
  if (first_over !== second_over) return { dayFirst: first_over > second_over, guessed: false };
  if (told !== undefined) return { dayFirst: told, guessed: false };
  const days = inOrder(sample, true);
  const months = inOrder(sample, false);
  if (Math.max(days, months) >= 0.99 && Math.min(days, months) < 0.97)
    return { dayFirst: days > months, guessed: false };
  const separator = PARTS.exec(sample.find((v) => PARTS.test(v))!)?.[2];
  const dayFirst = separator !== "/" || decimal === "," || delimiter === ";" || !latin;
  return { dayFirst, guessed: true };
}

/** Share of neighbours in the sample that do not go back in time, or that do not go forward, read one way. */
function inOrder(sample: readonly string[], dayFirst: boolean): number {
  const keys: number[] = [];
  for (const v of sample) {
    const m = PARTS.exec(v);
    if (!m) continue;
    const [day, month] = dayFirst ? [m[1], m[3]] : [m[3], m[1]];
    keys.push(Number(m[4]) * 10_000 + Number(month) * 100 + Number(day));
  }
  let up = 0;
  let down = 0;
  for (let i = 1; i < keys.length; i++) {
    if (keys[i]! >= keys[i - 1]!) up++;
    if (keys[i]! <= keys[i - 1]!) down++;
  }
  return keys.length < 20 ? 0 : Math.max(up, down) / (keys.length - 1);
}
