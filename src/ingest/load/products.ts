import type { Writer } from "../../store/writer.ts";
import { isService } from "../understand/services.ts";
import { type Loading, nextKey } from "./loading.ts";

/** From this share of rows whose codes have digits on, a code without is unusual. */
const CODED = 0.75;

/** One row a product, whatever versions of it are told: `product_id`, `product`, `kind`. */
export const productKeys = `(SELECT product_id, min(product) AS product, min(kind) AS kind FROM products GROUP BY product_id)`;

/**
 * Gives every product id of `rows` (SQL with `product_id`, `description`, `category`, `ordered_at`, `row_number`) a
 * key. A product's name is its most frequent description; postage, fees and manual entries are services.
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
     WHERE products.product_id = s.product_id AND s.first_at IS NOT NULL
       AND (products.known_at IS NULL OR products.known_at > s.first_at)
       AND products.rowid IN (SELECT min(rowid) FROM products GROUP BY product)`,
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
  await markServices(w, next, usual >= CODED * all);
  await w.run("DROP TABLE seen_products");
}

/** Marks the services among the products from key `from` on. `coded`: product codes have digits here. */
export async function markServices(w: Writer, from: number, coded: boolean): Promise<void> {
  const fresh = await w.rows<{ product: number; product_id: string; name: string | null }>(
    "SELECT product, product_id, name FROM products WHERE product >= $1",
    [from],
  );
  const services = fresh.filter((p) => isService(p.product_id, p.name, coded)).map((p) => p.product);
  for (let i = 0; i < services.length; i += 10_000) {
    await w.run(
      "UPDATE products SET kind = 'service' WHERE product IN (SELECT unnest(string_split($1, ',')::BIGINT[]))",
      [services.slice(i, i + 10_000).join(",")],
    );
  }
}
