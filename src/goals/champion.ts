import type { ModelState } from "../models/estimator.ts";
import type { Reader } from "../store/reader.ts";
import type { ProofReport } from "../validate/report.ts";
import { loadPipeline, type Pipeline } from "./pipeline.ts";
import { decodeState } from "./state.ts";

/** A published model as it is stored. */
export interface Champion {
  readonly version: string;
  readonly pipeline: Pipeline;
  readonly report: ProofReport;
}

/** The goal's champion, or the model of the given version; null where there is none. Throws `model-version`. */
export async function readChampion(reader: Reader, goal: string, version?: string): Promise<Champion | null> {
  const [row] = await reader.rows<{ version: string; report: string; state: string }>(
    `SELECT version, report, state FROM models
     WHERE goal = $1 AND state IS NOT NULL AND ${version ? "version = $2" : "status = 'champion'"}
     ORDER BY trained_at DESC LIMIT 1`,
    version ? [goal, version] : [goal],
  );
  if (!row) return null;
  return {
    version: row.version,
    pipeline: loadPipeline(decodeState(row.state) as ModelState),
    report: JSON.parse(row.report) as ProofReport,
  };
}
