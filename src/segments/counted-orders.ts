import { type People, separatePeople } from "../features/people.ts";

/**
 * CTEs `taken_back` and `counted(customer, ordered_at, net_minor)`: the orders that count as of `$1`. An order counts
 * while something of its goods amount is left after what was taken back, as known before that moment; one that cost
 * nothing while something of its pieces is. `people` says whose they are.
 */
export function countedOrders(people: People = separatePeople): string {
  return [...people.ctes, ...counted(people)].join(",\n");
}

const counted = (people: People) => [
  `taken_back AS (
    SELECT order_key, sum(amount_minor) AS minor, sum(quantity_milli) AS milli FROM reversals WHERE known_at < $1 GROUP BY order_key
  )`,
  `counted AS (
    SELECT o.customer, o.ordered_at, o.amount_minor - coalesce(t.minor, 0) AS net_minor
    FROM ${people.of("orders")} o LEFT JOIN taken_back t USING (order_key)
    WHERE o.kind = 'sale' AND o.customer IS NOT NULL AND o.ordered_at < $1 AND o.known_at < $1
      AND (o.amount_minor - coalesce(t.minor, 0) > 0
        OR (o.amount_minor = 0 AND o.quantity_milli - coalesce(t.milli, 0) > 0))
  )`,
];

/** Calendar days (UTC) from the day of `moment` to the last day before `$1`: the hour plays no part. */
export function daysBefore(moment: string): string {
  return `date_diff('day', (${moment})::DATE, ($1::TIMESTAMP - INTERVAL 1 MICROSECOND)::DATE)::INTEGER`;
}
