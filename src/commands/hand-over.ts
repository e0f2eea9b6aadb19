import { join } from "node:path";
import { type ErrorCode, type ErrorData, KindredError } from "../core/errors.ts";
import type { CommandCall, CommandLine } from "../serve/contract/commands.ts";
import { readHolder } from "../store/lock.ts";
import type { Output, ProgressLine } from "./output.ts";

/**
 * Lets the server that has the workspace run a verb; prints what it prints. Whoever may read the workspace's lock file
 * may command its server: the token stands there. Returns the exit code.
 * @throws the verb's own error; `served`, where no server answers; `server-stopped`, where it went away in the middle
 */
export async function handOver(
  served: KindredError,
  workspace: string,
  call: CommandCall,
  out: Output,
  progress: ProgressLine,
  signal: AbortSignal,
): Promise<number> {
  const holder = readHolder(join(workspace, "lock"));
  if (!holder?.url) throw served;
  const url = holder.url;
  const answer = await fetch(`${url}/api/v1/commands`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${holder.token}` },
    body: JSON.stringify(call),
    signal,
  }).catch((cause: unknown) => {
    throw signal.aborted ? cause : new KindredError(served.code, served.data, { cause });
  });
  // A server of another version has no such route.
  if (!answer.ok || !answer.body) throw served;
  try {
    for await (const line of linesOf(answer.body)) {
      if (line.out !== undefined) out.write(line.out);
      if (line.progress) progress.show(line.progress.step, line.progress.done, line.progress.of);
      if (line.error) throw new KindredError(line.error.code as ErrorCode, line.error.data as ErrorData);
      if (line.exit !== undefined) return line.exit;
    }
  } catch (error) {
    if (error instanceof KindredError || signal.aborted) throw error;
    throw new KindredError("server-stopped", { url }, { cause: error });
  }
  throw new KindredError("server-stopped", { url });
}

/** The JSON documents of a stream, one a line. */
async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<CommandLine> {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const bytes of stream) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = lines.pop()!;
    for (const line of lines) if (line !== "") yield JSON.parse(line) as CommandLine;
  }
}
