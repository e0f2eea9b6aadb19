import { disposition, findDoubles, type Loaded, type Loading, stagedRows } from "./loading.ts";
import { addCustomers } from "./people.ts";

/** SQL: an e-mail address as it is compared. */
export const emailValue = "lower(email)";
/** SQL: a phone number as it is compared: digits, with the plus of an international one. */
export const phoneValue = "nullif(regexp_replace(phone, '[^0-9+]', '', 'g'), '')";

/** Other names of customers; a row may tell several. */
export async function loadIdentities(loading: Loading): Promise<Loaded> {
  const { w, staged } = loading;
  await findDoubles(loading);
  await w.run(`CREATE OR REPLACE TEMP TABLE import_rows AS
    SELECT r.row_number, customer AS customer_id, lower(coalesce(kind, 'other')) AS kind, value, ${emailValue} AS email,
      ${phoneValue} AS phone, "date" AS ordered_at
    FROM ${stagedRows(loading)} r ANTI JOIN doubles d ON d.row_number = r.row_number`);
  await addCustomers(loading, "import_rows");
  const told = (kind: string, value: string) =>
    `SELECT c.customer, ${kind} AS kind, ${value} AS value, r.ordered_at AS known_at, r.row_number
     FROM import_rows r JOIN customers c USING (customer_id) WHERE ${value} IS NOT NULL`;
  const fresh = await addIdentities(
    loading,
    [told("r.kind", "r.value"), told("'email'", "r.email"), told("'phone'", "r.phone")].join(" UNION ALL "),
  );
  const doubles = await w.one<{ n: number }>("SELECT count(*) AS n FROM doubles");
  for (const table of ["import_rows", "doubles"]) await w.run(`DROP TABLE ${table}`);
  const stored = fresh.length;
  return {
    stored,
    duplicates: staged.good - stored,
    dispositions: [
      disposition("stored", stored),
      disposition("doubles", doubles.n),
      disposition("known", staged.good - stored - doubles.n),
    ].filter((d) => d.rows > 0),
  };
}

/** Stores identities that are not there; returns the rows that told any. `told`: SQL of customer, kind, value, known_at, row_number. */
export async function addIdentities({ w, importId }: Loading, told: string): Promise<number[]> {
  await w.run(`CREATE OR REPLACE TEMP TABLE new_identities AS
    SELECT t.customer, t.kind, t.value, min(t.known_at) AS known_at, min(t.row_number) AS row_number FROM (${told}) t
    ANTI JOIN identities i ON i.customer = t.customer AND i.kind = t.kind AND i.value = t.value
    GROUP BY ALL`);
  await w.run(
    "INSERT INTO identities SELECT customer, kind, value, known_at, $1 FROM new_identities ORDER BY row_number, kind",
    [importId],
  );
  const rows = await w.columns("SELECT DISTINCT row_number FROM new_identities ORDER BY row_number");
  await w.run("DROP TABLE new_identities");
  return Array.from(rows.row_number as Float64Array);
}
