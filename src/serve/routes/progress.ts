import type { App, ServeContext } from "../context.ts";
import { LangQuery } from "../contract/common.ts";
import { Progress } from "../contract/progress.ts";
import { wordsOf } from "../language.ts";

/** At most one message in so many milliseconds. */
const PACE_MS = 150;

/** What the running pipeline is doing: asked once, or as a stream of server-sent events. */
export function progressRoutes(app: App, { progress, lang }: ServeContext): void {
  app.get(
    "/api/v1/progress",
    { schema: { summary: "What is running now", querystring: LangQuery, response: { 200: Progress } } },
    async (request): Promise<Progress> => progress.answer(wordsOf(request, lang)),
  );

  app.get(
    "/api/v1/progress/stream",
    {
      schema: { summary: "The same as server-sent events (`data:` holds the JSON)", querystring: LangQuery },
    },
    (request, reply) => {
      const words = wordsOf(request, lang);
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store",
      });
      let waiting: NodeJS.Timeout | undefined;
      const send = () => {
        waiting = undefined;
        raw.write(`data: ${JSON.stringify(progress.answer(words))}\n\n`);
      };
      send();
      const stop = progress.onChange(() => {
        waiting ??= setTimeout(send, PACE_MS);
      });
      raw.on("close", () => {
        stop();
        clearTimeout(waiting);
      });
    },
  );
}
