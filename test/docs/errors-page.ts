import { errorStatus } from "../../src/core/errors.ts";
import { catalogues } from "../../src/words/index.ts";

/** The page `docs/reference/errors.md`, from the catalogue. `node bin/run.mjs node test/docs/write.ts` writes it. */
export function errorsPage(): string {
  const rows = Object.entries(errorStatus)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([code, status]) => {
      const { what, next } = (catalogues.en.errors as Record<string, { what: string; next: string }>)[code]!;
      return `| \`${code}\` | ${status} | ${cell(what)} | ${cell(next)} |`;
    });
  return [
    "# Errors",
    "",
    "Every error has a code, a sentence that says what happened, and what to do next, in English, Chinese and Russian. The API answers with the status and a",
    "`application/problem+json` body; the command line prints both sentences on stderr and, with `--json`, the same as one document. `{{…}}` is filled in.",
    "",
    "| code | status | what happened | what to do next |",
    "|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
