import { literal } from "../sql.ts";
import { disposition, findDoubles, type Loaded, type Loading, stagedRows } from "./loading.ts";
import { addCustomers } from "./people.ts";
import { addProducts, productKeys } from "./products.ts";

/** How the rows of a table of dated facts become rows of the store. */
export interface FactTable {
  readonly table: string;
  /** SQL over the staged row `r` (`c.customer`, `p.product` and `x.properties` beside it), by column of the table, but `import_id`. */
  readonly columns: Readonly<Record<string, string>>;
  /** The column that names the row; rows without it are compared as wholes. */
  readonly key: string;
  /** With the key, these columns say which rows are the same. */
  readonly sameBy?: readonly string[];
  /** A row told again with the same key takes the place of the earlier one. */
  readonly replaces: boolean;
  /** SQL over the staged row: when it happened. */
  readonly at: string;
  readonly amount?: string;
}

/** Stores rows of a table of dated facts; each row once. */
export async function loadFacts(loading: Loading, fact: FactTable): Promise<Loaded> {
  const { w, importId, staged, fields } = loading;
  const names = Object.keys(fact.columns);
  await findDoubles(loading);
  const rows = stagedRows(loading);
  await addCustomers(
    loading,
    `(SELECT row_number, customer AS customer_id, ${fact.at} AS ordered_at FROM ${rows} r)`,
  );
  const products = fields.has("product");
  if (products)
    await addProducts(
      loading,
      `(SELECT row_number, product AS product_id, NULL::VARCHAR AS description, NULL::VARCHAR AS category, ${fact.at} AS ordered_at FROM ${rows} r)`,
    );
  const [restFile] = staged.restFiles;
  const rest = restFile ? `LEFT JOIN read_parquet(${literal(restFile)}) x USING (row_number)` : "";
  const select = names.map(
    (n) =>
      `${restFile ? fact.columns[n] : fact.columns[n]!.replaceAll("x.properties", "NULL::VARCHAR")} AS "${n}"`,
  );
  await w.run(`CREATE OR REPLACE TEMP TABLE import_rows AS
    SELECT r.row_number, ${select.join(", ")} FROM ${rows} r
    LEFT JOIN customers c ON c.customer_id = r.customer
    ${products ? `LEFT JOIN ${productKeys} p ON p.product_id = r.product` : "LEFT JOIN (SELECT NULL::BIGINT AS product) p ON false"}
    ${rest} WHERE r.row_number NOT IN (SELECT row_number FROM doubles)`);
  const superseded = fact.replaces
    ? await w.run(`DELETE FROM import_rows WHERE row_number IN (SELECT row_number FROM (
        SELECT row_number, row_number() OVER (PARTITION BY "${fact.key}" ORDER BY row_number DESC) AS place
        FROM import_rows WHERE "${fact.key}" IS NOT NULL) WHERE place > 1)`)
    : 0;
  const known = (await takeKnown(loading, fact, names)) + (await takeStale(loading, fact));
  const corrected = fact.replaces
    ? await w.run(`DELETE FROM ${fact.table} WHERE "${fact.key}" IN (SELECT "${fact.key}" FROM import_rows)`)
    : 0;
  await w.run(
    `INSERT INTO ${fact.table} BY NAME SELECT ${names.map((n) => `"${n}"`).join(", ")}, $1::BIGINT AS import_id FROM import_rows ORDER BY row_number`,
    [importId],
  );
  const { anonymous, amount } = await w.one<{ anonymous: number; amount: number | null }>(
    `SELECT count(*) FILTER (customer IS NULL) AS anonymous, ${fact.amount ? `coalesce(sum(${fact.amount}), 0)::BIGINT` : "NULL"} AS amount FROM import_rows`,
  );
  const doubles = await w.one<{ n: number }>("SELECT count(*) AS n FROM doubles");
  for (const table of ["import_rows", "doubles"]) await w.run(`DROP TABLE ${table}`);
  const duplicates = doubles.n + superseded + known;
  const stored = staged.good - duplicates;
  return {
    stored,
    duplicates,
    dispositions: [
      disposition("stored", stored - anonymous - corrected, amount),
      disposition("storedAnonymous", anonymous),
      disposition("corrected", corrected),
      disposition("superseded", superseded),
      disposition("doubles", doubles.n),
      disposition("known", known),
    ].filter((d) => d.rows > 0),
  };
}

/** Takes out of `import_rows` what is stored already: of equal rows as many as are stored. */
async function takeKnown(
  { w, importId }: Loading,
  fact: FactTable,
  names: readonly string[],
): Promise<number> {
  const take = (by: readonly string[], where: string) => {
    const list = by.map((n) => `"${n}"`).join(", ");
    const equal = by.map((n) => `r."${n}" IS NOT DISTINCT FROM s."${n}"`).join(" AND ");
    return w.run(`DELETE FROM import_rows WHERE row_number IN (
      SELECT r.row_number FROM (
        SELECT row_number, ${list}, row_number() OVER (PARTITION BY ${list} ORDER BY row_number) AS copy FROM import_rows WHERE ${where}) r
      JOIN (SELECT ${list}, count(*) AS copies FROM ${fact.table} WHERE import_id IS DISTINCT FROM ${importId} GROUP BY ALL) s ON ${equal}
      WHERE copy <= ${fact.sameBy && by !== names ? "copy" : "copies"})`);
  };
  const byKey = fact.sameBy ? await take([fact.key, ...fact.sameBy], `"${fact.key}" IS NOT NULL`) : 0;
  return byKey + (await take(names, "true"));
}

/** Takes out rows that were rejected before and told anew since: what was told last stands. */
async function takeStale({ w, importId, again }: Loading, fact: FactTable): Promise<number> {
  if (!again || !fact.replaces) return 0;
  return w.run(`DELETE FROM import_rows WHERE "${fact.key}" IN (
    SELECT "${fact.key}" FROM ${fact.table} WHERE import_id IS NULL OR import_id >= ${importId})`);
}
