/** SQL: column `j` of `raw` (its texts are trimmed); NULL for what programs write where nothing is known. */
export function cleaned(j: number): string {
  return `CASE WHEN length(c${j}) <= 4 AND lower(c${j}) IN ('', 'null', 'nan', 'none', 'n/a', '#n/a', 'nil', '\\n', '<na>')
    THEN NULL ELSE c${j} END`;
}
