import type { Reader } from "../../store/reader.ts";
import type { ProofReport } from "../../validate/report.ts";
import type { Overview } from "../contract/overview.ts";
import { publishedGoal, type StoredGoal } from "./goals.ts";

type Risk = NonNullable<Overview["risk"]>;

interface Money {
  readonly customers: number;
  readonly scored: number;
  readonly revenue: number;
  readonly whole: number;
}

/** Goods sold to customers in the 365 days before $2, minus what was taken back of them. */
const yearRevenue = `
  SELECT o.customer, sum(o.amount_minor - coalesce(v.back, 0)) AS revenue
  FROM orders o LEFT JOIN (SELECT order_key, sum(amount_minor) AS back FROM reversals GROUP BY 1) v USING (order_key)
  WHERE o.kind = 'sale' AND o.customer IS NOT NULL
    AND o.ordered_at >= $2::TIMESTAMP - INTERVAL 365 DAY AND o.ordered_at < $2::TIMESTAMP
  GROUP BY 1`;

/** Who is warned of by a published churn goal, and what they spent; null where nothing is published or scored. */
export async function readRisk(reader: Reader, goals: readonly StoredGoal[]): Promise<Risk | null> {
  const churn = publishedGoal(goals, "churn");
  if (!churn?.proof) return null;
  const [first] = await reader.rows<{ as_of: Date }>(
    "SELECT as_of FROM scores WHERE goal = $1 AND horizon_days = $2 LIMIT 1",
    [churn.goal, churn.horizonDays],
  );
  if (!first) return null;
  const money = await reader.one<Money>(
    `WITH spent AS (${yearRevenue}),
      warned AS (SELECT customer, band FROM scores WHERE goal = $1 AND horizon_days = $3)
    SELECT (SELECT count(*) FROM warned WHERE band = 'high') AS customers,
      (SELECT count(*) FROM warned) AS scored,
      (SELECT coalesce(sum(revenue), 0) FROM spent JOIN warned USING (customer) WHERE band = 'high') AS revenue,
      (SELECT coalesce(sum(revenue), 0) FROM spent) AS whole`,
    [churn.goal, first.as_of, churn.horizonDays],
  );
  return {
    goal: churn.goal,
    horizonDays: churn.horizonDays,
    band: "high",
    customers: money.customers,
    scored: money.scored,
    revenueMinor: money.revenue,
    revenueShare: money.whole > 0 ? money.revenue / money.whole : 0,
    right: rightWarnings(churn.proof, money.scored > 0 ? money.customers / money.scored : 0),
  };
}

/** How many of as large a share of warnings came true in the newest proof period (linear between lift points). */
export function rightWarnings(proof: ProofReport, share: number): Risk["right"] {
  const period = proof.proofs.at(-1);
  if (!period || share <= 0 || period.customers === 0 || period.lift.length === 0) return null;
  const caught = caughtAt(period.lift, share);
  const contacted = share * period.customers;
  return {
    share: Math.min(1, (caught * period.actual) / contacted),
    of: Math.round(contacted),
    baseRate: period.actual / period.customers,
    from: period.cutOff,
    until: period.outcomeUntil,
  };
}

function caughtAt(
  lift: readonly { readonly share: number; readonly caught: number }[],
  share: number,
): number {
  let before = { share: 0, caught: 0 };
  for (const point of lift) {
    if (point.share >= share) {
      const width = point.share - before.share;
      const part = width > 0 ? (share - before.share) / width : 1;
      return before.caught + part * (point.caught - before.caught);
    }
    before = point;
  }
  return before.caught;
}
