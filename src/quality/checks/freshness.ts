import { DAY_MS } from "../../core/clock.ts";
import type { Finding } from "../finding.ts";
import { makeFinding } from "../make-finding.ts";
import { findBreaks } from "../rhythm.ts";
import type { Shop } from "../shop.ts";

/** Data that end longer ago than this are a sample of the past, not a shop that forgot to import. */
const HISTORICAL_DAYS = 365;
const FRESH_DAYS = 3;

/** Where the data end, seen from today; good where they are fresh by the shop's own rhythm. */
export async function freshness(shop: Shop): Promise<Finding[]> {
  const { lastOrder, now, days } = shop;
  if (!lastOrder) return [];
  const age = Math.floor((now.getTime() - lastOrder.getTime()) / DAY_MS);
  if (age < -1) return []; // dated ahead: told by future-dates
  const today = { day: Math.floor(now.getTime() / DAY_MS) * DAY_MS, orders: 0, lastMs: 0 };
  const late = age > FRESH_DAYS && findBreaks([...days, today]).some((b) => b.until === today.day - DAY_MS);
  const code = age > HISTORICAL_DAYS ? "historical-data" : late ? "stale-data" : "fresh-data";
  return [
    makeFinding(shop, code, {
      severity: code === "fresh-data" ? "good" : code === "stale-data" ? "warning" : "info",
      table: "orders",
      column: "ordered_at",
      count: Math.max(0, age),
      data: { at: lastOrder.toISOString() },
    }),
  ];
}
