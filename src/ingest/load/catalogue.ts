import { disposition, findDoubles, type Loaded, type Loading, nextKey, stagedRows } from "./loading.ts";
import { markServices } from "./products.ts";

/**
 * Stores products. One that is there gets the name and category it lacked; where the category is another one, the new
 * one is a version of its own, known from the row's date or from this import on.
 */
export async function loadProducts(loading: Loading): Promise<Loaded> {
  const { w, importId, staged } = loading;
  await findDoubles(loading);
  await w.run(`CREATE OR REPLACE TEMP TABLE import_rows AS
    SELECT r.row_number, coalesce(product, name) AS product_id, name, category, "date" AS known_at
    FROM ${stagedRows(loading)} r ANTI JOIN doubles d ON d.row_number = r.row_number`);
  await w.run(`CREATE OR REPLACE TEMP TABLE superseded AS
    SELECT row_number FROM (SELECT row_number, row_number() OVER (PARTITION BY product_id ORDER BY known_at DESC, row_number DESC) AS place
      FROM import_rows) WHERE place > 1`);
  const superseded = await w.run(
    "DELETE FROM import_rows WHERE row_number IN (SELECT row_number FROM superseded)",
  );
  await w.run(`CREATE OR REPLACE TEMP TABLE there AS
    SELECT product_id, min(product) AS product, min(known_at) AS known_at, min(kind) AS kind,
      arg_max(name, coalesce(known_at, TIMESTAMP '1900-01-01')) AS name,
      arg_max(category, coalesce(known_at, TIMESTAMP '1900-01-01')) AS category
    FROM products GROUP BY product_id`);
  const known = await w.run(`DELETE FROM import_rows WHERE row_number IN (
    SELECT r.row_number FROM import_rows r JOIN there t USING (product_id)
    WHERE (r.name IS NULL OR r.name IS NOT DISTINCT FROM t.name)
      AND (r.category IS NULL OR r.category IS NOT DISTINCT FROM t.category))`);
  await w.run(
    `INSERT INTO products
     SELECT t.product, r.product_id, coalesce(r.name, t.name), r.category, t.kind, coalesce(r.known_at, $2), $1
     FROM import_rows r JOIN there t USING (product_id)
     WHERE t.category IS NOT NULL AND r.category IS NOT NULL AND r.category <> t.category`,
    [importId, loading.startedAt],
  );
  await w.run(`UPDATE products SET name = coalesce(r.name, products.name), category = coalesce(products.category, r.category)
    FROM import_rows r WHERE products.product_id = r.product_id AND products.import_id <> ${importId}`);
  const next = await nextKey(w, "products", "product");
  await w.run(
    `INSERT INTO products
     SELECT ${next} - 1 + row_number() OVER (ORDER BY r.row_number), r.product_id, r.name, r.category, 'goods', r.known_at, $1
     FROM import_rows r ANTI JOIN there t USING (product_id)`,
    [importId],
  );
  const { coded } = await w.one<{ coded: boolean }>(
    "SELECT coalesce(avg(regexp_matches(product_id, '\\d{3}')::INTEGER) >= 0.9, false) AS coded FROM products",
  );
  await markServices(w, next, coded);
  const doubles = await w.one<{ n: number }>("SELECT count(*) AS n FROM doubles");
  for (const table of ["import_rows", "superseded", "there", "doubles"]) await w.run(`DROP TABLE ${table}`);
  const duplicates = doubles.n + superseded + known;
  return {
    stored: staged.good - duplicates,
    duplicates,
    dispositions: [
      disposition("stored", staged.good - duplicates),
      disposition("superseded", superseded),
      disposition("doubles", doubles.n),
      disposition("known", known),
    ].filter((d) => d.rows > 0),
  };
}
