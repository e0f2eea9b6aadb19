import type { ImportReport } from "../../ingest/report.ts";
import type { Reader } from "../../store/reader.ts";

/** How an earlier file with the same columns was read. */
export interface Remembered {
  readonly importId: number;
  readonly file: string;
  readonly startedAt: Date;
  /** field → column. */
  readonly columns: Readonly<Record<string, string>>;
  readonly currency: string | null;
}

/** Imports looked back at. */
const LOOKED_AT = 50;

/** The newest import of the same table whose file had the same columns. */
export async function rememberedReading(
  reader: Reader,
  table: string,
  columns: readonly string[],
): Promise<Remembered | null> {
  const rows = await reader.rows<{ import_id: number; file_name: string; started_at: Date; report: string }>(
    `SELECT import_id, file_name, started_at, report FROM imports WHERE table_name = $1
     ORDER BY import_id DESC LIMIT ${LOOKED_AT}`,
    [table],
  );
  const here = columnKey(columns);
  for (const row of rows) {
    const report = JSON.parse(row.report) as Partial<ImportReport>;
    const mapping = report.mapping ?? [];
    if (columnKey([...mapping.map((m) => m.column), ...(report.unmapped ?? [])]) !== here) continue;
    return {
      importId: row.import_id,
      file: row.file_name,
      startedAt: row.started_at,
      columns: Object.fromEntries(mapping.map((m) => [m.field, m.column])),
      currency: report.currency ?? null,
    };
  }
  return null;
}

function columnKey(columns: readonly string[]): string {
  return JSON.stringify([...new Set(columns)].sort());
}
