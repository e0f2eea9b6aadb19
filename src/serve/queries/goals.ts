import type { Sentence } from "../../core/sentence.ts";
import type { Reader } from "../../store/reader.ts";
import type { ProofReport } from "../../validate/report.ts";

export interface StoredGoal {
  readonly goal: string;
  readonly kind: string;
  readonly horizonDays: number;
  readonly trainedAt: Date | null;
  /** The champion's; without one, the newest refused. */
  readonly proof: ProofReport | null;
  /** A later training that did not pass and left the champion in its place. */
  readonly refusedSince: { readonly trainedAt: Date; readonly reason: Sentence } | null;
}

interface GoalRow {
  readonly goal: string;
  readonly kind: string;
  readonly definition: string;
  readonly trained_at: Date | null;
  readonly report: string | null;
  readonly refused_at: Date | null;
  readonly refused_report: string | null;
}

/** Every goal with its champion's report, in the order in which they were made. */
export async function readGoals(reader: Reader): Promise<StoredGoal[]> {
  const rows = await reader.rows<GoalRow>(`
    WITH newest AS (
      SELECT * FROM models WHERE status <> 'retired'
      QUALIFY row_number() OVER (PARTITION BY goal, status ORDER BY trained_at DESC, version DESC) = 1)
    SELECT g.goal, g.kind, g.definition,
      coalesce(c.trained_at, r.trained_at) AS trained_at, coalesce(c.report, r.report) AS report,
      CASE WHEN r.trained_at > c.trained_at THEN r.trained_at END AS refused_at,
      CASE WHEN r.trained_at > c.trained_at THEN r.report END AS refused_report
    FROM goals g
    LEFT JOIN newest c ON c.goal = g.goal AND c.status = 'champion'
    LEFT JOIN newest r ON r.goal = g.goal AND r.status = 'refused'
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
      refusedSince:
        row.refused_at && row.refused_report
          ? {
              trainedAt: row.refused_at,
              reason: (JSON.parse(row.refused_report) as ProofReport).reason,
            }
          : null,
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
