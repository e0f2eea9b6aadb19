import { isService } from "../understand/services.ts";
import { type Loading, nextKey } from "./loading.ts";

/** From this share of coded rows on, a code without digits is unusual. */
const CODED = 0.9;

interface NewProduct {
  readonly product_id: string;
  readonly name: string | null;
}

/**
 * Gives every product id of the order rows `rows` a key. A product's name is its most frequent description; postage,
 * fees and manual entries are services.
 */
export async function addProducts({ w, importId }: Loading, rows: string): Promise<void> {
  const next = await nextKey(w, "products", "product");
  await w.run(`CREATE OR REPLACE TEMP TABLE seen_products AS
    SELECT product_id, min(first_at) AS first_at, min(first) AS first, sum(n)::BIGINT AS n,
      arg_max(description, (n, -first)) FILTER (WHERE description IS NOT NULL) AS name,
      arg_max(category, (n, -first)) FILTER (WHERE category IS NOT NULL) AS category
    FROM (SELECT product_id, description, category, min(ordered_at) AS first_at, min(row_number) AS first, count(*) AS n
      FROM ${rows} WHERE product_id IS NOT NULL GROUP BY ALL)
    GROUP BY product_id`);
  await w.run(
    `UPDATE products SET known_at = s.first_at FROM seen_products s
     WHERE products.product_id = s.product_id AND s.first_at IS NOT NULL AND products.known_at > s.first_at`,
  );
  const { usual, all } = await w.one<{ usual: number; all: number }>(
    `SELECT coalesce(sum(n) FILTER (regexp_matches(product_id, '\\d{3}')), 0)::BIGINT AS usual,
       coalesce(sum(n), 0)::BIGINT AS "all" FROM seen_products`,
  );
  await w.run(
    `INSERT INTO products
     SELECT ${next} - 1 + row_number() OVER (ORDER BY s.first), s.product_id, s.name, s.category, 'goods', s.first_at, $1
     FROM seen_products s ANTI JOIN products p ON p.product_id = s.product_id`,
    [importId],
  );
  const fresh = await w.rows<NewProduct>("SELECT product_id, name FROM products WHERE product >= $1", [next]);
  const services = fresh.filter((p) => isService(p.product_id, p.name, usual >= CODED * all));
  await markServices(
    w,
    services.map((p) => p.product_id),
  );
  await w.run("DROP TABLE seen_products");
}

async function markServices(w: Loading["w"], ids: readonly string[]): Promise<void> {
  for (let i = 0; i < ids.length; i += 500) {
    const part = ids.slice(i, i + 500);
    await w.run(
      `UPDATE products SET kind = 'service' WHERE product_id IN (${part.map((_, k) => `$${k + 1}`).join(", ")})`,
      part,
    );
  }
}
