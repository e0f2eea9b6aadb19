import type { Readiness } from "../finding.ts";
import type { Shop } from "../shop.ts";

/**
 * Kinds that are learned from a recorded outcome only, with the rows of the data that they will be learned from later; of
 * `column` the columns there are.
 */
const laterGoals = {
  frequency: `SELECT count(*) FROM (
    SELECT customer FROM orders WHERE kind = 'sale' AND customer IS NOT NULL
    GROUP BY 1 HAVING min(ordered_at)::DATE < max(ordered_at)::DATE)`,
  conversion: `SELECT count(*) FROM customers c LEFT JOIN (
      SELECT customer, min(ordered_at) AS first FROM orders WHERE kind = 'sale' GROUP BY 1
    ) o USING (customer) WHERE first IS NULL OR c.known_at < first`,
  purchase: "SELECT count(*) FROM events WHERE type IN ('track', 'page', 'screen')",
  overdue: "SELECT count(*) FROM payments WHERE due_at IS NOT NULL",
  response: "SELECT count(*) FROM messages WHERE action = 'sent'",
  column: "SELECT count(DISTINCT name) FROM attributes",
} as const;

/** An outcome and a column beside it. */
const FEWEST_COLUMNS = 2;

/** Says honestly which of them can be trained, what the others will need, and how much of it is here. */
export async function laterReadiness({ reader }: Shop): Promise<Readiness[]> {
  const kinds = Object.keys(laterGoals) as (keyof typeof laterGoals)[];
  const list = kinds.map((kind) => `(${laterGoals[kind]}) AS "${kind}"`).join(", ");
  const rows = await reader.one<Record<keyof typeof laterGoals, number>>(`SELECT ${list}`);
  return kinds.map((kind) => {
    const counts = { count: rows[kind] };
    const possible = kind === "column" && rows.column >= FEWEST_COLUMNS;
    return { kind, possible, why: { code: `quality.ready.later.${kind}`, data: counts }, counts };
  });
}
