import type { Band } from "../goals/goal.ts";
import type { Reader } from "../store/reader.ts";

/** A published goal whose scores may drive actions. */
export interface PublishedGoal {
  readonly goal: string;
  readonly horizonDays: number;
}

export interface Prediction {
  readonly value: number;
  readonly probability: number;
  readonly band: Band;
  /** JSON of Reason[]. */
  readonly reasons: string;
}

/** The horizon that money is reckoned over. */
const moneyHorizonDays = 90;

/**
 * The published goal of a kind, the one nearest to the money horizon first; null where there is none. A goal counts
 * only while its champion passed the gate, and only with scores on the very horizon that was proven: a longer one is
 * extrapolated and never drives money.
 */
export async function publishedGoal(reader: Reader, kind: "churn" | "value"): Promise<PublishedGoal | null> {
  const [found] = await reader.rows<PublishedGoal>(
    `SELECT s.goal, s.horizon_days AS "horizonDays"
     FROM (SELECT goal, horizon_days, count(*) AS n FROM scores GROUP BY ALL) s
     JOIN models m ON m.goal = s.goal
     JOIN goals g ON g.goal = s.goal AND g.kind = $1
     WHERE m.status = 'champion' AND (m.report::JSON->>'published')::BOOLEAN
       AND (m.report::JSON->>'horizonDays')::INTEGER = s.horizon_days
       AND s.horizon_days <= ${moneyHorizonDays}
     ORDER BY abs(s.horizon_days - ${moneyHorizonDays}), s.goal LIMIT 1`,
    [kind],
  );
  return found ?? null;
}

/** The scores of one goal by customer key. */
export async function predictionsOf(
  reader: Reader,
  goal: PublishedGoal | null,
): Promise<Map<number, Prediction>> {
  if (!goal) return new Map();
  const c = await reader.columns(
    `SELECT customer, value, coalesce(probability, value) AS probability, band, reasons
     FROM scores WHERE goal = $1 AND horizon_days = $2`,
    [goal.goal, goal.horizonDays],
  );
  const customers = c.customer as Float64Array;
  const values = c.value as Float64Array;
  const probabilities = c.probability as Float64Array;
  const bands = c.band as (string | null)[];
  const reasons = c.reasons as (string | null)[];
  const out = new Map<number, Prediction>();
  customers.forEach((customer, i) => {
    out.set(customer, {
      value: values[i]!,
      probability: probabilities[i]!,
      band: (bands[i] ?? "medium") as Band,
      reasons: reasons[i] ?? "[]",
    });
  });
  return out;
}
