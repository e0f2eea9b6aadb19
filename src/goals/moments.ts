import { type LatestMoments, latestMoments } from "../features/latest.ts";
import type { Reader } from "../store/reader.ts";

/**
 * The moments goals count from. Where every order stands at midnight, the data tell days, not hours, and their last day
 * is as whole as the others: then outcome windows may end with it. Throws `no-orders`.
 */
export async function goalMoments(reader: Reader): Promise<LatestMoments> {
  const moments = await latestMoments(reader);
  const { clocked } = await reader.one<{ clocked: boolean }>(
    "SELECT coalesce(bool_or(ordered_at <> date_trunc('day', ordered_at)), false) AS clocked FROM orders",
  );
  return clocked ? moments : { ...moments, lastWholeDay: moments.asOf };
}
