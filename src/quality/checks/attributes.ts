import type { Finding } from "../finding.ts";
import { makeFinding } from "../make-finding.ts";
import type { Shop } from "../shop.ts";

const FILLED = 0.8;

interface Attribute {
  readonly name: string;
  readonly n: number;
  readonly undated: number;
  readonly customers: number;
}

/** Attributes nobody knows the date of, and such as only a part of the customers have. */
export async function attributes(shop: Shop): Promise<Finding[]> {
  const rows = await shop.reader.rows<Attribute>(`
    SELECT name, count(*) AS n, count(*) FILTER (WHERE known_at IS NULL) AS undated,
      count(DISTINCT customer) FILTER (WHERE number IS NOT NULL OR text IS NOT NULL) AS customers
    FROM attributes GROUP BY 1 ORDER BY 1`);
  const out: Finding[] = [];
  const undated = rows.filter((r) => r.undated > 0);
  if (undated.length > 0) {
    out.push(
      makeFinding(shop, "undated-attributes", {
        severity: "info",
        table: "attributes",
        column: "known_at",
        count: undated.length,
        share: undated.reduce((s, r) => s + r.undated, 0) / rows.reduce((s, r) => s + r.n, 0),
        data: { names: names(undated) },
      }),
    );
  }
  const patchy = rows.filter((r) => r.customers < FILLED * shop.customers);
  if (patchy.length > 0) {
    const least = patchy.reduce((a, b) => (b.customers < a.customers ? b : a));
    out.push(
      makeFinding(shop, "patchy-attributes", {
        severity: "info",
        table: "attributes",
        count: patchy.length,
        share: least.customers / shop.customers,
        data: { names: names(patchy), least: least.name },
      }),
    );
  }
  return out;
}

function names(of: readonly Attribute[]): string {
  const shown = of.slice(0, 5).map((a) => a.name);
  return of.length > shown.length ? `${shown.join(", ")}, …` : shown.join(", ");
}
