import { randomUUID } from "node:crypto";
import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { KindredError } from "../core/errors.ts";
import { toDisk } from "./backup.ts";
import { type BackupAbout, readBackup, unmarkBackup } from "./backup-file.ts";
import { freeDiskMb } from "./disk.ts";
import { type Folders, makeFolders } from "./folders.ts";
import { readOnly } from "./inspect.ts";
import { WorkspaceLock } from "./lock.ts";
import { Store } from "./store.ts";

export interface RestoreOptions {
  readonly workspace: string;
  /** Put the backup in the place of data that are there; those are kept beside. */
  readonly replace: boolean;
  readonly now: Date;
}

export interface Restored extends BackupAbout {
  /** Where the data that were there before are kept; null where there were none. */
  readonly kept: string | null;
}

/**
 * Makes a workspace hold what a backup holds; a backup of an older format is brought up to date when it is opened. The
 * backup is read to its last row before anything is changed, and takes its place in one step.
 * @throws file-missing, backup-damaged, workspace-newer, workspace-has-data, workspace-locked, workspace-served, disk-full
 */
export async function restoreBackup(file: string, options: RestoreOptions): Promise<Restored> {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) throw new KindredError("file-missing", { file });
  if (found.isDirectory()) throw new KindredError("file-is-folder", { file });
  const about = await readBackup(file);
  const { workspace, replace, now } = options;
  const folders = makeFolders(workspace);
  const held = existsSync(folders.database) && (await holdsData(workspace).catch(ifDamaged));
  if (held && !replace) throw new KindredError("workspace-has-data", { workspace });
  // What is beside the old data file is moved into it, so that it can be kept as one file.
  if (held) await fold(workspace).catch(ifDamaged);
  const lock = WorkspaceLock.acquire(workspace, folders.lock, now);
  const copy = join(folders.stage, `${randomUUID()}.duckdb`);
  try {
    copyFileSync(file, copy);
    await unmarkBackup(copy);
    toDisk(copy);
    const kept = held ? keep(folders, now) : null;
    rmSync(`${folders.database}.wal`, { force: true });
    renameSync(copy, folders.database);
    toDisk(folders.root);
    return { ...about, kept };
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ENOSPC") throw cause;
    throw new KindredError("disk-full", { workspace, free: freeDiskMb(folders.root), need: 0 }, { cause });
  } finally {
    for (const left of [copy, `${copy}.wal`]) rmSync(left, { force: true });
    lock.release();
  }
}

/** Gives the data file a second name, under which it stays. */
function keep({ root, database }: Folders, now: Date): string {
  const folder = join(root, "before-restore");
  mkdirSync(folder, { recursive: true });
  const kept = join(folder, `kindred-${now.toISOString().replaceAll(/[-:.]/g, "")}.duckdb`);
  for (const end of ["", ".wal"]) {
    if (!existsSync(database + end)) continue;
    try {
      linkSync(database + end, kept + end);
    } catch {
      // Not every file system knows links.
      copyFileSync(database + end, kept + end);
    }
  }
  return kept;
}

async function fold(workspace: string): Promise<true> {
  await (await Store.open({ workspace })).close();
  return true;
}

/** Data that cannot be read are data still: a person says whether a backup takes their place. */
function ifDamaged(error: unknown): true {
  if (error instanceof KindredError && error.code === "workspace-damaged") return true;
  throw error;
}

/** Whether anything was ever brought into a workspace, or defined in it. */
function holdsData(workspace: string): Promise<boolean> {
  return readOnly(workspace, async (reader) => {
    const tables = await reader.rows<{ table_name: string }>(
      `SELECT table_name FROM duckdb_tables() WHERE database_name = 'app' AND table_name IN
         ('imports', 'customers', 'events', 'event_inbox', 'goals', 'sources', 'source_keys')`,
    );
    for (const { table_name } of tables) {
      const [row] = await reader.rows(`SELECT 1 FROM ${table_name} LIMIT 1`);
      if (row) return true;
    }
    return false;
  });
}
