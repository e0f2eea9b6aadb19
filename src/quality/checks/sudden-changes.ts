import type { Finding } from "../finding.ts";
import { makeFinding } from "../make-finding.ts";
import type { Shop } from "../shop.ts";

/** An import is held against the usual one of at least this many before it. */
const BEFORE = 3;
/** So many times more or fewer rows than usual. */
const TIMES = 3;
/** Rows an import needs for its shares to say anything, and by how much the share of empty cells must rise. */
const ROWS = 50;
const MORE_EMPTY = 0.2;
/** A column of a few words: new words are told where they are in so much of the rows. */
const WORDS = 50;
const NEW_SHARE = 0.01;

/** Columns that usually are filled, and among them those of a few words. */
const columns: Readonly<
  Record<string, { readonly filled: readonly string[]; readonly words: readonly string[] }>
> = {
  orders: {
    filled: ["customer", "currency", "country", "channel"],
    words: ["currency", "country", "channel"],
  },
  payments: {
    filled: ["customer", "due_at", "paid_at", "currency", "status"],
    words: ["currency", "status"],
  },
  messages: { filled: ["customer", "campaign", "channel"], words: ["channel", "action"] },
  reviews: { filled: ["customer", "product", "rating", "text"], words: ["kind"] },
  products: { filled: ["name", "category"], words: ["category"] },
  loyalty: { filled: ["customer", "points"], words: ["kind"] },
};

interface Imported {
  readonly table: string;
  readonly last: number;
  readonly file: string;
  readonly received: number;
  readonly usual: number;
  readonly before: number;
}

/** What the newest import of a table has that those before it had not: other volume, more empty cells, new words. */
export async function suddenChanges(shop: Shop): Promise<Finding[]> {
  const imports = await shop.reader.rows<Imported>(`
    WITH told AS (SELECT table_name, import_id, file_name, received,
        row_number() OVER (PARTITION BY table_name ORDER BY import_id DESC) AS place
      FROM imports WHERE received > 0 AND stored > 0)
    SELECT table_name AS "table", max(import_id) AS last, any_value(file_name) FILTER (place = 1) AS file,
      any_value(received) FILTER (place = 1) AS received, count(*) - 1 AS before,
      coalesce(median(received) FILTER (place BETWEEN 2 AND 11), 0)::BIGINT AS usual
    FROM told GROUP BY 1 HAVING count(*) > 1 ORDER BY 1`);
  const out: Finding[] = [];
  for (const one of imports) {
    out.push(...volume(shop, one));
    const of = columns[one.table];
    if (!of) continue;
    out.push(...(await emptier(shop, one, of.filled)), ...(await newWords(shop, one, of.words)));
  }
  return out;
}

function volume(shop: Shop, { table, received, usual, before, file }: Imported): Finding[] {
  if (before < BEFORE || (received * TIMES >= usual && received <= usual * TIMES)) return [];
  return [
    makeFinding(shop, "import-volume", {
      severity: "warning",
      table,
      count: received,
      example: file,
      wording: received < usual ? "fewer" : "more",
      data: { usual, table },
    }),
  ];
}

async function emptier(
  shop: Shop,
  { table, last, file }: Imported,
  names: readonly string[],
): Promise<Finding[]> {
  const empty = (of: string, c: string) =>
    `count(*) FILTER (${of} AND nullif(trim(${c}::VARCHAR), '') IS NULL)`;
  const row = await shop.reader.one<Record<string, number>>(
    `SELECT count(*) FILTER (now) AS now, count(*) FILTER (NOT now) AS before,
       ${names.map((c, i) => `${empty("now", c)} AS n${i}, ${empty("NOT now", c)} AS b${i}`).join(", ")}
     FROM (SELECT ${names.join(", ")}, import_id = $1 AS now FROM ${table} WHERE import_id <= $1)`,
    [last],
  );
  const { now, before } = row as { now: number; before: number };
  if (now < ROWS || before < ROWS) return [];
  return names.flatMap((column, i) => {
    const [share, usual] = [row[`n${i}`]! / now, row[`b${i}`]! / before];
    if (share - usual < MORE_EMPTY) return [];
    const data = { usual, table, column };
    const count = row[`n${i}`]!;
    return [
      makeFinding(shop, "import-gaps", {
        severity: "warning",
        table,
        column,
        count,
        share,
        example: file,
        data,
      }),
    ];
  });
}

async function newWords(shop: Shop, { table, last }: Imported, names: readonly string[]): Promise<Finding[]> {
  const out: Finding[] = [];
  for (const column of names) {
    const { known, rows, count, words } = await shop.reader.one<{
      known: number;
      rows: number;
      count: number;
      words: string | null;
    }>(
      `WITH told AS (SELECT ${column} AS word, count(*) FILTER (import_id = $1) AS now, count(*) FILTER (import_id < $1) AS before
         FROM ${table} WHERE ${column} IS NOT NULL AND import_id <= $1 GROUP BY 1)
       SELECT count(*) FILTER (before > 0) AS known, coalesce(sum(now), 0)::BIGINT AS rows,
         coalesce(sum(now) FILTER (before = 0), 0)::BIGINT AS count,
         array_to_string((list(word ORDER BY now DESC, word) FILTER (before = 0))[1:3], ', ') AS words
       FROM told`,
      [last],
    );
    if (known === 0 || known > WORDS || rows < ROWS || count < NEW_SHARE * rows) continue;
    const data = { words: words ?? "", table, column };
    out.push(
      makeFinding(shop, "import-new-values", {
        severity: "info",
        table,
        column,
        count,
        share: count / rows,
        example: words ?? "",
        data,
      }),
    );
  }
  return out;
}
