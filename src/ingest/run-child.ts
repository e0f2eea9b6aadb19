import { fork } from "node:child_process";
import { join } from "node:path";
import { type ErrorCode, type ErrorData, KindredError } from "../core/errors.ts";
import { endedError, engineError } from "./child-error.ts";
import type { StageAnswer, StageRequest } from "./stage/request.ts";

/** What the child says to its parent. */
export type ChildMessage =
  | { readonly kind: "progress"; readonly percent: number }
  | { readonly kind: "answer"; readonly answer: StageAnswer }
  | { readonly kind: "error"; readonly code: ErrorCode; readonly data: ErrorData }
  | { readonly kind: "failure"; readonly message: string };

/** Stages a file in a child process within the request's limits; stops it when `abort` asks. */
export function stageInChild(
  request: StageRequest,
  onProgress: (percent: number) => void,
  abort?: AbortSignal,
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
    abort?.addEventListener("abort", onAbort);
    const settle = (act: () => void) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      abort?.removeEventListener("abort", onAbort);
      act();
    };
    child.on("message", (message: ChildMessage) => {
      if (message.kind === "progress") onProgress(message.percent);
      else if (message.kind === "answer") settle(() => resolve(message.answer));
      else if (message.kind === "error") settle(() => reject(new KindredError(message.code, message.data)));
      else settle(() => reject(engineError(message.message, request)));
    });
    child.on("error", (error) => settle(() => reject(error)));
    child.on("exit", (_code, signal) =>
      settle(() => {
        if (abort?.aborted) reject(abort.reason);
        else if (overTime) reject(new KindredError("file-time-limit", { file, seconds: limits.seconds }));
        else reject(endedError(signal, stderr, request));
      }),
    );
    child.send(request, (error) => {
      if (error) settle(() => reject(error));
    });
    if (abort?.aborted) onAbort();
  });
}
