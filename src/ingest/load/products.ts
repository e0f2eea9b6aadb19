import type { Writer } from "../../store/writer.ts";
import { isService } from "../understand/services.ts";
import { type Loading, nextKey } from "./loading.ts";

/** From this share of rows whose codes have digits on, a code without is unusual. */
const CODED = 0.75;

/** One row a product, whatever versions of it are told: `product_id`, `product`, `kind`. */
export const productKeys = `(SELECT product_id, min(product) AS product, min(kind) AS kind FROM products GROUP BY product_id)`;

/** What most rows call a product, over temp table or table `from`. */
const usualNames = (from: string) => `(SELECT product_id,
    arg_max(name, (told, -place)) FILTER (name IS NOT NULL) AS name,
    arg_max(category, (told, -place)) FILTER (category IS NOT NULL) AS category
  FROM ${from} GROUP BY product_id)`;

/**
 * Gives every product id of `rows` (SQL with `product_id`, `description`, `category`, `ordered_at`, `row_number`) a
 * key. A product's name is its most frequent description in all rows so far; postage, fees and manual entries are
 * services.
 */
export async function addProducts({ w, importId }: Loading, rows: string): Promise<void> {
  const next = await nextKey(w, "products", "product");
  await w.run(`CREATE OR REPLACE TEMP TABLE seen_names AS
    SELECT product_id, description AS name, category, min(ordered_at) AS first_at, min(row_number) AS first, count(*) AS told
    FROM ${rows} WHERE product_id IS NOT NULL GROUP BY ALL`);
  await w.run(`CREATE OR REPLACE TEMP TABLE names_before AS SELECT * FROM ${usualNames("product_names")}
    WHERE product_id IN (SELECT product_id FROM seen_names)`);
  await countNames(w);
  await w.run(`CREATE OR REPLACE TEMP TABLE seen_products AS
    SELECT s.product_id, s.first_at, s.first, n.name, n.category
    FROM (SELECT product_id, min(first_at) AS first_at, min(first) AS first FROM seen_names GROUP BY product_id) s
    JOIN ${usualNames("(FROM product_names SEMI JOIN seen_names USING (product_id))")} n USING (product_id)`);
  await w.run(
    `UPDATE products SET known_at = s.first_at FROM seen_products s
     WHERE products.product_id = s.product_id AND s.first_at IS NOT NULL
       AND (products.known_at IS NULL OR products.known_at > s.first_at)
       AND products.rowid IN (SELECT min(rowid) FROM products GROUP BY product)`,
  );
  // A name or category that a catalogue told stays.
  await w.run(`UPDATE products SET name = s.name FROM seen_products s LEFT JOIN names_before b USING (product_id)
    WHERE products.product_id = s.product_id AND products.name IS NOT DISTINCT FROM b.name AND products.name IS DISTINCT FROM s.name`);
  await w.run(`UPDATE products SET category = s.category FROM seen_products s LEFT JOIN names_before b USING (product_id)
    WHERE products.product_id = s.product_id AND products.category IS NOT DISTINCT FROM b.category
      AND products.category IS DISTINCT FROM s.category`);
  const { usual, all } = await w.one<{ usual: number; all: number }>(
    `SELECT coalesce(sum(told) FILTER (regexp_matches(product_id, '\\d{3}')), 0)::BIGINT AS usual,
       coalesce(sum(told), 0)::BIGINT AS "all" FROM product_names`,
  );
  await w.run(
    `INSERT INTO products
     SELECT ${next} - 1 + row_number() OVER (ORDER BY s.first), s.product_id, s.name, s.category, 'goods', s.first_at, $1
     FROM seen_products s ANTI JOIN products p ON p.product_id = s.product_id`,
    [importId],
  );
  await markServices(w, next, usual >= CODED * all);
  for (const table of ["seen_names", "names_before", "seen_products"]) await w.run(`DROP TABLE ${table}`);
}

/** Adds temp table `seen_names` to the names told so far. */
async function countNames(w: Writer): Promise<void> {
  const same = `n.product_id = s.product_id AND n.name IS NOT DISTINCT FROM s.name AND n.category IS NOT DISTINCT FROM s.category`;
  const place = await nextKey(w, "product_names", "place");
  await w.run(`UPDATE product_names AS n SET told = n.told + s.told FROM seen_names s WHERE ${same}`);
  await w.run(`INSERT INTO product_names
    SELECT s.product_id, s.name, s.category, s.told, ${place} - 1 + row_number() OVER (ORDER BY s.first_at, s.name, s.category)
    FROM seen_names s ANTI JOIN product_names n ON ${same}`);
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
