import type { Reader } from "../../store/reader.ts";

/** What became of the rows of one source on one day: received = stored + duplicates + rejected. */
interface AccountDay {
  /** Null for files. */
  readonly source: string | null;
  /** Midnight UTC. */
  readonly day: Date;
  readonly received: number;
  readonly stored: number;
  readonly duplicates: number;
  readonly rejected: number;
}

/** Rows of the account that are told. */
const MOST = 1000;
const counts = ["received", "stored", "duplicates", "rejected"];

/** Files, runs of sources and events that were sent, by source and day, the newest first. */
export function accountByDay(reader: Reader): Promise<AccountDay[]> {
  return reader.rows<AccountDay>(
    `SELECT source, date_trunc('day', moment)::TIMESTAMP AS day, ${counts.map((c) => `sum(${c})::BIGINT AS ${c}`).join(", ")}
     FROM (
       SELECT NULL AS source, started_at AS moment, ${counts.join(", ")} FROM imports
       WHERE import_id NOT IN (SELECT import_id FROM source_runs WHERE import_id IS NOT NULL)
       UNION ALL SELECT source, started_at, ${counts.join(", ")} FROM source_runs
       UNION ALL SELECT source, make_timestamp(received_ms * 1000), ${counts.join(", ")} FROM event_receipts)
     GROUP BY 1, 2 HAVING sum(received) <> 0 ORDER BY 2 DESC, 1 NULLS FIRST LIMIT ${MOST}`,
  );
}
