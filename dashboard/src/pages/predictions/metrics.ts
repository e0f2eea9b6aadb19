import type { Proof } from "../../../../src/serve/contract.ts";
import type { Format } from "../../parts/format.ts";

const byKind: Readonly<Record<string, readonly string[]>> = {
  value: ["spearman", "mae", "rmse", "totalRatio", "coverage80"],
  frequency: ["spearman", "mae", "rmse", "totalRatio", "coverage80"],
};
const classification = ["apSkill", "auc", "averagePrecision", "lift10", "brier", "calibrationSlope", "ece"];

/** The measures shown of a goal, those the report has. */
export function metricNames(kind: string, metrics: Proof["metrics"]): string[] {
  return (byKind[kind] ?? classification).filter((m) => typeof metrics[m] === "number");
}

export function metricText(
  name: string,
  value: number | null | undefined,
  kind: string,
  format: Format,
): string {
  if (value === null || value === undefined) return "–";
  if ((name === "mae" || name === "rmse") && kind === "value") return format.money(value);
  if (name === "coverage80" || name === "totalRatio") return format.percent(value);
  return format.fixed(value, name === "lift10" || name === "calibrationSlope" ? 2 : 3);
}
