import { DAY_MS } from "../core/clock.ts";
import type { OrderDay } from "./shop.ts";

/** A run of days without orders where the shop's weekly rhythm expects some. */
export interface Break {
  /** First and last day of the run, ms since 1970. */
  readonly from: number;
  readonly until: number;
  readonly days: number;
  /** Days of the run on which orders were to be expected. */
  readonly expected: number;
}

/** No weekday is certain to be open. */
const AT_MOST = 0.95;
/** A break is a run with a probability below e⁻⁹ ≈ 1 in 8,000, of at least three expected days. */
const UNLIKELY = 9;
const EXPECTED = 3;

/**
 * Breaks beyond the weekly rhythm, oldest first: each weekday's share of weeks with orders is its probability, days are
 * taken to be independent. A shop closed on Saturdays has no break each week; one with an order a month has none either.
 */
export function findBreaks(days: readonly OrderDay[]): Break[] {
  if (days.length < 2) return [];
  const first = days[0]!.day;
  const open = new Array<number>(7).fill(0);
  const weekday = (day: number) => (day / DAY_MS + 4) % 7;
  for (const { day } of days) open[weekday(day)]!++;
  const weeks = ((days.at(-1)!.day - first) / DAY_MS + 1) / 7;
  const chance = open.map((n) => Math.min(AT_MOST, n / Math.max(1, weeks)));
  const out: Break[] = [];
  for (let i = 1; i < days.length; i++) {
    const from = days[i - 1]!.day + DAY_MS;
    const until = days[i]!.day - DAY_MS;
    let unlikely = 0;
    let expected = 0;
    const whole = Math.floor((until - from) / DAY_MS + 1);
    for (let k = 0; k < whole; k++) {
      const p = chance[weekday(from + k * DAY_MS)]!;
      unlikely -= Math.log(1 - p);
      expected += p;
    }
    if (unlikely > UNLIKELY && expected > EXPECTED) {
      out.push({ from, until, days: whole, expected: Math.round(expected) });
    }
  }
  return out;
}
