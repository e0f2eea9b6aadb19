import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { type ErrorCode, type ErrorData, KindredError } from "../core/errors.ts";
import type { Language, Words } from "../words/index.ts";
import type { Problem } from "./contract/common.ts";
import { wordsOf } from "./language.ts";

/** The framework's own errors, as ours. */
const known: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "body-too-large",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "media-type",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "bad-request",
  FST_ERR_CTP_EMPTY_JSON_BODY: "bad-request",
};

/** Any error as an error of the catalogue; what is nobody's fault but ours becomes `internal`. */
function asKindredError(error: unknown): KindredError {
  if (error instanceof KindredError) return error;
  const { code, statusCode, message } = error as Partial<FastifyError>;
  const mapped = code === undefined ? undefined : known[code];
  const detail = message ?? String(error);
  if (mapped) return new KindredError(mapped, { detail }, { cause: error });
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new KindredError("bad-request", { detail }, { cause: error });
  return new KindredError("internal", { detail }, { cause: error });
}

/** An error of the catalogue as the body of an answer. */
export function problem(error: KindredError, words: Words): Problem {
  const data: ErrorData = error.data;
  return {
    type: `urn:kindred:error:${error.code}`,
    title: words.say(`errors.${error.code}.what`, data),
    status: error.status,
    code: error.code,
    next: words.say(`errors.${error.code}.next`, data),
    data: { ...data },
  };
}

/** Answers every error as application/problem+json, in the language asked for. */
export function answerWithProblem(lang: Language) {
  return (thrown: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const error = asKindredError(thrown);
    // A server that has too much to do has no time to complain of each call.
    if (error.status >= 500 && error.code !== "overloaded")
      request.log.error({ err: thrown }, "request failed");
    if (error.code === "unauthorised") reply.header("www-authenticate", "Bearer");
    return reply
      .code(error.status)
      .type("application/problem+json; charset=utf-8")
      .send(JSON.stringify(problem(error, wordsOf(request, lang))));
  };
}
