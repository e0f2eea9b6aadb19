import type { Reader } from "../../store/reader.ts";
import type { Built, Store } from "../../store/store.ts";
import type { ThemesReport } from "./report.ts";

/** What was read in one text; null = nothing could be told. */
export interface ScoredText {
  readonly review: string;
  readonly lang: string | null;
  readonly tone: number | null;
  readonly theme: number | null;
  readonly share: number | null;
}

const CHUNK = 20_000;

/** Builds `review_texts__next`; the commit of what is returned puts the report in the place of the one before. */
export async function saveTexts(
  store: Store,
  report: ThemesReport,
  scored: readonly ScoredText[],
  at: Date,
): Promise<Built<ThemesReport>> {
  await store.build(async (w) => {
    await w.run("DROP TABLE IF EXISTS review_texts__next");
    await w.run("CREATE TABLE review_texts__next AS SELECT * FROM review_texts LIMIT 0");
    await w.run("DROP TABLE IF EXISTS review_texts__rows");
    await w.run(
      "CREATE TABLE review_texts__rows (review VARCHAR, lang VARCHAR, tone DOUBLE, theme DOUBLE, theme_share DOUBLE)",
    );
    for (let from = 0; from < scored.length; from += CHUNK) {
      const part = scored.slice(from, from + CHUNK);
      await w.append("review_texts__rows", [
        part.map((s) => s.review),
        part.map((s) => s.lang),
        Float64Array.from(part, (s) => s.tone ?? Number.NaN),
        Float64Array.from(part, (s) => s.theme ?? Number.NaN),
        Float64Array.from(part, (s) => s.share ?? Number.NaN),
      ]);
    }
    await w.run(
      `INSERT INTO review_texts__next SELECT review, lang, tone, theme::INTEGER, theme_share, $1
       FROM review_texts__rows ORDER BY review`,
      [report.version],
    );
    await w.run("DROP TABLE review_texts__rows");
  });
  return {
    report,
    swaps: [{ from: "review_texts__next", to: "review_texts" }],
    commit: async (w) => {
      await w.run("DELETE FROM text_reports");
      await w.run("INSERT INTO text_reports VALUES ($1, $2, $3, $4)", [
        report.version,
        at,
        new Date(report.asOf),
        JSON.stringify(report),
      ]);
    },
  };
}

/** The newest report; null before the first. */
export async function readThemes(reader: Reader): Promise<ThemesReport | null> {
  const [row] = await reader.rows<{ report: string }>("SELECT report FROM text_reports LIMIT 1");
  return row ? (JSON.parse(row.report) as ThemesReport) : null;
}
