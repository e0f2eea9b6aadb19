import type { Reader } from "../../store/reader.ts";

export interface RejectFilter {
  readonly importId: number | null;
  readonly source: string | null;
  readonly rule: string | null;
}

interface RejectGroup {
  readonly import_id: number | null;
  readonly source: string | null;
  readonly from: string;
  readonly table_name: string | null;
  readonly rule: string;
  /** Of one of its rows. */
  readonly column_name: string | null;
  readonly value: string | null;
  readonly n: number;
}

export interface RejectedRow {
  readonly import_id: number | null;
  readonly source: string | null;
  readonly from: string;
  readonly line: number | null;
  readonly row_number: number | null;
  readonly received_at: Date | null;
  readonly column_name: string | null;
  readonly value: string | null;
  readonly rule: string;
  readonly raw: string | null;
}

/** Characters of a raw row and of a value that are told. */
const RAW = 2000;

/** Rejected rows of imports, and events that were refused. */
const all = `(
  SELECT r.import_id, NULL AS source, i.file_name AS "from", i.table_name, r.line, r.row_number, NULL::TIMESTAMP AS received_at,
    r.column_name, left(r.value, ${RAW}) AS value, r.rule, left(r.raw, ${RAW}) AS raw
  FROM rejects r JOIN imports i USING (import_id)
  UNION ALL
  SELECT NULL, source, source, NULL, NULL, NULL, make_timestamp(received_ms * 1000), column_name, left(value, ${RAW}), rule, left(raw, ${RAW})
  FROM event_rejects)`;
const fits = `($1::BIGINT IS NULL OR import_id = $1) AND ($2::VARCHAR IS NULL OR source = $2) AND ($3::VARCHAR IS NULL OR rule = $3)`;

export function rejectGroups(reader: Reader): Promise<RejectGroup[]> {
  return reader.rows<RejectGroup>(
    `SELECT import_id, source, "from", table_name, rule,
       min_by(column_name, raw) AS column_name, min_by(value, raw) AS value, count(*) AS n FROM ${all}
     GROUP BY import_id, source, "from", table_name, rule ORDER BY import_id DESC NULLS FIRST, source, n DESC, rule LIMIT 500`,
  );
}

export function rejectedRows(
  reader: Reader,
  { importId, source, rule }: RejectFilter,
  limit: number,
  offset: number,
): Promise<RejectedRow[]> {
  return reader.rows<RejectedRow>(
    `SELECT * EXCLUDE (table_name) FROM ${all} WHERE ${fits}
     ORDER BY import_id DESC NULLS FIRST, source, received_at DESC, row_number, raw LIMIT $4 OFFSET $5`,
    [importId, source, rule, limit, offset],
  );
}

export async function countRejected(
  reader: Reader,
  { importId, source, rule }: RejectFilter,
): Promise<{ total: number; fitting: number }> {
  return reader.one(`SELECT count(*) AS total, count(*) FILTER (${fits}) AS fitting FROM ${all}`, [
    importId,
    source,
    rule,
  ]);
}
