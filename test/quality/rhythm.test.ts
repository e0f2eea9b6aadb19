import { describe, expect, test } from "vitest";
import { DAY_MS } from "../../src/core/clock.ts";
import { Random } from "../../src/core/random.ts";
import { findBreaks } from "../../src/quality/rhythm.ts";

const START = Date.UTC(2024, 0, 1); // a Monday

/** Days with orders among `days`, by a rule. */
function calendar(days: number, open: (day: number, weekday: number) => boolean) {
  return Array.from({ length: days }, (_, i) => i)
    .filter((i) => open(i, i % 7))
    .map((i) => ({ day: START + i * DAY_MS, orders: 3, lastMs: 0 }));
}
const found = (days: ReturnType<typeof calendar>) =>
  findBreaks(days).map((b) => [(b.from - START) / DAY_MS, (b.until - START) / DAY_MS, b.days]);

describe("breaks beyond the weekly rhythm", () => {
  test("an open shop, a closed weekend, a holiday of a day or two: none", () => {
    expect(found(calendar(400, () => true))).toEqual([]);
    expect(found(calendar(400, (_, weekday) => weekday < 5))).toEqual([]);
    expect(found(calendar(400, (day) => day !== 120 && day !== 121))).toEqual([]);
    expect(found(calendar(400, (day, weekday) => weekday < 5 && day !== 150))).toEqual([]);
  });

  test("a week of a shop closed at weekends is one, with the weekends beside it", () => {
    expect(found(calendar(400, (day, weekday) => weekday < 5 && Math.floor(day / 7) !== 20))).toEqual([
      [138, 146 + 0, 9],
    ]);
  });

  test("two months of a shop with an order now and then are one, its usual waits are none", () => {
    const random = new Random(4);
    const rare = calendar(1000, () => random.next() < 0.25);
    expect(found(rare)).toEqual([]);
    expect(
      found(rare.filter((d) => d.day < START + 400 * DAY_MS || d.day >= START + 460 * DAY_MS)),
    ).toHaveLength(1);
  });

  test("no days, one day: none", () => {
    expect(found([])).toEqual([]);
    expect(found(calendar(1, () => true))).toEqual([]);
  });
});
