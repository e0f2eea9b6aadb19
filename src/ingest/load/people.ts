import { type Loading, nextKey } from "./loading.ts";

/**
 * Gives every customer id of `rows` (SQL with `customer_id`, `ordered_at`, `row_number`) a key. A new customer is known from
 * the first moment in the rows; one known later than that is known from then on.
 */
export async function addCustomers(
  { w, importId }: Pick<Loading, "w" | "importId">,
  rows: string,
): Promise<void> {
  const next = await nextKey(w, "customers", "customer");
  await w.run(`CREATE OR REPLACE TEMP TABLE seen_customers AS
    SELECT customer_id, min(ordered_at) AS first_at, min(row_number) AS row_number FROM ${rows}
    WHERE customer_id IS NOT NULL GROUP BY customer_id`);
  await w.run(
    `UPDATE customers SET known_at = s.first_at FROM seen_customers s
     WHERE customers.customer_id = s.customer_id AND s.first_at IS NOT NULL
       AND (customers.known_at IS NULL OR customers.known_at > s.first_at)`,
  );
  await w.run(
    `INSERT INTO customers
     SELECT ${next} - 1 + row_number() OVER (ORDER BY s.row_number), s.customer_id, s.first_at, $1
     FROM seen_customers s ANTI JOIN customers c ON c.customer_id = s.customer_id`,
    [importId],
  );
  await w.run("DROP TABLE seen_customers");
}
