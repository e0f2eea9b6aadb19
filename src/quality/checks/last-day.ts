import type { Finding } from "../finding.ts";
import { makeFinding } from "../make-finding.ts";
import type { OrderDay, Shop } from "../shop.ts";

const DAYS_BEFORE = 28;
const HOUR_MS = 3_600_000;
/** Below this part of a usual day's orders the last one is not whole, where it also ends early. */
const FEW = 0.8;

/** The last day ends earlier, with fewer orders, than the days before: the file was written in the middle of it. */
export async function lastDay(shop: Shop): Promise<Finding[]> {
  const last = shop.days.at(-1);
  const before = shop.days.slice(-DAYS_BEFORE - 1, -1);
  if (!last || before.length < 7 || before.every((d) => d.lastMs === 0)) return [];
  const usualEnd = median(before, (d) => d.lastMs);
  const usual = median(before, (d) => d.orders);
  if (last.lastMs > usualEnd - HOUR_MS || last.orders > FEW * usual) return [];
  return [
    makeFinding(shop, "last-day", {
      severity: "info",
      table: "orders",
      column: "ordered_at",
      count: last.orders,
      share: last.orders / usual,
      data: { at: new Date(last.day).toISOString(), usual },
    }),
  ];
}

function median(days: readonly OrderDay[], of: (d: OrderDay) => number): number {
  return days.map(of).sort((a, b) => a - b)[days.length >> 1]!;
}
