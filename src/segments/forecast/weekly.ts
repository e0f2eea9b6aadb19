import { addDays, DAY_MS, startOfDay } from "../../core/clock.ts";
import { factSql } from "../../features/facts.ts";
import type { LatestMoments } from "../../features/latest.ts";
import { peopleAt } from "../../features/people.ts";
import type { Reader } from "../../store/reader.ts";

export const measures = ["revenue", "orders", "customers"] as const;
/** What is counted by week: goods less what was taken back (minor units), orders, customers who ordered. */
export type Measure = (typeof measures)[number];

/** One value a week, Monday to Sunday (UTC), oldest first; weeks without an order count 0. */
export interface WeeklySeries {
  readonly weeks: readonly Date[];
  readonly values: Float64Array;
}

const sums: Readonly<Record<Measure, string>> = {
  revenue: "sum(amount)",
  orders: "count(*)",
  customers: "count(DISTINCT customer)",
};

/** Whole weeks only, as known at the end; of the customers who are in `segment` today where one is given. */
export async function readWeekly(
  reader: Reader,
  { asOf, firstFact, lastWholeDay }: LatestMoments,
  measure: Measure,
  segment: number | null,
): Promise<WeeklySeries> {
  const first = monday(addDays(firstFact, 6));
  const end = monday(lastWholeDay);
  const weeks = Math.max(0, Math.round((end.getTime() - first.getTime()) / (7 * DAY_MS)));
  const people = await peopleAt(reader, asOf);
  const c = await reader.columns(
    `WITH ${[...people.ctes, factSql.orders(new Set(["amount"]), people)].join(",\n")}
     SELECT date_diff('day', $2::TIMESTAMP::DATE, time::DATE) // 7 AS week, ${sums[measure]}::DOUBLE AS value
     FROM orders_known WHERE time >= $2 AND time < $3
       ${segment === null ? "" : "AND customer IN (SELECT customer FROM memberships WHERE segment = $4)"}
     GROUP BY week ORDER BY week`,
    segment === null ? [asOf, first, end] : [asOf, first, end, segment],
  );
  const values = new Float64Array(weeks);
  (c.week as Float64Array).forEach((week, i) => {
    values[week] = (c.value as Float64Array)[i]!;
  });
  return { weeks: Array.from(values, (_, i) => addDays(first, 7 * i)), values };
}

/** Midnight of the Monday of the week of `t`. 1970-01-01 was a Thursday. */
function monday(t: Date): Date {
  const day = startOfDay(t);
  return addDays(day, -((day.getTime() / DAY_MS + 3) % 7));
}
