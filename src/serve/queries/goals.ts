import type { Reader } from "../../store/reader.ts";
import type { ProofReport } from "../../validate/report.ts";

export interface StoredGoal {
  readonly goal: string;
  readonly kind: string;
  readonly horizonDays: number;
  readonly trainedAt: Date | null;
  readonly proof: ProofReport | null;
}

interface GoalRow {
  readonly goal: string;
  readonly kind: string;
  readonly definition: string;
  readonly trained_at: Date | null;
  readonly report: string | null;
}

/** Every goal with its newest model's report, in the order in which they were made. */
export async function readGoals(reader: Reader): Promise<StoredGoal[]> {
  const rows = await reader.rows<GoalRow>(`
    SELECT g.goal, g.kind, g.definition, m.trained_at, m.report
    FROM goals g LEFT JOIN (
      SELECT goal, trained_at, report FROM models
      QUALIFY row_number() OVER (PARTITION BY goal ORDER BY trained_at DESC, version DESC) = 1
    ) m USING (goal)
    ORDER BY g.created_at, g.kind, g.goal`);
  return rows.map((row) => {
    const proof = row.report === null ? null : (JSON.parse(row.report) as ProofReport);
    const { horizonDays } = JSON.parse(row.definition) as { horizonDays?: number };
    return {
      goal: row.goal,
      kind: row.kind,
      horizonDays: horizonDays ?? proof?.horizonDays ?? 0,
      trainedAt: row.trained_at,
      proof,
    };
  });
}

export interface BandCount {
  readonly goal: string;
  readonly band: "high" | "medium" | "low";
  readonly customers: number;
}

export function bandCounts(reader: Reader): Promise<BandCount[]> {
  return reader.rows<BandCount>("SELECT goal, band, count(*) AS customers FROM scores GROUP BY 1, 2");
}
