const NOTHING = ["null", "nan", "none", "n/a", "#n/a", "nil", "\\n", "<na>"];

/**
 * SQL: column `j` of `raw` (its texts are trimmed and not empty); NULL for what programs write where nothing is known.
 * Most values are told apart by their length or first digit: a list of words for each would cost a join.
 */
export function cleaned(j: number): string {
  const nothing = NOTHING.map((word) => `lower(c${j}) = '${word}'`).join(" OR ");
  return `CASE WHEN length(c${j}) > 4 OR (c${j} >= '0' AND c${j} < ':') THEN c${j} WHEN ${nothing} THEN NULL ELSE c${j} END`;
}
