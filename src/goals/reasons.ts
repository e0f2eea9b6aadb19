import type { Design } from "../core/matrix.ts";
import type { Reason } from "../explain/reason.ts";
import { allReasons } from "../explain/strongest.ts";
import { shopFeatures } from "../features/shop.ts";
import type { Contributions } from "../models/estimator.ts";
import type { GoalKind } from "./goal.ts";

const units = new Map(shopFeatures.map((f) => [f.name, f.unit]));

export interface ReasonContext {
  readonly kind: GoalKind;
  /** What each column is about: one reason a topic (src/explain/topics.ts). */
  readonly topics: readonly string[];
  /** Of the money features. */
  readonly currency: string;
}

/** Every reason of one row, strongest first; their effects and the base add up to its margin. */
export function reasonsOfRow(
  { effects, cols }: Contributions,
  { x, columns }: Design,
  row: number,
  { kind, topics, currency }: ReasonContext,
): Reason[] {
  const reasons = allReasons(
    effects.subarray(row * cols, (row + 1) * cols),
    x.data.subarray(row * x.cols, (row + 1) * x.cols),
    columns,
    topics,
  );
  return reasons.map((reason) =>
    units.has(reason.feature)
      ? { ...reason, data: { ...reason.data, ...filled(reason, kind, currency) } }
      : ofAttribute(reason, kind),
  );
}

/** A column of the company's own has no sentence of its own: its name and value tell. */
function ofAttribute(reason: Reason, kind: GoalKind): Reason {
  const { feature, value, effect } = reason;
  const push = effect < 0 ? "down" : "up";
  const missing = effect < 0 ? "missingDown" : "missingUp";
  const as = typeof value === "number" ? "attributeNumber" : "attribute";
  return {
    ...reason,
    code: `reasons.${as}.${value === null ? missing : push}`,
    data: { kind, column: feature, value },
  };
}

/** What the sentence needs beside the value: whom it speaks of, a whole number to bend words by, a currency. */
function filled({ feature, value }: Reason, kind: GoalKind, currency: string): Reason["data"] {
  const unit = units.get(feature);
  return {
    kind,
    ...(typeof value === "number" && (unit === "days" || unit === "count" || unit === "units")
      ? { count: Math.round(value) }
      : {}),
    ...(unit === "money" ? { currency } : {}),
  };
}
