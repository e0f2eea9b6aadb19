import { fork } from "node:child_process";
import { statSync } from "node:fs";
import { dirname, join } from "node:path";
import { type ErrorCode, type ErrorData, KindredError } from "../core/errors.ts";
import { freeDiskMb } from "../store/disk.ts";
import type { StageAnswer, StageRequest } from "./stage/request.ts";

/** What the child says to its parent. */
export type ChildMessage =
  | { readonly kind: "progress"; readonly percent: number }
  | { readonly kind: "answer"; readonly answer: StageAnswer }
  | { readonly kind: "error"; readonly code: ErrorCode; readonly data: ErrorData }
  | { readonly kind: "failure"; readonly message: string };

/** Stages a file in a child process within the request's limits; stops it when `signal` asks. */
export function stageInChild(
  request: StageRequest,
  onProgress: (percent: number) => void,
  signal?: AbortSignal,
): Promise<StageAnswer> {
  return new Promise((resolve, reject) => {
    const { file, limits } = request;
    const child = fork(join(import.meta.dirname, "child.ts"), [], {
      execArgv: [`--max-old-space-size=${limits.heapMb}`],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    let settled = false;
    let overTime = false;
    let stderr = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      stderr = (stderr + chunk.toString()).slice(-4000);
    });
    const timer = setTimeout(() => {
      overTime = true;
      child.kill("SIGKILL");
    }, limits.seconds * 1000);
    const onAbort = () => child.kill("SIGKILL");
    signal?.addEventListener("abort", onAbort);
    const settle = (act: () => void) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      act();
    };
    child.on("message", (message: ChildMessage) => {
      if (message.kind === "progress") onProgress(message.percent);
      else if (message.kind === "answer") settle(() => resolve(message.answer));
      else if (message.kind === "error") settle(() => reject(new KindredError(message.code, message.data)));
      else settle(() => reject(failure(message.message, request)));
    });
    child.on("error", (error) => settle(() => reject(error)));
    child.on("exit", () =>
      settle(() => {
        if (signal?.aborted) reject(signal.reason);
        else if (overTime) reject(new KindredError("file-time-limit", { file, seconds: limits.seconds }));
        else
          reject(
            new KindredError(
              "file-memory-limit",
              { file, mb: limits.heapMb + limits.memoryMb },
              { cause: stderr },
            ),
          );
      }),
    );
    child.send(request, (error) => {
      if (error) settle(() => reject(error));
    });
    if (signal?.aborted) onAbort();
  });
}

/** An error of the child's own engine, told as what it means for the file. */
function failure(message: string, { file, folder, limits }: StageRequest): Error {
  if (/Out of Memory|failed to allocate|could not allocate/i.test(message))
    return new KindredError(
      "file-memory-limit",
      { file, mb: limits.heapMb + limits.memoryMb },
      { cause: message },
    );
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
