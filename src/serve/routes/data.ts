import type { ImportReport } from "../../ingest/report.ts";
import type { App, ServeContext } from "../context.ts";
import { LangQuery } from "../contract/common.ts";
import { Data } from "../contract/data.ts";
import { importAnswer } from "../import-answer.ts";
import { wordsOf } from "../language.ts";
import { accountByDay } from "../queries/account.ts";
import { readQuality } from "../queries/quality.ts";
import { currencyOf } from "../queries/shop.ts";
import { worded } from "../worded.ts";

interface ImportRow {
  readonly import_id: number;
  readonly table_name: string;
  readonly file_name: string;
  readonly started_at: Date;
  readonly received: number;
  readonly stored: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly report: string;
  /** The source it came from; null for a file. */
  readonly source: string | null;
}

/** What came in, what became of every row, and what to mend first. */
export function dataRoutes(app: App, { store, bus, clock, lang }: ServeContext): void {
  const quality = readQuality(store, bus, clock);

  app.get(
    "/api/v1/data",
    {
      schema: {
        summary: "Imports, what became of every row by source and day, findings, completeness, readiness",
        querystring: LangQuery,
        response: { 200: Data },
      },
    },
    async (request): Promise<Data> => {
      const words = wordsOf(request, lang);
      const [currency, imports, { findings, tables, goals }, account] = await Promise.all([
        currencyOf(store),
        store.rows<ImportRow>(
          `SELECT i.*, s.source FROM imports i LEFT JOIN (
             SELECT import_id, any_value(source) AS source FROM source_runs WHERE import_id IS NOT NULL GROUP BY 1) s USING (import_id)
           ORDER BY import_id DESC LIMIT 50`,
        ),
        quality(),
        accountByDay(store),
      ]);
      return {
        currency,
        imports: imports.map((row) =>
          importAnswer(
            { ...row, importId: row.import_id, table: row.table_name, file: row.file_name },
            JSON.parse(row.report) as Partial<ImportReport>,
            { startedAt: row.started_at, source: row.source },
            words,
          ),
        ),
        account: account.map((a) => ({ ...a, day: a.day.toISOString() })),
        findings: worded(findings, words),
        tables: worded(tables, words),
        readiness: worded(goals, words),
      };
    },
  );
}
