/** A column or synonym name made comparable: lower case, only letters and digits of any script. */
export function plainName(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll("ё", "е")
    .replaceAll("№", "номер")
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/**
 * How well a column's name says a synonym, 0–100: 100 the same; less where the synonym stands at one end of a longer
 * name, by how much of the name it is. Short synonyms must match whole.
 */
export function nameScore(column: string, synonym: string): number {
  const c = plainName(column);
  const s = plainName(synonym);
  if (c === s) return 100;
  const short = /^[ -~]*$/.test(s) ? 4 : 2;
  if (s.length < short || !(c.startsWith(s) || c.endsWith(s))) return 0;
  return Math.round(40 + (40 * s.length) / c.length);
}
