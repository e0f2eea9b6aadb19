import type { Writer } from "../../store/writer.ts";

/** Tables that hold the facts of an import as this table. */
const facts: Readonly<Record<string, readonly string[]>> = {
  customers: ["attributes", "identities"],
  identities: ["identities"],
  orders: ["reversals", "ended_orders", "order_lines", "orders"],
  products: [],
  events: ["events"],
  messages: ["messages"],
  reviews: ["reviews"],
  payments: ["payments"],
  loyalty: ["loyalty"],
};

const customersUsedIn = [
  "identities",
  "attributes",
  "orders",
  "events",
  "messages",
  "reviews",
  "payments",
  "loyalty",
];
const productsUsedIn = ["order_lines", "reviews"];

/**
 * Takes out what imports of `table` stored, and customers and products that came with them and that nothing else
 * mentions. Returns the imports that are gone.
 */
export async function removeFacts(w: Writer, table: string): Promise<number[]> {
  const imports = await w.rows<{ import_id: number }>("SELECT import_id FROM imports WHERE table_name = $1", [
    table,
  ]);
  if (imports.length === 0) return [];
  const mine = "import_id IN (SELECT import_id FROM imports WHERE table_name = $1)";
  for (const name of facts[table]!) await w.run(`DELETE FROM ${name} WHERE ${mine}`, [table]);
  const unused = (key: string, tables: readonly string[]) =>
    tables.map((t) => `${key} NOT IN (SELECT ${key} FROM ${t} WHERE ${key} IS NOT NULL)`).join(" AND ");
  await w.run(`DELETE FROM customers WHERE ${mine} AND ${unused("customer", customersUsedIn)}`, [table]);
  await w.run(`DELETE FROM products WHERE ${mine} AND ${unused("product", productsUsedIn)}`, [table]);
  await w.run("DELETE FROM product_names WHERE product_id NOT IN (SELECT product_id FROM products)");
  for (const name of ["rejects", "import_recipes"]) await w.run(`DELETE FROM ${name} WHERE ${mine}`, [table]);
  await w.run("DELETE FROM imports WHERE table_name = $1", [table]);
  return imports.map((i) => i.import_id);
}
