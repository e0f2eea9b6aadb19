import type { IncomingHttpHeaders } from "node:http";
import { KindredError } from "../../core/errors.ts";
import { type CallType, callTypes } from "../../ingest/events/tracked-event.ts";
import type { Tracking } from "../../ingest/events/tracking.ts";
import { type HttpSource, listsOrigin } from "../../ingest/events/write-keys.ts";
import type { App, ServeContext } from "../context.ts";
import { LangQuery, Problem } from "../contract/common.ts";
import { TrackingAnswer, TrackingCall } from "../contract/tracking.ts";
import { wordsOf } from "../language.ts";
import { answerWithProblem, problem } from "../problem.ts";
import { answerOf } from "./tracking-answer.ts";
import { type Call, callOf, readBody, writeKeyOf } from "./tracking-call.ts";

/** Bytes of one call. */
const CALL_BYTES = 512_000;
/** After so many seconds a client that was too much may try again. */
const RETRY_SECONDS = 1;

/** The paths of the Segment spec, the short ones of analytics.js among them. */
const paths: readonly { readonly path: string; readonly type?: CallType; readonly historical?: true }[] = [
  ...callTypes.flatMap((type) => [
    { path: `/v1/${type}`, type },
    { path: `/v1/${type[0]}`, type },
  ]),
  { path: "/v1/batch" },
  { path: "/v1/b" },
  { path: "/v1/import", historical: true },
];

/** Events in: the Segment spec. Every event is answered for, after it is on disk. */
export function trackingRoutes(tracking: Tracking) {
  return (app: App, { lang }: ServeContext): void => {
    app.setValidatorCompiler(() => () => true);
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(
      ["application/json", "text/plain"],
      { parseAs: "string", bodyLimit: CALL_BYTES },
      readBody,
    );
    const tell = answerWithProblem(lang);
    app.setErrorHandler((thrown: { code?: string }, request, reply) => {
      const error =
        thrown.code === "FST_ERR_CTP_BODY_TOO_LARGE" ? new KindredError("batch-too-large", {}) : thrown;
      if (error instanceof KindredError) {
        if (error.status === 503 || error.status === 429) reply.header("retry-after", RETRY_SECONDS);
        if (error.code === "write-key-unknown") reply.header("www-authenticate", 'Basic realm="write key"');
      }
      return tell(error, request, reply);
    });
    app.addHook("onRequest", async (request, reply) => {
      const { origin } = request.headers;
      if (origin === undefined || !(await tracking.keys.allows(origin))) return;
      reply.headers({
        "access-control-allow-origin": origin,
        vary: "Origin",
        "cross-origin-resource-policy": "cross-origin",
      });
    });

    for (const { path, type, historical } of paths) {
      app.options(path, { schema: { hide: true } }, async (request, reply) => {
        const { origin = "" } = request.headers;
        if (!(await tracking.keys.allows(origin))) throw new KindredError("origin-not-listed", { origin });
        return reply
          .code(204)
          .headers({
            "access-control-allow-methods": "POST",
            "access-control-allow-headers": "authorization, content-type",
            "access-control-max-age": "86400",
          })
          .send();
      });
      app.post(
        path,
        {
          bodyLimit: CALL_BYTES,
          schema: {
            summary: summaryOf(type, historical),
            ...(path.length === 5 ? { hide: true } : {}),
            querystring: LangQuery,
            body: TrackingCall,
            response: { 200: TrackingAnswer, 207: TrackingAnswer, 400: Problem },
          },
        },
        async (request, reply) => {
          const body = request.body as unknown as Record<string, unknown>;
          const source = await sourceOf(tracking, request.headers, body);
          const call: Call = callOf(body, type);
          const results = await tracking.receive({ source, historical: historical === true, ...call });
          const words = wordsOf(request, lang);
          const answer = answerOf(results, words);
          if (answer.rejected === 0) return reply.code(200).send(answer);
          if (answer.rejected < answer.received) return reply.code(207).send(answer);
          const [first] = answer.results;
          const refused = problem(
            new KindredError("events-refused", { message: first?.message ?? "", rule: first?.code ?? "" }),
            words,
          );
          return reply
            .code(400)
            .type("application/problem+json; charset=utf-8")
            .send({ ...refused, ...answer });
        },
      );
    }
  };
}

function summaryOf(type: CallType | undefined, historical: boolean | undefined): string {
  if (type) return `One ${type} call of the Segment spec`;
  return historical
    ? "Up to 500 KB of events of any age, known when they happened"
    : "Up to 500 KB of events of the Segment spec";
}

async function sourceOf(
  tracking: Tracking,
  headers: IncomingHttpHeaders,
  body: Record<string, unknown>,
): Promise<HttpSource> {
  const key = writeKeyOf(headers.authorization, body);
  const source = key === undefined ? undefined : await tracking.keys.source(key);
  if (!source) throw new KindredError("write-key-unknown");
  const { origin } = headers;
  if (origin !== undefined && !listsOrigin(source, origin))
    throw new KindredError("origin-not-listed", { origin });
  return source;
}
