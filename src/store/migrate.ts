import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { KindredError } from "../core/errors.ts";
import type { Folders } from "./folders.ts";
import type { Store } from "./store.ts";

/** The numbered SQL files of Kindred, in the root of the project. */
export const ownMigrations = join(import.meta.dirname, "..", "..", "sql");

export interface Migration {
  readonly version: number;
  readonly file: string;
}

/** The migrations of a folder, `<number>_<name>.sql`, by number. */
export function migrationsIn(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d+_.*\.sql$/.test(name))
    .map((name) => ({ version: Number.parseInt(name, 10), file: join(folder, name) }))
    .sort((a, b) => a.version - b.version);
}

/** The migrations that a workspace of `version` still needs. Throws `workspace-newer` where it is ahead of them all. */
export function pendingMigrations(
  all: readonly Migration[],
  version: number,
  workspace: string,
): Migration[] {
  const supported = all.at(-1)?.version ?? 0;
  if (version > supported) throw new KindredError("workspace-newer", { workspace, version, supported });
  return all.filter((m) => m.version > version);
}

/** Copies the data file, and the changes that are still beside it, before its format changes; keeps the last copy only. */
export function backUp({ database, backup }: Folders, version: number): void {
  rmSync(backup, { recursive: true, force: true });
  mkdirSync(backup);
  const copy = join(backup, `${basename(database, ".duckdb")}-${version}.duckdb`);
  copyFileSync(database, copy);
  if (existsSync(`${database}.wal`)) copyFileSync(`${database}.wal`, `${copy}.wal`);
}

/**
 * Brings the open store to the newest version, each step in one transaction, and moves the change into the data file at
 * once: replaying changes of tables after a crash is where DuckDB is weakest.
 */
export async function migrate(store: Store, pending: readonly Migration[], now: Date): Promise<void> {
  for (const { version, file } of pending) {
    await store.tx(async (w) => {
      await w.run("CREATE TABLE IF NOT EXISTS migrations (version INTEGER, applied_at TIMESTAMP)");
      await w.run(readFileSync(file, "utf8"));
      await w.run("INSERT INTO migrations VALUES ($1, $2)", [version, now]);
    });
  }
  if (pending.length > 0) await store.build((w) => w.run("CHECKPOINT app"));
}
