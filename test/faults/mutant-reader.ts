// A process that reads one file after the other as an import's child does, and says what came of each.
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { KindredError } from "../../src/core/errors.ts";
import type { StageRequest } from "../../src/ingest/stage/request.ts";
import { stageFile } from "../../src/ingest/stage/stage.ts";

/** What came of a file: done with its account, a named error, or another one. */
export type Outcome =
  | { readonly kind: "done"; readonly received: number; readonly good: number; readonly rejected: number }
  | { readonly kind: "named"; readonly code: string }
  | { readonly kind: "engine"; readonly message: string };

process.on("message", async (request: StageRequest) => {
  mkdirSync(join(request.folder, "tmp"), { recursive: true });
  process.send!(await outcome(request));
  rmSync(request.folder, { recursive: true, force: true });
});
process.once("disconnect", () => process.exit(0));

async function outcome(request: StageRequest): Promise<Outcome> {
  try {
    const answer = await stageFile(request);
    if (answer.kind !== "staged") throw new Error(`not staged: ${answer.kind}`);
    const { received, good, rejected } = answer.staged;
    return { kind: "done", received, good, rejected };
  } catch (error) {
    if (error instanceof KindredError) return { kind: "named", code: error.code };
    return {
      kind: "engine",
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}
