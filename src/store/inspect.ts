import { DuckDBInstance } from "@duckdb/node-api";
import { openFailure, saysThat } from "./engine-failure.ts";
import { foldersOf } from "./folders.ts";
import { inUse, readHolder } from "./lock.ts";
import type { Reader } from "./reader.ts";
import { writerOn } from "./writer.ts";

/**
 * Reads the data file of a workspace without changing a byte of it; `fn` is given the version of its format, too.
 * @throws workspace-newer, workspace-locked, workspace-served, workspace-damaged
 */
export async function readOnly<T>(
  workspace: string,
  fn: (reader: Reader, version: number) => Promise<T>,
): Promise<T> {
  const { database, lock } = foldersOf(workspace);
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const c = await instance.connect();
  try {
    await c.run(`ATTACH '${database.replaceAll("'", "''")}' AS app (READ_ONLY)`);
    await c.run("USE app");
    const reader: Reader = writerOn((statement) => statement(c));
    return await fn(reader, await versionOf(reader));
  } catch (error) {
    const holder = saysThat("locked", error) ? readHolder(lock) : undefined;
    throw holder ? inUse(workspace, holder) : openFailure(error, workspace, database);
  } finally {
    c.closeSync();
    instance.closeSync();
  }
}

async function versionOf(reader: Reader): Promise<number> {
  const [kept] = await reader.rows(
    "SELECT 1 FROM duckdb_tables() WHERE database_name = 'app' AND table_name = 'migrations'",
  );
  if (!kept) return 0;
  const { version } = await reader.one<{ version: number }>(
    "SELECT coalesce(max(version), 0) AS version FROM migrations",
  );
  return version;
}
