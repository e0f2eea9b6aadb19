const letters: Readonly<Record<string, string>> = {
  "%d": "DD",
  "%m": "MM",
  "%Y": "YYYY",
  "%y": "YY",
  "%H": "HH",
  "%I": "hh",
  "%M": "mm",
  "%S": "ss",
  "%b": "MMM",
};

/** A date format as people write it: `DD.MM.YYYY` for `%d.%m.%Y`. */
export function dateLetters(format: string): string {
  return format.replace(/%-?([a-zA-Z])/g, (whole, letter: string) => letters[`%${letter}`] ?? whole);
}
