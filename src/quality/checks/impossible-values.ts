import type { Finding } from "../finding.ts";
import { makeFinding } from "../make-finding.ts";
import type { Shop } from "../shop.ts";

/** Values no such column can have: SQL that is true of them, and the rows that have one at all. */
const rules: readonly { table: string; column: string; value: string; all: string; wrong: string }[] = [
  {
    table: "payments",
    column: "amount_minor",
    value: "payment_id",
    all: "amount_minor IS NOT NULL",
    wrong: "amount_minor <= 0",
  },
  {
    table: "reviews",
    column: "rating",
    value: "rating::VARCHAR",
    all: "rating IS NOT NULL",
    // Scales go up to 5, 10 (NPS) or 100.
    wrong: "rating < 0 OR rating > 100",
  },
  {
    table: "attributes",
    column: "number",
    value: "name || ' ' || text",
    all: "number IS NOT NULL AND regexp_matches(lower(name), '^(age|年龄|возраст)$')",
    wrong: "number < 0 OR number > 120",
  },
];

/** Amounts, ratings and ages that cannot be. */
export async function impossibleValues(shop: Shop): Promise<Finding[]> {
  const out: Finding[] = [];
  for (const { table, column, value, all, wrong } of rules) {
    const { n, bad, example } = await shop.reader.one<{ n: number; bad: number; example: string | null }>(
      `SELECT count(*) AS n, count(*) FILTER (${wrong}) AS bad, min(${value}) FILTER (${wrong}) AS example
       FROM ${table} WHERE ${all}`,
    );
    if (bad === 0) continue;
    out.push(
      makeFinding(shop, "impossible-values", {
        severity: bad > 0.01 * n ? "warning" : "info",
        table,
        column,
        count: bad,
        share: bad / n,
        example: example ?? "",
        wording: table,
      }),
    );
  }
  return out;
}
