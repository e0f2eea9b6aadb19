import { loadProducts } from "../../load/catalogue.ts";
import { type Batch, stage } from "./batch.ts";
import { jsonFields } from "./json-fields.ts";

const fields = jsonFields(["product_id", "productId", "sku", "id", "name", "title", "category"]);

/** Track calls about one product, or a list of them, that say what it is called and where it belongs. */
const single = [
  "product viewed",
  "product added",
  "product removed",
  "product clicked",
  "product added to wishlist",
];
const lists = ["product list viewed", "cart viewed", "checkout started", "product list filtered"];

export const catalogueLabels: readonly string[] = [...single, ...lists];

/** Products that were looked at: a product that is new, or whose name or category was not known, or has changed. */
export async function storeCatalogue(batch: Batch): Promise<number> {
  const asked = catalogueLabels.filter((label) => batch.labels.has(label));
  if (asked.length === 0) return 0;
  const labels = (of: readonly string[]) => of.map((l) => `'${l}'`).join(", ");
  const loading = await stage(batch, "products", {
    // Of what is said of one product in the batch, the last counts; what nobody names or groups tells nothing new.
    rows: `SELECT min(event_id) AS row_number, 1 AS line, 0 AS h1, 0 AS h2, product, arg_max(name, event_id) AS name,
        arg_max(category, event_id) AS category, min(known_at) AS "date"
      FROM (
        SELECT event_id, known_at, ${fields.text("i", "product_id", "productId", "sku", "id")} AS product,
          ${fields.text("i", "name", "title")} AS name, ${fields.text("i", "category")} AS category
        FROM (SELECT event_id, known_at, ${fields.parse("item")} AS i FROM (
          SELECT event_id, known_at, properties AS item FROM arrived WHERE type = 'track' AND label IN (${labels(single)})
          UNION ALL SELECT event_id, known_at, unnest(json_transform(properties, '{"products": ["JSON"]}').products) FROM arrived
            WHERE type = 'track' AND label IN (${labels(lists)}))))
      WHERE product IS NOT NULL GROUP BY product`,
    fields: ["product", "name", "category", "date"],
  });
  return loading ? (await loadProducts(loading)).stored : 0;
}
