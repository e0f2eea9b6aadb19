import type { Sentence } from "../../core/sentence.ts";
import { peopleAt } from "../../features/people.ts";
import type { Reader } from "../../store/reader.ts";
import { literal } from "../sql.ts";

/** Two profiles that may be one person; a person decides. */
export interface Proposal {
  readonly from: string;
  readonly into: string;
  /** 0–99: the points of what agrees, less those of what differs. */
  readonly score: number;
  readonly evidence: readonly Sentence[];
}

/** What profiles are compared by, and the points for agreeing and for differing where both are known. */
const fields = {
  email: { agree: 60, differ: 0 },
  phone: { agree: 45, differ: 0 },
  name: { agree: 25, differ: -25 },
  birthDate: { agree: 25, differ: -50 },
  address: { agree: 20, differ: 0 },
} as const;
type Field = keyof typeof fields;

/** From so many points on a pair is proposed: an e-mail address, or a name and a birth date, not a name and an address. */
const LEAST = 50;
const MOST_PAIRS = 200;
/** A value that more profiles have is a desk's or a family's. */
const MOST_HOLDERS = 5;

/** Names of attributes, letters only, in lower case. */
const attributeNames = {
  first: ["firstname", "givenname", "名", "имя"],
  last: ["lastname", "familyname", "surname", "姓", "фамилия"],
  name: ["name", "fullname", "customername", "姓名", "фио", "имяклиента"],
  birth: ["birthday", "birthdate", "dateofbirth", "dob", "生日", "出生日期", "датарождения", "деньрождения"],
  street: ["street", "address", "addressstreet", "addressline", "streetaddress", "地址", "адрес", "улица"],
  postal: ["zip", "zipcode", "postcode", "postalcode", "addresspostalcode", "addresszip", "邮编", "индекс"],
} as const;

/** Profiles that share an e-mail address, a phone number, or a name with a birth date, best first. */
export async function proposeMerges(reader: Reader, now: Date): Promise<Proposal[]> {
  const people = await peopleAt(reader, now);
  const rows = await reader.rows<PairRow>(
    `WITH ${[...people.ctes, ...comparison(people.of)].join(",\n")}
     SELECT a.customer_id AS first_id, b.customer_id AS second_id, a.known_at <= b.known_at AS first_older, s.*
     FROM scored s JOIN customers a ON a.customer = s.a JOIN customers b ON b.customer = s.b
     WHERE score >= ${LEAST}
       AND NOT EXISTS (SELECT 1 FROM decided d WHERE d.a = s.a AND d.b = s.b AND $1::TIMESTAMP IS NOT NULL)
     ORDER BY score DESC, s.a, s.b LIMIT ${MOST_PAIRS}`,
    [now],
  );
  return rows.map(proposalOf);
}

type PairRow = Readonly<
  { first_id: string; second_id: string; first_older: boolean; score: number } & Record<
    `${Field}_is`,
    "agree" | "differ" | null
  > &
    Record<`${Field}_value`, string | null>
>;

function proposalOf(row: PairRow): Proposal {
  const evidence = (Object.keys(fields) as Field[]).flatMap((field): Sentence[] => {
    const is = row[`${field}_is`];
    if (is === null || (is === "differ" && fields[field].differ === 0)) return [];
    return [{ code: `identity.${is}.${field}`, data: { value: row[`${field}_value`] ?? "" } }];
  });
  // A visitor joins a user; of two alike the younger profile joins the older.
  const visitor = (id: string) => id.startsWith("anonymous:");
  const [first, second] = [row.first_id, row.second_id];
  const keepFirst = visitor(first) === visitor(second) ? row.first_older : visitor(second);
  const [into, from] = keepFirst ? [first, second] : [second, first];
  return { from, into, score: row.score, evidence };
}

const named = (of: readonly string[]) => `plain IN (${of.map(literal).join(", ")})`;
const last = (which: keyof typeof attributeNames) =>
  `arg_max(text, told_at) FILTER (${named(attributeNames[which])})`;
