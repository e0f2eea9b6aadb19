// The process that reads a user's file: whatever the file does to it, the workspace is as before.
import { KindredError } from "../core/errors.ts";
import type { ChildMessage } from "./run-child.ts";
import type { StageRequest } from "./stage/request.ts";
import { stageFile } from "./stage/stage.ts";

const send = (message: ChildMessage) =>
  new Promise<void>((done) => process.send!(message, undefined, undefined, () => done()));

process.once("message", async (request: StageRequest) => {
  let last = 0;
  const onProgress = (done: number, of: number) => {
    const percent = Math.floor((100 * done) / of);
    if (percent > last) {
      last = percent;
      process.send!({ kind: "progress", percent } satisfies ChildMessage);
    }
  };
  try {
    await send({ kind: "answer", answer: await stageFile(request, onProgress) });
  } catch (error) {
    await send(
      error instanceof KindredError
        ? { kind: "error", code: error.code, data: error.data }
        : {
            kind: "failure",
            message: error instanceof Error ? (error.stack ?? error.message) : String(error),
          },
    );
  }
  process.exit(0);
});
process.once("disconnect", () => process.exit(1));
