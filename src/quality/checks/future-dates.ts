import { addDays } from "../../core/clock.ts";
import type { Finding } from "../finding.ts";
import { makeFinding } from "../make-finding.ts";
import type { Shop } from "../shop.ts";

/** Orders dated after today; a day of grace for time zones. */
export async function futureDates(shop: Shop): Promise<Finding[]> {
  const { n, last } = await shop.reader.one<{ n: number; last: Date | null }>(
    "SELECT count(*) AS n, max(ordered_at) AS last FROM orders WHERE ordered_at > $1",
    [addDays(shop.now, 1)],
  );
  if (n === 0) return [];
  return [
    makeFinding(shop, "future-dates", {
      severity: "error",
      table: "orders",
      column: "ordered_at",
      count: n,
      share: n / shop.orders,
      data: { last: last!.toISOString() },
    }),
  ];
}
