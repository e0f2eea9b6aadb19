import type { Reason } from "../explain/reason.ts";
import type { Predicate } from "../features/algebra.ts";

export const goalKinds = [
  "churn",
  "conversion",
  "frequency",
  "value",
  "purchase",
  "overdue",
  "response",
  "column",
] as const;
export type GoalKind = (typeof goalKinds)[number];

export type Band = "high" | "medium" | "low";

/** Kinds whose outcome follows from the orders of a horizon. */
export const shopKinds = ["churn", "value"] as const satisfies readonly GoalKind[];
export type ShopKind = (typeof shopKinds)[number];

/** Kinds whose outcome may be recorded with the customers: all that happen or do not. */
export const recordedKinds = [
  "churn",
  "conversion",
  "purchase",
  "overdue",
  "response",
  "column",
] as const satisfies readonly GoalKind[];
export type RecordedKind = (typeof recordedKinds)[number];

interface AnyGoal {
  readonly name: string;
  /** 0 where the outcome is recorded, without a time. */
  readonly horizonDays: number;
  /** Features or columns to leave out although they are there. */
  readonly leaveOut: readonly string[];
}

/** A goal on the orders of a shop. */
export interface ShopGoal extends AnyGoal {
  readonly kind: ShopKind;
  /** Days between the end of a training outcome window and the cut-off it serves. */
  readonly gapDays: number;
  /** Who is eligible as of the moment of the prediction. */
  readonly population: Predicate;
}

/** The customers whose `column` has this `value` (the same text, or the same number) are those it happened to. */
export interface RecordedOutcome {
  readonly column: string;
  readonly value: string;
}

/** A goal on an outcome that stands in a column of the customers. */
export interface RecordedGoal extends AnyGoal {
  readonly kind: RecordedKind;
  readonly outcome: RecordedOutcome;
  /** Columns to use although they look recorded after the outcome. */
  readonly keep: readonly string[];
}

/** A business goal as it is stored (JSON in `goals.definition`): whom it is about, what is predicted, how far ahead. */
export type Goal = ShopGoal | RecordedGoal;

export function isRecorded(goal: Goal): goal is RecordedGoal {
  return "outcome" in goal;
}

/** One customer's prediction, as the API and `explain` show it. Probability in [0, 1]; money in minor units. */
export interface Score {
  readonly goal: string;
  readonly kind: GoalKind;
  readonly customer: string;
  readonly value: number;
  readonly unit: "probability" | "minor" | "orders";
  readonly low?: number;
  readonly high?: number;
  readonly probability?: number;
  /** Percentile rank among the scored, 0–100; 100 = highest value. */
  readonly score: number;
  readonly band: Band;
  readonly reasons: readonly Reason[];
  readonly asOf: string;
  readonly scoredAt: string;
  readonly horizonDays: number;
  readonly modelVersion: string;
}
