import { average } from "../validate/gate.ts";
import type { Metrics } from "../validate/report.ts";

/** Mean over the proof cut-offs, of the metrics that all of them have. */
export function meanMetrics(of: readonly Metrics[]): Metrics {
  const names = Object.keys(of[0] ?? {}).filter((name) => of.every((m) => name in m));
  return Object.fromEntries(names.map((name) => [name, average(of.map((m) => m[name]!))]));
}
