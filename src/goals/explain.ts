import { KindredError } from "../core/errors.ts";
import { topicsOf } from "../explain/topics.ts";
import type { ModelState } from "../models/estimator.ts";
import type { Store } from "../store/store.ts";
import { readChampion } from "./champion.ts";
import { currencyOf } from "./currency.ts";
import type { Band, Score } from "./goal.ts";
import { reasonsOfRow } from "./reasons.ts";
import { scoredRows } from "./scored-rows.ts";
import { pickRows } from "./stack.ts";
import { readGoal } from "./stored.ts";

/** A score with all its reasons: base + their effects = sum, which is the model's raw margin but for rounding. */
export interface Explanation extends Score {
  /** Of a value in minor units; empty where none is known. */
  readonly currency: string;
  readonly base: number;
  readonly sum: number;
  readonly margin: number;
  /** Probability = calibrator(margin), as plain data (docs/reference/goals.md); absent where none is predicted. */
  readonly calibrator?: ModelState;
}

interface StoredScore {
  readonly customer: number;
  readonly score: number;
  readonly band: Band;
  readonly as_of: Date;
  readonly scored_at: Date;
  readonly horizon_days: number;
  readonly model_version: string;
}

/**
 * Explains a customer's score by the model that made it, as of the same moment. Throws `unknown-goal`,
 * `unknown-customer`, `not-published`, and `not-scored` for a customer who is not of the goal's population.
 */
export async function explainCustomer(
  store: Store,
  goalName: string,
  customerId: string,
): Promise<Explanation> {
  const goal = await readGoal(store, goalName);
  const [customer] = await store.rows<{ customer: number }>(
    "SELECT customer FROM customers WHERE customer_id = $1",
    [customerId],
  );
  if (!customer) throw new KindredError("unknown-customer", { name: customerId });
  const [stored] = await store.rows<StoredScore>(
    `SELECT customer, score, band, as_of, scored_at, horizon_days, model_version FROM scores
     WHERE goal = $1 AND customer = $2`,
    [goalName, customer.customer],
  );
  const champion = await readChampion(store, goalName, stored?.model_version);
  if (!champion) throw new KindredError("not-published", { name: goalName });
  if (!stored) throw new KindredError("not-scored", { name: customerId, goal: goalName });
  const { pipeline } = champion;
  const { customers, design: all } = await scoredRows(store, goal, pipeline, stored.as_of);
  const row = customers.indexOf(customer.customer);
  if (row < 0) throw new KindredError("not-scored", { name: customerId, goal: goalName });
  const design = pickRows(all, [row]);
  const { value, margin, probability, low, high } = await pipeline.predict(design);
  const contributions = await pipeline.contributions(design);
  const currency = await currencyOf(store);
  const context = { kind: goal.kind, topics: topicsOf(all), currency };
  const reasons = reasonsOfRow(contributions, design, 0, context);
  return {
    goal: goalName,
    kind: goal.kind,
    customer: customerId,
    value: value[0]!,
    unit: pipeline.unit,
    ...(low && high ? { low: low[0]!, high: high[0]! } : {}),
    ...(probability ? { probability: probability[0]! } : {}),
    score: stored.score,
    band: stored.band,
    reasons,
    currency,
    base: contributions.base,
    sum: reasons.reduce((sum, r) => sum + r.effect, contributions.base),
    margin: margin[0]!,
    ...(pipeline.calibrator ? { calibrator: plain(pipeline.calibrator.save()) } : {}),
    asOf: stored.as_of.toISOString(),
    scoredAt: stored.scored_at.toISOString(),
    horizonDays: stored.horizon_days,
    modelVersion: stored.model_version,
  };
}

/** A state whose typed arrays are plain lists, as JSON shows them. */
function plain(state: ModelState): ModelState {
  const text = JSON.stringify(state, (_, value: unknown) =>
    value instanceof Float64Array ? Array.from(value) : value,
  );
  return JSON.parse(text) as ModelState;
}
