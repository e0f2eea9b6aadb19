import type { Store } from "../../src/store/store.ts";

/** What the killed processes were told is done. */
export interface Told {
  /** Events 1 … `events`, imports 1 … `imports`. */
  events: number;
  imports: number;
  /** The last day that was refreshed, in milliseconds since 1970. */
  refreshed: number;
}

/** What is wrong with a workspace after a kill, as lines for a person; empty where all is well. */
export interface Verdict {
  readonly lost: readonly string[];
  readonly half: readonly string[];
}

interface Seen {
  readonly n: number;
  readonly max: number | null;
}

/** Compares a workspace with what was told: everything told is there, once, and nothing is there in part. */
export async function verify(store: Store, kind: "import" | "refresh", told: Told): Promise<Verdict> {
  const lost: string[] = [];
  const half: string[] = [];
  const events = await store.one<Seen>("SELECT count(*) AS n, max(message_id::BIGINT) AS max FROM events");
  if ((events.max ?? 0) < told.events) lost.push(`events: told ${told.events}, there ${events.max}`);
  if (events.n !== (events.max ?? 0)) half.push(`events: ${events.n} rows, the last is ${events.max}`);
  await (kind === "import" ? verifyImports : verifyRefresh)(store, told, lost, half);
  return { lost, half };
}

async function verifyImports(store: Store, told: Told, lost: string[], half: string[]): Promise<void> {
  const imports = await store.one<Seen>("SELECT count(*) AS n, max(import_id) AS max FROM imports");
  if (imports.n < told.imports) lost.push(`imports: told ${told.imports}, there ${imports.n}`);
  const uneven = await store.rows(
    `SELECT i.import_id FROM imports i LEFT JOIN order_lines l USING (import_id)
     GROUP BY i.import_id, i.stored, i.received, i.duplicates, i.rejected
     HAVING count(l.line_key) <> i.stored OR i.received <> i.stored + i.duplicates + i.rejected`,
  );
  if (uneven.length > 0) half.push(`imports whose account does not add up: ${JSON.stringify(uneven)}`);
  const tables = await store.rows<{ name: string }>(
    `SELECT table_name AS name FROM duckdb_columns() WHERE database_name = 'app' AND column_name = 'import_id'
       AND table_name <> 'imports'`,
  );
  for (const { name } of tables) {
    const { n } = await store.one<Seen>(
      `SELECT count(*) AS n FROM ${name} WHERE import_id IS NOT NULL
         AND import_id NOT IN (SELECT import_id FROM imports)`,
    );
    if (n > 0) half.push(`${name}: ${n} rows of an import that never ended`);
  }
  const { n: apart } = await store.one<Seen>(
    `SELECT count(*) AS n FROM (SELECT order_key FROM orders) FULL JOIN (SELECT DISTINCT order_key AS k FROM order_lines)
       ON order_key = k WHERE order_key IS NULL OR k IS NULL`,
  );
  if (apart > 0) half.push(`${apart} orders without lines or lines without their order`);
}

/** Tables of a refresh and the moment each is as of; of the models, which keep their history, the newest. */
const asOf = `SELECT 'rfm' AS name, as_of FROM rfm UNION SELECT 'segmentations', as_of FROM segmentations
  UNION SELECT 'actions', as_of FROM actions UNION SELECT 'scores', as_of FROM scores
  UNION SELECT 'models', max(as_of) FROM models`;

async function verifyRefresh(store: Store, told: Told, lost: string[], half: string[]): Promise<void> {
  const tables = await store.rows<{ name: string; as_of: Date }>(asOf);
  const days = new Set(tables.map((t) => t.as_of.getTime()));
  if (days.size > 1) half.push(`tables of different refreshes: ${JSON.stringify(tables)}`);
  const last = Math.max(0, ...days);
  if (last < told.refreshed) lost.push(`refresh: told ${new Date(told.refreshed)}, there ${new Date(last)}`);
  const { members, people } = await store.one<{ members: number; people: number }>(
    "SELECT (SELECT count(*) FROM memberships) AS members, (SELECT count(*) FROM rfm) AS people",
  );
  if (members !== people) half.push(`${members} members of segments, ${people} customers`);
  const beside = await store.rows<{ name: string }>(
    "SELECT table_name AS name FROM duckdb_tables() WHERE database_name = 'app' AND contains(table_name, '__')",
  );
  if (beside.length > 0) half.push(`tables left beside: ${beside.map((t) => t.name).join(", ")}`);
}
