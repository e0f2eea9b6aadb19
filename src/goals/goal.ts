import type { Reason } from "../explain/reason.ts";

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
