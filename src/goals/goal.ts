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

/** Kinds that can be trained now; the others wait for data that this version does not read. */
export const trainableKinds = ["churn", "value"] as const satisfies readonly GoalKind[];
export type TrainableKind = (typeof trainableKinds)[number];

/** A business goal as it is stored (JSON in `goals.definition`): whom it is about, what is predicted, how far ahead. */
export interface Goal {
  readonly name: string;
  readonly kind: TrainableKind;
  readonly horizonDays: number;
  /** Days between the end of a training outcome window and the cut-off it serves. */
  readonly gapDays: number;
  /** Who is eligible as of the moment of the prediction. */
  readonly population: Predicate;
  /** Features to leave out although they are there. */
  readonly leaveOut: readonly string[];
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
