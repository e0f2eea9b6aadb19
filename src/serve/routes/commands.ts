import { KindredError } from "../../core/errors.ts";
import type { App, ServeContext } from "../context.ts";
import { CommandCall, type CommandLine } from "../contract/commands.ts";
import { bearerIs } from "../guard.ts";

/** Says that the work goes on, so that nobody on the way gives up on a silent answer. */
const ALIVE_MS = 15_000;

/**
 * The command line of this workspace's owner, while the server has the workspace: whoever may read its lock file has the
 * token. The answer is one JSON document a line.
 */
export function commandRoutes(app: App, { store, commands }: ServeContext): void {
  app.post(
    "/api/v1/commands",
    {
      schema: {
        summary: "Run a verb of the command line (needs the token of the workspace's lock file)",
        description: "Answers with lines of JSON: `out`, `progress`, and last `exit` or `error`.",
        body: CommandCall,
      },
      onRequest: async (request) => {
        const token = store.token;
        if (!commands || token === undefined || !bearerIs(request, token))
          throw new KindredError("unauthorised");
      },
    },
    async (request, reply) => {
      reply.hijack();
      const { raw } = reply;
      const stop = new AbortController();
      raw.on("close", () => stop.abort());
      raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        "content-type": "application/x-ndjson; charset=utf-8",
        "cache-control": "no-store",
      });
      const send = (line: CommandLine) => {
        if (!raw.destroyed) raw.write(`${JSON.stringify(line)}\n`);
      };
      const alive = setInterval(() => send({}), ALIVE_MS);
      try {
        const exit = await commands!(request.body, {
          write: (out) => send({ out }),
          onProgress: (step, done, of) => send({ progress: { step, done, of } }),
          signal: stop.signal,
        });
        send({ exit });
      } catch (error) {
        if (!(error instanceof KindredError)) request.log.error({ err: error }, "command failed");
        const { code, data } =
          error instanceof KindredError
            ? error
            : { code: "internal", data: { detail: error instanceof Error ? error.message : String(error) } };
        send({ error: { code, data: { ...data } } });
      } finally {
        clearInterval(alive);
        raw.end();
      }
    },
  );
}
