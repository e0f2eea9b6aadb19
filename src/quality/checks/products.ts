import type { Finding } from "../finding.ts";
import { makeFinding } from "../make-finding.ts";
import type { Shop } from "../shop.ts";

const CATEGORISED = 0.5;

/** Product codes with several names, and goods without a name or category. */
export async function products(shop: Shop): Promise<Finding[]> {
  const found = await shop.reader.one<{ n: number; several: number; unnamed: number; categorised: number }>(`
    SELECT count(*) AS n, count(*) FILTER (WHERE names > 1) AS several, count(*) FILTER (WHERE names = 0) AS unnamed,
      count(*) FILTER (WHERE category IS NOT NULL) AS categorised
    FROM (
      SELECT product_id, count(DISTINCT lower(trim(name))) FILTER (WHERE trim(name) <> '') AS names, max(category) AS category
      FROM products WHERE kind = 'goods' GROUP BY 1
    )`);
  const facts = (count: number) =>
    ({ severity: "info", table: "products", count, share: count / found.n }) as const;
  const out: Finding[] = [];
  if (found.several > 0) {
    out.push(makeFinding(shop, "product-names", { ...facts(found.several), column: "name" }));
  }
  if (found.unnamed > 0) {
    out.push(makeFinding(shop, "unnamed-products", { ...facts(found.unnamed), column: "name" }));
  }
  if (found.categorised > 0 && found.categorised < CATEGORISED * found.n) {
    const missing = found.n - found.categorised;
    out.push(makeFinding(shop, "uncategorised-products", { ...facts(missing), column: "category" }));
  }
  return out;
}
