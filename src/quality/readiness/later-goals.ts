import type { Readiness } from "../finding.ts";
import type { Shop } from "../shop.ts";

/** Kinds this version does not train yet, with the rows of the data they will need. */
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

/** Says honestly that they are not trained yet, what they will need, and how much of it is here. */
export async function laterReadiness({ reader }: Shop): Promise<Readiness[]> {
  const kinds = Object.keys(laterGoals) as (keyof typeof laterGoals)[];
  const list = kinds.map((kind) => `(${laterGoals[kind]}) AS "${kind}"`).join(", ");
  const rows = await reader.one<Record<keyof typeof laterGoals, number>>(`SELECT ${list}`);
  return kinds.map((kind) => {
    const counts = { count: rows[kind] };
    return { kind, possible: false, why: { code: `quality.ready.later.${kind}`, data: counts }, counts };
  });
}
