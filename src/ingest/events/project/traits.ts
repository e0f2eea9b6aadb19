import { loadCustomers } from "../../load/customers.ts";
import { type Batch, stage } from "./batch.ts";
import { jsonFields } from "./json-fields.ts";

const contact = jsonFields(["email", "phone"]);

/**
 * Traits of `identify` become attributes, those of `group` too (`group.<trait>`), each version known from its time on; a
 * trait told again as it was is not stored again. E-mail addresses and phone numbers become identities.
 */
export async function storeTraits(batch: Batch): Promise<number> {
  if (!batch.labels.has("identify") && !batch.labels.has("group")) return 0;
  const { w } = batch;
  await w.run(`CREATE OR REPLACE TEMP TABLE told_traits AS
    SELECT event_id, profile, known_at, name, text FROM (
      SELECT a.event_id, a.profile, a.known_at, a.type, j.fullkey, j.atom ->> '$' AS text,
        CASE a.type WHEN 'group' THEN 'group.' ELSE '' END || replace(substr(j.fullkey, 3), '"', '') AS name
      FROM (SELECT event_id, profile, known_at, type, properties FROM arrived
        WHERE type IN ('identify', 'group') AND profile IS NOT NULL AND properties IS NOT NULL) a, json_tree(a.properties) j
      WHERE j.atom IS NOT NULL AND j.type NOT IN ('NULL', 'ARRAY', 'OBJECT') AND NOT contains(j.fullkey, '['))
    WHERE NOT (type = 'identify' AND name IN ('email', 'phone')) AND length(name) BETWEEN 1 AND 200
    UNION ALL SELECT event_id, profile, known_at, 'group', name FROM arrived
      WHERE type = 'group' AND profile IS NOT NULL AND name IS NOT NULL`);
  await w.run(`CREATE OR REPLACE TEMP TABLE new_traits AS
    SELECT profile, known_at, name, text FROM (
      SELECT t.*, coalesce(lag(t.text) OVER (PARTITION BY t.profile, t.name ORDER BY t.known_at), s.text) AS before
      FROM (SELECT profile, known_at, name, arg_max(text, event_id) AS text FROM told_traits GROUP BY ALL) t
      LEFT JOIN (
        SELECT c.customer_id AS profile, a.name, arg_max(a.text, coalesce(a.known_at, TIMESTAMP '1970-01-01')) AS text
        FROM attributes a JOIN customers c USING (customer)
        WHERE c.customer_id IN (SELECT profile FROM told_traits) GROUP BY ALL) s USING (profile, name))
    WHERE text IS DISTINCT FROM before`);
  await w.run(`CREATE OR REPLACE TEMP TABLE told_people AS
    SELECT row_number() OVER (ORDER BY min(event_id), known_at) AS row_number, profile, known_at,
      arg_max(email, event_id) AS email, arg_max(phone, event_id) AS phone
    FROM (
      SELECT event_id, profile, known_at, ${contact.text("p", "email")} AS email, ${contact.text("p", "phone")} AS phone
      FROM (SELECT *, ${contact.parse("properties")} AS p FROM arrived WHERE type = 'identify' AND profile IS NOT NULL)
      UNION ALL SELECT event_id, profile, known_at, NULL, NULL FROM arrived WHERE type = 'group' AND profile IS NOT NULL)
    GROUP BY profile, known_at`);
  const loading = await stage(batch, "customers", {
    rows: `SELECT row_number, row_number AS line, row_number AS h1, row_number AS h2, profile AS customer, email, phone,
        NULL::TIMESTAMP AS registered, known_at AS "date" FROM told_people`,
    rest: `SELECT p.row_number, (row_number() OVER (PARTITION BY p.row_number ORDER BY t.name))::INTEGER AS place, t.name, t.text,
        CASE WHEN isfinite(TRY_CAST(t.text AS DOUBLE)) THEN TRY_CAST(t.text AS DOUBLE) END AS number
      FROM new_traits t JOIN told_people p USING (profile, known_at)`,
    fields: ["customer", "email", "phone", "date"],
  });
  for (const table of ["told_traits", "new_traits", "told_people"]) await w.run(`DROP TABLE ${table}`);
  return loading ? (await loadCustomers(loading)).stored : 0;
}
