import type { Finding } from "../finding.ts";
import { makeFinding } from "../make-finding.ts";
import type { Shop } from "../shop.ts";

const FEW_SHARE = 0.1;
const FEW = 100;

/** Customers who came back on another day: what churn and value are learned from. */
export async function repeatBuyers(shop: Shop): Promise<Finding[]> {
  const { buyers, repeat } = await shop.reader.one<{ buyers: number; repeat: number }>(`
    SELECT count(*) AS buyers, count(*) FILTER (WHERE first::DATE < last::DATE) AS repeat FROM (
      SELECT min(ordered_at) AS first, max(ordered_at) AS last
      FROM orders WHERE kind = 'sale' AND customer IS NOT NULL GROUP BY customer
    )`);
  if (buyers === 0) return [];
  const share = repeat / buyers;
  const facts = { table: "orders", count: repeat, share, data: { buyers } };
  if (share >= FEW_SHARE && repeat >= FEW) {
    return [makeFinding(shop, "repeat-buyers", { ...facts, severity: "good" })];
  }
  return [makeFinding(shop, "few-repeat-buyers", { ...facts, severity: repeat === 0 ? "error" : "warning" })];
}
