import { KindredError } from "../core/errors.ts";
import type { DiskWatch } from "./disk.ts";

/** What DuckDB 1.5 says in its messages; it has no codes for these. `test/store/disk-full.test.ts` provokes them. */
const says = {
  interrupted: /^INTERRUPT Error/,
  invalidated: /has been invalidated|COMMIT succeeded and is durable/,
  durable: /COMMIT succeeded and is durable/,
  diskFull:
    /No space left on device|File too large|[Dd]isk quota exceeded|not enough space on the disk|max_temp_directory_size/,
  memory: /^Out of Memory Error|bad_alloc/,
  locked: /Could not set lock on file|Conflicting lock is held|being used by another process/,
  newerFile: /database file with version number (\d+), but we can only read versions between \d+ and (\d+)/,
};

export function saysThat(fact: keyof typeof says, error: unknown): boolean {
  return error instanceof Error && says[fact].test(error.message);
}

/** A DuckDB error as one of ours where it is one that a user can do something about; any other as it is. */
export function translate(error: unknown, disk: DiskWatch, memoryLimitMb: number): unknown {
  if (saysThat("diskFull", error)) return disk.full(error);
  if (saysThat("memory", error))
    return new KindredError("memory-exceeded", { limit: memoryLimitMb }, { cause: error });
  return error;
}

/** Why a data file did not open. */
export function openFailure(error: unknown, workspace: string, file: string): unknown {
  if (!(error instanceof Error) || error instanceof KindredError) return error;
  const newer = says.newerFile.exec(error.message);
  if (newer) {
    const [, version, supported] = newer;
    const data = { workspace, version: Number(version), supported: Number(supported) };
    return new KindredError("workspace-newer", data, { cause: error });
  }
  if (saysThat("locked", error)) {
    const pid = /\(PID (\d+)\)/.exec(error.message)?.[1] ?? "?";
    return new KindredError("workspace-locked", { workspace, pid }, { cause: error });
  }
  const detail = error.message.replaceAll(/\s+/g, " ").replace(/\.$/, "");
  return new KindredError("workspace-damaged", { workspace, file, detail }, { cause: error });
}
