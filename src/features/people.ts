import type { Reader } from "../store/reader.ts";

/**
 * Whose a fact is. Facts keep the profile they came with (a visitor before login, a user after it); as of T a profile
 * that has joined another one, known before T and not taken apart before T, is that other one.
 */
export interface People {
  /** CTEs to put first behind WITH (the word RECURSIVE among them); empty where every profile is a person of its own. */
  readonly ctes: readonly string[];
  /** The table, with the person in column `customer` in the place of the profile. */
  of(table: string): string;
}

/** Every profile is a person of its own. */
export const separatePeople: People = { ctes: [], of: (table) => table };

/** Profiles that have joined others as of `$1`, each with the last of the chain in `person`. */
const mergedPeople: People = {
  ctes: [
    `RECURSIVE joined AS (
  SELECT from_customer, into_customer FROM merges WHERE known_at < $1 AND (undone_at IS NULL OR undone_at >= $1)
)`,
    `chain AS (
  SELECT from_customer AS customer, into_customer AS person, 1 AS steps FROM joined
  UNION ALL SELECT c.customer, j.into_customer, c.steps + 1 FROM chain c JOIN joined j ON j.from_customer = c.person
  WHERE c.steps < 20
)`,
    `persons AS (
  SELECT customer, person FROM chain WHERE person NOT IN (SELECT from_customer FROM joined)
)`,
  ],
  of: (table) =>
    `(SELECT facts.* REPLACE (coalesce(persons.person, facts.customer) AS customer)
    FROM ${table} facts LEFT JOIN persons ON persons.customer = facts.customer)`,
};

/** How profiles are read as of a moment: with no merge known before it nothing is joined, and nothing slows down. */
export async function peopleAt(reader: Reader, asOf: Date): Promise<People> {
  const { merged } = await reader.one<{ merged: boolean }>(
    "SELECT count(*) > 0 AS merged FROM (SELECT 1 FROM merges WHERE known_at < $1 LIMIT 1)",
    [asOf],
  );
  return merged ? mergedPeople : separatePeople;
}

/** The person of every profile that has joined another as of a moment. */
export async function joinedPeople(reader: Reader, asOf: Date): Promise<ReadonlyMap<number, number>> {
  const { ctes } = await peopleAt(reader, asOf);
  if (ctes.length === 0) return new Map();
  const rows = await reader.columns(`WITH ${ctes.join(",\n")} SELECT customer, person FROM persons`, [asOf]);
  const persons = rows.person as Float64Array;
  return new Map(Array.from(rows.customer as Float64Array, (customer, i) => [customer, persons[i]!]));
}

/** The person that a profile is of today, and all profiles of that person. */
export async function personOf(
  reader: Reader,
  customer: number,
): Promise<{ readonly person: number; readonly profiles: readonly number[] }> {
  const { person } = await reader.one<{ person: number }>(
    `WITH RECURSIVE up AS (
       SELECT $1::BIGINT AS customer, 0 AS steps
       UNION ALL SELECT m.into_customer, u.steps + 1 FROM up u JOIN merges m ON m.from_customer = u.customer
       WHERE m.undone_at IS NULL AND u.steps < 20)
     SELECT arg_max(customer, steps) AS person FROM up`,
    [customer],
  );
  const { profile } = await reader.columns(
    `WITH RECURSIVE down AS (
       SELECT $1::BIGINT AS customer, 0 AS steps
       UNION ALL SELECT m.from_customer, d.steps + 1 FROM down d JOIN merges m ON m.into_customer = d.customer
       WHERE m.undone_at IS NULL AND d.steps < 20)
     SELECT DISTINCT customer AS profile FROM down ORDER BY customer`,
    [person],
  );
  return { person, profiles: Array.from(profile as Float64Array) };
}
