import { randomUUID } from "node:crypto";
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { KindredError } from "../core/errors.ts";
import { type BackupAbout, describeBackup, readBackup } from "./backup-file.ts";
import { freeDiskMb } from "./disk.ts";
import type { Store } from "./store.ts";

export interface Backup extends BackupAbout {
  readonly file: string;
  readonly bytes: number;
}

/**
 * Writes all that is stored at this moment into one file, while others read and write; then reads that file back.
 * `to` is a file that is not there yet, or a folder, where the backup gets a name with its moment.
 * @throws backup-exists, file-unreadable (the folder cannot be written), disk-full, and what the store throws
 */
export async function backUpTo(store: Store, to: string, now: Date): Promise<Backup> {
  const stamp = now.toISOString().slice(0, 19).replaceAll(/[-:]/g, "").replace("T", "-");
  const file = isFolder(to) ? join(to, `kindred-${stamp}.duckdb`) : to;
  if (existsSync(file)) throw new KindredError("backup-exists", { file });
  const inside = join(store.workspace, "out", `${randomUUID()}.duckdb`);
  const part = `${file}.${randomUUID().slice(0, 8)}.part`;
  try {
    await copyData(store, inside, now);
    writing(dirname(file), () => copyFileSync(inside, part));
    const about = await readBackup(part);
    writing(dirname(file), () => {
      toDisk(part);
      if (existsSync(file)) throw new KindredError("backup-exists", { file });
      renameSync(part, file);
      toDisk(dirname(file));
    });
    return { ...about, file, bytes: statSync(file).size };
  } finally {
    for (const left of [inside, `${inside}.wal`, part]) rmSync(left, { force: true });
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Copies the data as they stand now: one transaction sees them, whatever is committed meanwhile. */
async function copyData(store: Store, file: string, now: Date): Promise<void> {
  const name = `backup_${randomUUID().replaceAll("-", "")}`;
  await store.build(async (w) => {
    await w.run(`ATTACH '${file.replaceAll("'", "''")}' AS ${name}`);
    try {
      await w.run(`COPY FROM DATABASE app TO ${name}`);
      await describeBackup(w, name, now);
      await w.run(`CHECKPOINT ${name}`);
    } finally {
      await w.run(`DETACH ${name}`);
    }
  });
}

/** Resolves what the disk says when it cannot take a file. */
function writing(folder: string, write: () => void): void {
  try {
    write();
  } catch (cause) {
    if (cause instanceof KindredError) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOSPC" || code === "EDQUOT")
      throw new KindredError(
        "disk-full",
        { workspace: folder, free: freeDiskMb(folder), need: 0 },
        { cause },
      );
    throw new KindredError("file-unreadable", { file: folder }, { cause });
  }
}

/** Returns when a file, or the names in a folder, stand on the disk. */
export function toDisk(path: string): void {
  const fd = openSync(path, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
