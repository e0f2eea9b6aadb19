import type { FastifyRequest } from "fastify";
import { KindredError } from "../../core/errors.ts";
import type { CallType } from "../../ingest/events/tracked-event.ts";
import { jsonDepth } from "../body.ts";

const MAX_DEPTH = 64;

/** What a body holds: one event, or a batch. */
export interface Call {
  readonly items: readonly unknown[];
  readonly sentAt?: unknown;
}

/**
 * Reads a call's body, which browsers send as text so that they need not ask first. Nothing is merged into our objects,
 * and only fields of its own are read, so keys such as `__proto__` are only text.
 */
export function readBody(
  _request: FastifyRequest,
  body: string | Buffer,
  done: (error: Error | null, value?: unknown) => void,
): void {
  const text = String(body);
  if (jsonDepth(text, MAX_DEPTH) > MAX_DEPTH) {
    done(new KindredError("too-deep", { limit: MAX_DEPTH }));
    return;
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw new SyntaxError("the body is not a JSON object");
    done(null, value);
  } catch (error) {
    done(new KindredError("bad-request", { detail: (error as Error).message }, { cause: error }));
  }
}

/** The events of a call; `type` is the route's. The key is no part of an event: a refused one is kept as it came. */
export function callOf(body: Readonly<Record<string, unknown>>, type: CallType | undefined): Call {
  if (type) {
    const { writeKey: _, ...item } = body;
    return { items: [{ ...item, type }] };
  }
  if (!Array.isArray(body.batch))
    throw new KindredError("bad-request", { detail: "batch: an array is needed" });
  return { items: body.batch, sentAt: body.sentAt };
}

/** The key a call brings: as the user name of Basic authentication, or in its body, since a beacon has no headers. */
export function writeKeyOf(
  authorization: string | undefined,
  body: Readonly<Record<string, unknown>>,
): string | undefined {
  const basic = /^Basic\s+([A-Za-z0-9+/=_-]+)$/i.exec(authorization ?? "")?.[1];
  if (basic !== undefined) return Buffer.from(basic, "base64").toString("utf8").split(":")[0];
  return typeof body.writeKey === "string" ? body.writeKey : undefined;
}
