import type { Reader } from "../../store/reader.ts";

/** A merge as it is shown. */
export interface MergeRow {
  readonly mergeId: number;
  readonly from: string;
  readonly into: string;
  readonly knownAt: Date;
  readonly reason: "identify" | "alias" | "person";
  readonly undoneAt: Date | null;
}

/** Two profiles that were kept apart, and why. */
export interface ApartRow {
  readonly from: string;
  readonly into: string;
  readonly knownAt: Date;
  readonly reason: "shared-device" | "refused";
}

const profiles = `JOIN customers f ON f.customer = m.from_customer JOIN customers i ON i.customer = m.into_customer`;

/** The newest merges, those taken apart among them. */
export function readMerges(reader: Reader, limit: number): Promise<MergeRow[]> {
  return reader.rows<MergeRow>(
    `SELECT merge_id AS "mergeId", f.customer_id AS "from", i.customer_id AS "into", m.known_at AS "knownAt", reason, undone_at AS "undoneAt"
     FROM merges m ${profiles} ORDER BY m.merge_id DESC LIMIT $1`,
    [limit],
  );
}

/** The newest pairs of profiles that were not merged though an event or a proposal said so. */
export function readApart(reader: Reader, limit: number): Promise<ApartRow[]> {
  return reader.rows<ApartRow>(
    `SELECT f.customer_id AS "from", i.customer_id AS "into", m.known_at AS "knownAt", reason
     FROM merge_refusals m ${profiles} ORDER BY m.known_at DESC, f.customer_id LIMIT $1`,
    [limit],
  );
}
