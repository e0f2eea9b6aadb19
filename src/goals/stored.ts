import { KindredError } from "../core/errors.ts";
import type { Reader } from "../store/reader.ts";
import type { Goal } from "./goal.ts";

/** Names of all goals, in the order in which they were made. */
export async function goalNames(reader: Reader): Promise<string[]> {
  const rows = await reader.rows<{ goal: string }>("SELECT goal FROM goals ORDER BY created_at, kind, goal");
  return rows.map((r) => r.goal);
}

/** Throws `unknown-goal`. */
export async function readGoal(reader: Reader, name: string): Promise<Goal> {
  const [row] = await reader.rows<{ definition: string }>("SELECT definition FROM goals WHERE goal = $1", [
    name,
  ]);
  if (!row) throw new KindredError("unknown-goal", { name });
  return JSON.parse(row.definition) as Goal;
}
