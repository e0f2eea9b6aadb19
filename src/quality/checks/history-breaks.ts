import type { Finding } from "../finding.ts";
import { makeFinding } from "../make-finding.ts";
import { type Break, findBreaks } from "../rhythm.ts";
import { historyDays, type OrderDay, type Shop } from "../shop.ts";

/** Few orders, cut off from all others by so many days, are dated wrongly rather than early or late. */
const ISLAND_DAYS = 180;
const ISLAND_SHARE = 0.001;
const LONG_DAYS = 28;

const iso = (ms: number) => new Date(ms).toISOString();

/** Times without orders beyond the weekly rhythm, and single orders dated far from all others. */
export async function historyBreaks(shop: Shop): Promise<Finding[]> {
  const breaks = findBreaks(shop.days);
  const islands = breaks.flatMap((gap) => island(shop.days, gap) ?? []);
  const ordersOfIslands = islands.flatMap((i) => i.days).reduce((sum, d) => sum + d.orders, 0);
  const out: Finding[] = [];
  if (islands.length > 0) {
    const days = islands.flatMap((i) => i.days);
    out.push(
      makeFinding(shop, "lone-dates", {
        severity: "error",
        table: "orders",
        column: "ordered_at",
        count: ordersOfIslands,
        share: ordersOfIslands / shop.orders,
        data: { from: iso(days[0]!.day), until: iso(days.at(-1)!.day) },
      }),
    );
  }
  const real = breaks.filter((gap) => !islands.some((i) => i.gap === gap));
  if (real.length > 0) {
    const longest = real.reduce((a, b) => (b.days > a.days ? b : a));
    const missing = real.reduce((sum, b) => sum + b.days, 0);
    out.push(
      makeFinding(shop, "history-breaks", {
        severity: longest.days >= LONG_DAYS ? "warning" : "info",
        table: "orders",
        column: "ordered_at",
        count: real.length,
        share: missing / Math.max(1, historyDays(shop)),
        data: { from: iso(longest.from), until: iso(longest.until), days: longest.days },
      }),
    );
  }
  return out;
}

/** The few days before or after a gap, where hardly any of the orders lie. */
function island(days: readonly OrderDay[], gap: Break): { gap: Break; days: OrderDay[] } | null {
  if (gap.days < ISLAND_DAYS) return null;
  const all = days.reduce((sum, d) => sum + d.orders, 0);
  const sides = [days.filter((d) => d.day < gap.from), days.filter((d) => d.day > gap.until)];
  const small = sides.find((side) => side.reduce((sum, d) => sum + d.orders, 0) <= ISLAND_SHARE * all);
  return small ? { gap, days: small } : null;
}
