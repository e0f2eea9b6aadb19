import type { Finding } from "../finding.ts";
import { makeFinding } from "../make-finding.ts";
import type { Shop } from "../shop.ts";

/** Amounts in several currencies are added up as if they were one; without a currency they are bare numbers. */
export async function currencies(shop: Shop): Promise<Finding[]> {
  if (shop.orders === 0) return [];
  const rows = await shop.reader.rows<{ currency: string | null; n: number }>(
    "SELECT nullif(currency, '') AS currency, count(*) AS n FROM orders GROUP BY 1 ORDER BY 2 DESC, 1",
  );
  const all = rows.reduce((sum, r) => sum + r.n, 0);
  const named = rows.filter((r) => r.currency !== null);
  const unknown = all - named.reduce((sum, r) => sum + r.n, 0);
  const facts = (count: number) => ({ table: "orders", column: "currency", count, share: count / all });
  const out: Finding[] = [];
  if (named.length > 1) {
    const others = named.slice(1).reduce((sum, r) => sum + r.n, 0);
    const list = named.map((r) => r.currency).join(", ");
    out.push(makeFinding(shop, "mixed-currencies", { ...facts(others), severity: "error", data: { list } }));
  }
  if (unknown > 0) out.push(makeFinding(shop, "no-currency", { ...facts(unknown), severity: "warning" }));
  return out;
}
