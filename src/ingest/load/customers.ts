import { literal } from "../sql.ts";
import { addIdentities, emailValue, phoneValue } from "./identities.ts";
import { disposition, findDoubles, type Loaded, type Loading, stagedRows } from "./loading.ts";
import { addCustomers } from "./people.ts";

/**
 * Stores customers and their attributes. Undated attributes are what is known now: a row told again replaces what it
 * tells differently. With a date every version stays, known from its date.
 */
export async function loadCustomers(loading: Loading): Promise<Loaded> {
  const { w, importId, staged, fields } = loading;
  const numbered = fields.has("customer");
  const dated = fields.has("date");
  await findDoubles(loading);
  if (!numbered) await w.run("DELETE FROM doubles");
  await w.run(`CREATE OR REPLACE TEMP TABLE import_rows AS
    SELECT r.row_number, ${numbered ? "customer" : "row_number::VARCHAR"} AS customer_id, "date" AS known_at,
      least(registered, "date") AS ordered_at, ${emailValue} AS email, ${phoneValue} AS phone
    FROM ${stagedRows(loading)} r ANTI JOIN doubles d ON d.row_number = r.row_number`);
  const superseded = await w.run(`DELETE FROM import_rows WHERE row_number IN (
    SELECT row_number FROM (SELECT row_number,
      row_number() OVER (PARTITION BY customer_id, known_at ORDER BY row_number DESC) AS place FROM import_rows) WHERE place > 1)`);
  await w.run("CREATE OR REPLACE TEMP TABLE before AS SELECT customer_id FROM customers");
  await addCustomers(loading, "import_rows");
  await compareAttributes(loading, dated);
  await w.run(`CREATE OR REPLACE TEMP TABLE told AS
    SELECT c.customer, r.row_number, r.known_at, r.email, r.phone, r.customer_id FROM import_rows r JOIN customers c USING (customer_id)`);
  const identities = `SELECT customer, 'email' AS kind, email AS value, known_at, row_number FROM told WHERE email IS NOT NULL
    UNION ALL SELECT customer, 'phone', phone, known_at, row_number FROM told WHERE phone IS NOT NULL`;
  const newIdentities = await addIdentities(loading, identities);
  const known = await w.run(
    `DELETE FROM import_rows WHERE customer_id IN (SELECT customer_id FROM before)
       AND row_number NOT IN (SELECT row_number FROM changes) AND row_number NOT IN (SELECT unnest(string_split($1, ',')::BIGINT[]))`,
    [newIdentities.length > 0 ? newIdentities.join(",") : "0"],
  );
  if (!dated)
    await w.run(`DELETE FROM attributes USING changes c
      WHERE attributes.customer = c.customer AND attributes.name = c.name AND attributes.known_at IS NULL`);
  await w.run(
    "INSERT INTO attributes SELECT customer, name, text, number, known_at, $1 FROM changes ORDER BY row_number, place",
    [importId],
  );
  const doubles = await w.one<{ n: number }>("SELECT count(*) AS n FROM doubles");
  for (const table of ["import_rows", "before", "changes", "told", "doubles"])
    await w.run(`DROP TABLE ${table}`);
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

/** Makes temp table `changes`: attributes of the rows that are not stored so already. */
async function compareAttributes({ w, staged, importId, again }: Loading, dated: boolean): Promise<void> {
  const empty =
    "SELECT NULL::BIGINT AS row_number, 0 AS place, '' AS name, '' AS text, NULL::DOUBLE AS number WHERE false";
  const files = staged.restFiles.map(literal).join(", ");
  const rest = files ? `read_parquet([${files}])` : `(${empty})`;
  const same = dated ? "a.known_at IS NOT DISTINCT FROM r.known_at AND " : "a.known_at IS NULL AND ";
  await w.run(`CREATE OR REPLACE TEMP TABLE changes AS
    SELECT c.customer, r.row_number, r.known_at, t.place, t.name, t.text, t.number
    FROM ${rest} t JOIN import_rows r USING (row_number) JOIN customers c USING (customer_id)
    ANTI JOIN attributes a ON a.customer = c.customer AND a.name = t.name AND ${same} a.text IS NOT DISTINCT FROM t.text`);
  // What was told since, or further down in the same file, stands.
  if (again)
    await w.run(`DELETE FROM changes c USING attributes a WHERE a.customer = c.customer AND a.name = c.name
      AND a.known_at IS NOT DISTINCT FROM c.known_at AND a.import_id >= ${importId}`);
}
