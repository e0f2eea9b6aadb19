import { DuckDBInstance } from "@duckdb/node-api";
import { KindredError } from "../core/errors.ts";
import { openFailure } from "./engine-failure.ts";
import { migrationsIn, ownMigrations, pendingMigrations } from "./migrate.ts";
import type { Reader } from "./reader.ts";
import { type Writer, writerOn } from "./writer.ts";

/** What a backup says about itself. */
export interface BackupAbout {
  /** ISO 8601; everything that was told as stored before then is in it. */
  readonly madeAt: string;
  /** Format of the workspace: the number of its last migration. */
  readonly version: number;
  readonly engine: string;
  readonly tables: readonly TableSum[];
}

interface TableSum {
  readonly table: string;
  readonly rows: number;
  /** Of all rows in any order, by the engine’s own hash: equal within one version of it. */
  readonly hash: string;
}

/** The table that makes a data file a backup. */
const ABOUT = "backup_about";

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Looks at every row of the data in attached database `name` and writes down there what it holds. */
export async function describeBackup(w: Writer, name: string, madeAt: Date): Promise<BackupAbout> {
  const about: BackupAbout = { madeAt: madeAt.toISOString(), ...(await contentOf(w, name)) };
  await w.run(`CREATE TABLE ${quoted(name)}.main.${ABOUT} (about VARCHAR)`);
  await w.run(`INSERT INTO ${quoted(name)}.main.${ABOUT} VALUES ($1)`, [JSON.stringify(about)]);
  return about;
}

async function contentOf(r: Reader, name: string): Promise<Omit<BackupAbout, "madeAt">> {
  const found = await r.rows<{ table_name: string }>(
    "SELECT table_name FROM duckdb_tables() WHERE database_name = $1 AND schema_name = 'main' AND table_name <> $2 ORDER BY 1",
    [name, ABOUT],
  );
  const tables: TableSum[] = [];
  for (const { table_name: table } of found) {
    const sum = await r.one<{ rows: number; hash: string }>(
      `SELECT count(*) AS rows, coalesce(bit_xor(hash(t)), 0)::VARCHAR AS hash FROM ${quoted(name)}.main.${quoted(table)} t`,
    );
    tables.push({ table, ...sum });
  }
  const { version } = await r.one<{ version: number }>(
    `SELECT coalesce(max(version), 0) AS version FROM ${quoted(name)}.main.migrations`,
  );
  const { engine } = await r.one<{ engine: string }>("SELECT version() AS engine");
  return { version, engine, tables };
}

/**
 * Reads a backup to its last row and says what it holds.
 * @throws file-missing, backup-damaged, workspace-newer
 */
export async function readBackup(file: string): Promise<BackupAbout> {
  return onFile(file, "READ_ONLY", async (w) => {
    const { about } = await w.one<{ about: string }>(`SELECT about FROM backup.main.${ABOUT}`);
    const said = JSON.parse(about) as BackupAbout;
    pendingMigrations(migrationsIn(ownMigrations), said.version, file);
    const is = await contentOf(w, "backup");
    const same = (a: TableSum, b: TableSum | undefined) =>
      b !== undefined && a.rows === b.rows && (said.engine !== is.engine || a.hash === b.hash);
    const other = said.tables.find(
      (t) =>
        !same(
          t,
          is.tables.find((i) => i.table === t.table),
        ),
    );
    if (other) throw new KindredError("backup-damaged", { file, detail: other.table });
    return said;
  });
}

/** Makes a workspace's data file of a copy of a backup. */
export async function unmarkBackup(copy: string): Promise<void> {
  await onFile(copy, "READ_WRITE", async (w) => {
    await w.run(`DROP TABLE backup.main.${ABOUT}`);
    await w.run("CHECKPOINT backup");
  });
}

async function onFile<T>(
  file: string,
  mode: "READ_ONLY" | "READ_WRITE",
  fn: (w: Writer) => Promise<T>,
): Promise<T> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "2", memory_limit: "400MB" });
  const c = await instance.connect();
  try {
    await c.run("SET TimeZone = 'UTC'");
    await c.run(`ATTACH '${file.replaceAll("'", "''")}' AS backup (${mode})`);
    return await fn(writerOn((statement) => statement(c)));
  } catch (error) {
    const known = error instanceof KindredError ? error : openFailure(error, file, file);
    if (known instanceof KindredError && known.code !== "workspace-damaged") throw known;
    const detail = error instanceof Error ? error.message.replaceAll(/\s+/g, " ").slice(0, 200) : "";
    throw new KindredError("backup-damaged", { file, detail }, { cause: error });
  } finally {
    c.closeSync();
    instance.closeSync();
  }
}
