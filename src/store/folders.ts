import { mkdirSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { KindredError } from "../core/errors.ts";

/** Where things stand in a workspace, as absolute paths. */
export interface Folders {
  readonly root: string;
  readonly database: string;
  readonly lock: string;
  /** The database spills here when memory is short. */
  readonly tmp: string;
  /** Files of users stand here as Parquet until they are loaded. */
  readonly stage: string;
  /** Exports stand here until they are moved to where the user wants them. */
  readonly out: string;
  /** Copy of the data file from before the last change of its format. */
  readonly backup: string;
}

/** The folders of `workspace`, made where missing. Throws `workspace-unusable`. */
export function makeFolders(workspace: string): Folders {
  try {
    mkdirSync(workspace, { recursive: true });
    const folders = foldersOf(workspace);
    for (const folder of [folders.tmp, folders.stage, folders.out]) mkdirSync(folder, { recursive: true });
    return folders;
  } catch (cause) {
    throw unusable(workspace, cause);
  }
}

/** The folders of a workspace that is there already. Links are followed, since the database is confined by path. */
export function foldersOf(workspace: string): Folders {
  const root = realpathSync(workspace);
  const within = (name: string) => join(root, name);
  return {
    root,
    database: within("kindred.duckdb"),
    lock: within("lock"),
    tmp: within("tmp"),
    stage: within("stage"),
    out: within("out"),
    backup: within("backup"),
  };
}

/** Removes what a killed process left half done. Only for who holds the lock. */
export function clearLeftovers({ tmp, stage, out }: Folders): void {
  for (const folder of [tmp, stage, out])
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
}

export function unusable(workspace: string, cause: unknown): KindredError {
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new KindredError("workspace-unusable", { workspace, detail }, { cause });
}
