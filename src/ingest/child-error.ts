import { statSync } from "node:fs";
import { dirname } from "node:path";
import { KindredError } from "../core/errors.ts";
import { freeDiskMb } from "../store/disk.ts";
import type { StageRequest } from "./stage/request.ts";

/** What an error of the reading engine means for the file; the error itself where it is none of the file's. */
export function engineError(message: string, request: StageRequest): Error {
  const { file, folder } = request;
  if (/Out of Memory|failed to allocate|could not allocate|Array buffer allocation/i.test(message))
    return memoryError(request, message);
  if (/ENOSPC|No space left on device|max_temp_directory_size/i.test(message))
    return new KindredError(
      "disk-full",
      {
        workspace: dirname(dirname(folder)),
        free: freeDiskMb(folder),
        need: Math.ceil((2 * statSync(file).size) / 1e6),
      },
      { cause: message },
    );
  const invalid = /(Invalid Input Error|IO Error|Parquet|Serialization Error|Snappy|TProtocol)[^\n]*/i.exec(
    message,
  );
  if (invalid && /parquet|thrift|snappy|metadata|magic/i.test(invalid[0]))
    return new KindredError("file-damaged", { file, detail: invalid[0].slice(0, 300) }, { cause: message });
  return new Error(message);
}

/** What it means that the reading process ended without an answer, by `signal` or by itself, with these last words. */
export function endedError(signal: NodeJS.Signals | null, stderr: string, request: StageRequest): Error {
  const outOfMemory = /out of memory|bad_alloc|heap limit|allocation/i.test(stderr);
  if (!outOfMemory && signal === null) return new Error(`the reader of a file ended: ${stderr}`);
  if (!outOfMemory && signal !== null && CRASHES.has(signal))
    return new KindredError("file-damaged", { file: request.file, detail: signal }, { cause: stderr });
  return memoryError(request, stderr);
}

/** How a process ends that the system or its own checks stop for what it does. */
const CRASHES: ReadonlySet<NodeJS.Signals> = new Set([
  "SIGSEGV",
  "SIGBUS",
  "SIGILL",
  "SIGFPE",
  "SIGABRT",
  "SIGTRAP",
]);

function memoryError({ file, limits }: StageRequest, cause: string): KindredError {
  return new KindredError("file-memory-limit", { file, mb: limits.heapMb + limits.memoryMb }, { cause });
}
