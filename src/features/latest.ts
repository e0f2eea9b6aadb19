import { addDays, DAY_MS, startOfDay } from "../core/clock.ts";
import { KindredError } from "../core/errors.ts";
import type { Reader } from "../store/reader.ts";

/** The moments the data themselves give; the wall clock plays no part. */
export interface LatestMoments {
  /** Midnight after the last fact: score as of here, and everything stored is seen. */
  readonly asOf: Date;
  /** Start of the last fact's day: cut-offs count back from here, since that day may not be whole. */
  readonly lastWholeDay: Date;
  readonly firstFact: Date;
}

/** First and last moment anything happened or became known. Throws `no-orders` where nothing is stored. */
export async function latestMoments(reader: Reader): Promise<LatestMoments> {
  const { first, last } = await reader.one<{ first: Date | null; last: Date | null }>(
    "SELECT min(ordered_at) AS first, greatest(max(ordered_at), max(known_at)) AS last FROM orders",
  );
  if (!first || !last) throw new KindredError("no-orders", {});
  const lastWholeDay = startOfDay(last);
  return { asOf: addDays(lastWholeDay, 1), lastWholeDay, firstFact: first };
}

/** Days from the first day with an order to `asOf`, by what was known then: an older order told later does not count. */
export async function historyDaysAt(reader: Reader, asOf: Date): Promise<number> {
  const { first } = await reader.one<{ first: Date | null }>(
    "SELECT min(ordered_at) AS first FROM orders WHERE ordered_at < $1 AND known_at < $1",
    [asOf],
  );
  return first ? (asOf.getTime() - startOfDay(first).getTime()) / DAY_MS : 0;
}
