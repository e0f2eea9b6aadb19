import type { ImportReport } from "../../ingest/report.ts";
import type { Words } from "../../words/index.ts";
import type { App, ServeContext } from "../context.ts";
import { LangQuery } from "../contract/common.ts";
import { Data, type DataImport } from "../contract/data.ts";
import { wordsOf } from "../language.ts";
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
}

/** What came in, what became of every row, and what to mend first. */
export function dataRoutes(app: App, { store, bus, clock, lang }: ServeContext): void {
  const quality = readQuality(store, bus, clock);

  app.get(
    "/api/v1/data",
    {
      schema: {
        summary: "Imports, findings, completeness, readiness",
        querystring: LangQuery,
        response: { 200: Data },
      },
    },
    async (request): Promise<Data> => {
      const words = wordsOf(request, lang);
      const [currency, imports, { findings, tables, goals }] = await Promise.all([
        currencyOf(store),
        store.rows<ImportRow>("SELECT * FROM imports ORDER BY import_id DESC LIMIT 50"),
        quality(),
      ]);
      return {
        currency,
        imports: imports.map((row) => importAnswer(row, words)),
        findings: worded(findings, words),
        tables: worded(tables, words),
        readiness: worded(goals, words),
      };
    },
  );
}

function importAnswer(row: ImportRow, words: Words): DataImport {
  const report = JSON.parse(row.report) as Partial<ImportReport>;
  return {
    importId: row.import_id,
    table: row.table_name,
    file: row.file_name,
    startedAt: row.started_at.toISOString(),
    received: row.received,
    stored: row.stored,
    duplicates: row.duplicates,
    rejected: row.rejected,
    dispositions: worded(report.dispositions ?? [], words),
    mapping: (report.mapping ?? []).map((m) => ({ ...m })),
    unmapped: [...(report.unmapped ?? [])],
    format: { ...report.format },
    currency: report.currency ?? null,
    seconds: report.seconds ?? 0,
  };
}
