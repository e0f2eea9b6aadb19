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

/** The published goal of a kind: only its scores are shown. */
export function publishedGoal(goals: readonly StoredGoal[], kind: string): StoredGoal | undefined {
  return goals.find((g) => g.kind === kind && g.proof?.published);
}

/** Whether a score is of a published goal and over the very horizon that was proven. */
export function isProven(
  goals: readonly StoredGoal[],
  score: { readonly goal: string; readonly horizonDays: number },
): boolean {
  const proof = goals.find((g) => g.goal === score.goal)?.proof;
  return proof?.published === true && proof.horizonDays === score.horizonDays;
}

export interface BandCount {
  readonly goal: string;
  readonly horizonDays: number;
  readonly band: "high" | "medium" | "low";
  readonly customers: number;
}

export function bandCounts(reader: Reader): Promise<BandCount[]> {
  return reader.rows<BandCount>(
    `SELECT goal, horizon_days AS "horizonDays", band, count(*) AS customers FROM scores GROUP BY ALL`,
  );
}
