import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { KindredError } from "../core/errors.ts";
import type { App } from "./context.ts";

const loopback = new Set(["localhost", "127.0.0.1", "[::1]", "::1"]);

function isLoopback(host: string): boolean {
  return loopback.has(host.toLowerCase());
}

/** A server others can reach needs a key. */
export function requireKeyElsewhere(host: string, apiKey: string | undefined): void {
  if (!isLoopback(host) && !apiKey) throw new KindredError("api-key-needed", { host });
}

/** The name in a Host header, without its port; undefined where it is none. */
export function hostName(header: string | undefined): string | undefined {
  return /^(\[[0-9a-f:.]+\]|[^:/@\s]+)(:\d{1,5})?$/i.exec(header ?? "")?.[1]?.toLowerCase();
}

/** Whether a request brings this key. */
export function bearerIs(request: FastifyRequest, expected: string): boolean {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  const digest = (s: string) => createHash("sha256").update(s).digest();
  return given !== undefined && timingSafeEqual(digest(given), digest(expected));
}

/**
 * Who may speak to the server.
 * Host: without a key only loopback names, so that a foreign name that resolves to 127.0.0.1 (DNS rebinding) gets nothing.
 * Origin and Sec-Fetch-Site: no page of another site may call (CSRF).
 * Key: all of /api needs `Authorization: Bearer <key>` where one is set.
 */
export function guard(app: App, apiKey: string | undefined): void {
  app.addHook("onRequest", async (request) => {
    const host = hostName(request.headers.host);
    if (host === undefined || (!apiKey && !isLoopback(host)))
      throw new KindredError("host-refused", { host: request.headers.host ?? "" });
    // Events come from pages of other sites; who may send them is decided by write key and allowed sites.
    if (!request.url.startsWith("/v1/")) refuseOtherSites(request);
    // The route of commands asks for a key of its own.
    if (
      apiKey &&
      request.url.startsWith("/api") &&
      request.url !== "/api/v1/commands" &&
      !bearerIs(request, apiKey)
    )
      throw new KindredError("unauthorised");
  });
}

function refuseOtherSites(request: FastifyRequest): void {
  const { origin, host } = request.headers;
  if (origin !== undefined && originHost(origin) !== host?.toLowerCase())
    throw new KindredError("origin-refused", { origin });
  const site = request.headers["sec-fetch-site"];
  const navigation = request.headers["sec-fetch-mode"] === "navigate" && request.method === "GET";
  if (site === "cross-site" && !(navigation && !request.url.startsWith("/api")))
    throw new KindredError("origin-refused", { origin: origin ?? "cross-site" });
}

function originHost(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
