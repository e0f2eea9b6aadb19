import type { ImportReport } from "../ingest/report.ts";
import type { Words } from "../words/index.ts";
import type { DataImport } from "./contract/data.ts";
import { worded } from "./worded.ts";

/** An import as it is told: the account of the file and how it was read. Older reports may lack parts. */
export function importAnswer(
  told: Pick<ImportReport, "importId" | "table" | "file" | "received" | "stored" | "duplicates" | "rejected">,
  report: Partial<ImportReport>,
  at: { readonly startedAt: Date; readonly source: string | null },
  words: Words,
): DataImport {
  const { importId, table, file, received, stored, duplicates, rejected } = told;
  return {
    importId,
    table,
    file,
    source: at.source,
    startedAt: at.startedAt.toISOString(),
    received,
    stored,
    duplicates,
    rejected,
    dispositions: worded(report.dispositions ?? [], words),
    mapping: (report.mapping ?? []).map((m) => ({ ...m })),
    unmapped: [...(report.unmapped ?? [])],
    notes: worded(report.notes ?? [], words),
    format: { ...report.format },
    currency: report.currency ?? null,
    seconds: report.seconds ?? 0,
  };
}