const plainText = (text: string) =>
  `nullif(array_to_string(list_sort(list_filter(string_split(regexp_replace(strip_accents(lower(${text})), '[^\\p{L}\\p{N}]+', ' ', 'g'), ' '), lambda w: w <> '')), ' '), '')`;

/** Phone numbers are compared by their last nine digits: some are written with the country, some with a zero before. */
const phoneDigits = "right(regexp_replace(value, '[^0-9]', '', 'g'), 9)";

/** CTEs from what is told of people to `scored(a, b, score, <field>_is, <field>_value)`, and `decided(a, b)`. */
function comparison(of: (table: string) => string): string[] {
  const names = Object.keys(fields) as Field[];
  return [
    `told AS (
      SELECT customer, regexp_replace(lower(name), '[^\\p{L}]', '', 'g') AS plain, text, coalesce(known_at, TIMESTAMP '1970-01-01') AS told_at
      FROM ${of("attributes")} WHERE text IS NOT NULL)`,
    `told_people AS (
      SELECT customer, coalesce(${last("name")}, ${last("first")} || ' ' || ${last("last")}) AS name, ${last("birth")} AS birth,
        ${last("street")} AS street, ${last("postal")} AS postal FROM told GROUP BY customer)`,
    `person_values AS (
      SELECT DISTINCT customer, 'email' AS field, lower(trim(value)) AS value FROM ${of("identities")} WHERE kind = 'email'
      UNION SELECT customer, 'phone', ${phoneDigits} FROM ${of("identities")}
        WHERE kind = 'phone' AND length(regexp_replace(value, '[^0-9]', '', 'g')) >= 7
      UNION SELECT customer, 'name', ${plainText("name")} FROM told_people
      UNION SELECT customer, 'birthDate', TRY_CAST(left(birth, 10) AS DATE)::VARCHAR FROM told_people
      UNION SELECT customer, 'address', ${plainText("street || ' ' || postal")} FROM told_people)`,
    "known_values AS (SELECT * FROM person_values WHERE value IS NOT NULL)",
    `blocks AS (
      SELECT customer, field || ':' || value AS block FROM known_values WHERE field IN ('email', 'phone')
      UNION SELECT n.customer, 'name:' || n.value || ':' || o.value FROM known_values n JOIN known_values o USING (customer)
        WHERE n.field = 'name' AND o.field IN ('birthDate', 'address'))`,
    `small_blocks AS (SELECT block FROM blocks GROUP BY block HAVING count(*) BETWEEN 2 AND ${MOST_HOLDERS})`,
    `pairs AS (
      SELECT DISTINCT x.customer AS a, y.customer AS b FROM blocks x JOIN small_blocks USING (block)
      JOIN blocks y USING (block) WHERE x.customer < y.customer)`,
    `compared AS (
      SELECT p.a, p.b, v.field, max(v.value) FILTER (o.value = v.value) AS value, bool_or(o.value = v.value) AS agrees
      FROM pairs p JOIN known_values v ON v.customer = p.a JOIN known_values o ON o.customer = p.b AND o.field = v.field
      GROUP BY p.a, p.b, v.field)`,
    `scored AS (
      SELECT a, b, least(99, sum(CASE field ${names
        .map((n) => `WHEN '${n}' THEN CASE WHEN agrees THEN ${fields[n].agree} ELSE ${fields[n].differ} END`)
        .join(" ")} END))::INTEGER AS score,
        ${names
          .map(
            (n) =>
              `max(CASE WHEN agrees THEN 'agree' ELSE 'differ' END) FILTER (field = '${n}') AS "${n}_is", max(value) FILTER (field = '${n}') AS "${n}_value"`,
          )
          .join(", ")}
      FROM compared GROUP BY a, b)`,
    `decided AS (
      SELECT least(from_customer, into_customer) AS a, greatest(from_customer, into_customer) AS b FROM merge_refusals
      UNION SELECT least(from_customer, into_customer), greatest(from_customer, into_customer) FROM merges)`,
  ];
}
