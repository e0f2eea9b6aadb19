import type { Reader } from "../../store/reader.ts";

/** When the attributes were known last: by their own dates, or by when they were imported. */
export async function recordedMoment(reader: Reader): Promise<Date> {
  const { at } = await reader.one<{ at: Date | null }>(
    `SELECT coalesce((SELECT max(known_at) FROM attributes),
       (SELECT max(started_at) FROM imports WHERE table_name = 'customers')) AS at`,
  );
  return at ?? new Date(0);
}
