import { createWriteStream } from "node:fs";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as pause } from "node:timers/promises";
import { KindredError } from "../../../core/errors.ts";
import type { Authority } from "./auth.ts";
import type { HttpPullConfig } from "./config.ts";
import type { Page } from "./page.ts";
import type { PageReader } from "./page-reader.ts";
import type { Secrets } from "./secrets.ts";

/** A page and the address its answer names as the next. */
export interface Fetched {
  readonly page: Page;
  readonly link: string | null;
}

export interface FetchContext {
  readonly source: string;
  readonly config: HttpPullConfig;
  readonly secrets: Secrets;
  readonly authority: Authority;
  readonly reader: PageReader;
  /** Where the body of a page may be written. */
  readonly file: string;
  readonly pauses: readonly number[];
  readonly signal?: AbortSignal;
}

/** Longest waiting that an API may ask for at once (Retry-After), in milliseconds. */
const MOST_WAIT_MS = 5 * 60_000;
/** Addresses that are followed one after the other on the same server. */
const MOST_HOPS = 5;
const DEFAULT_SECONDS = 60;
const DEFAULT_BODY_MB = 20;

/** Fetches pages one after the other, no faster than the source allows, and tries again where that makes sense. */
export class PageFetcher {
  readonly #context: FetchContext;
  #last = 0;

  constructor(context: FetchContext) {
    this.#context = context;
  }

  /** @throws source-unreachable, source-refused, source-rate-limited, source-answer, source-page-… */
  async fetch(url: URL): Promise<Fetched> {
    const { pauses, authority, signal } = this.#context;
    let renewed = false;
    for (let tries = 0; ; tries++) {
      await this.#keepPace();
      const outcome = await this.#once(url);
      if ("page" in outcome) return outcome;
      if (outcome.status === 401 && !renewed && authority.renew()) {
        renewed = true;
        tries--;
        continue;
      }
      const wait = pauses[tries];
      if (!outcome.again || wait === undefined) throw outcome.error;
      const asked = outcome.retryAfterMs ?? 0;
      if (asked > MOST_WAIT_MS) throw outcome.error;
      await pause(Math.max(wait, asked), undefined, signal ? { signal } : {});
    }
  }

  async #keepPace(): Promise<void> {
    const { config, signal } = this.#context;
    if (!config.requestsPerSecond) return;
    const wait = this.#last + 1000 / config.requestsPerSecond - performance.now();
    if (wait > 0) await pause(wait, undefined, signal ? { signal } : {});
    this.#last = performance.now();
  }

  async #once(url: URL, hops = 0): Promise<Fetched | Failure> {
    const { source, config, secrets, authority, reader, file, signal } = this.#context;
    const place = secrets.hide(url.origin + url.pathname);
    const { headers, query } = await authority.credentials(signal);
    const asked = new URL(url);
    for (const [name, value] of Object.entries(query)) asked.searchParams.set(name, value);
    const own = Object.fromEntries(
      Object.entries(config.headers ?? {}).map(([name, value]) => [name, secrets.fill(value)]),
    );
    const timeout = AbortSignal.timeout((config.timeoutSeconds ?? DEFAULT_SECONDS) * 1000);
    const body = config.method === "POST" ? JSON.stringify(secrets.fillAll(config.body ?? {})) : undefined;
    try {
      const response = await fetch(asked, {
        method: config.method ?? "GET",
        headers: {
          accept: "application/json",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...own,
          ...headers,
        },
        ...(body === undefined ? {} : { body }),
        redirect: "manual",
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      const moved = movedTo(response, url);
      if (moved && hops < MOST_HOPS) {
        await response.body?.cancel();
        return await this.#once(moved, hops + 1);
      }
      if (!response.ok) return await this.#refusal(response, place);
      await this.#save(response);
      const answer = await reader.read(file);
      if (answer.kind === "page") return { page: answer.page, link: nextLink(response.headers.get("link")) };
      return {
        // Half a page is what a connection leaves that was cut behind a proxy.
        again: answer.kind === "broken",
        error: new KindredError("source-page-unreadable", { source, detail: secrets.hide(answer.detail) }),
      };
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof KindredError) throw error;
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : "";
      const detail = secrets.hide(
        [error instanceof Error ? error.message : String(error), cause].join(" ").trim(),
      );
      return { again: true, error: new KindredError("source-unreachable", { source, place, detail }) };
    }
  }

  async #refusal(response: Response, place: string): Promise<Failure> {
    const { source, authority, secrets } = this.#context;
    const { status } = response;
    const said = (await startOf(response).catch(() => "")).replace(/\s+/g, " ").slice(0, 200);
    if (status === 401 || status === 403)
      return {
        status,
        again: false,
        error: new KindredError("source-refused", { source, place, status, variable: authority.variable }),
      };
    const retryAfterMs = retryAfter(response.headers.get("retry-after"));
    if (status === 429)
      return { again: true, retryAfterMs, error: new KindredError("source-rate-limited", { source, place }) };
    const detail = secrets.hide(said) || response.statusText || "–";
    return {
      again: status >= 500 || status === 408 || status === 425,
      retryAfterMs,
      error: new KindredError("source-answer", { source, place, status, detail }),
    };
  }

  /** Writes the body to the file; no more of it than may be. */
  async #save(response: Response): Promise<void> {
    const { source, config, file, signal } = this.#context;
    const mb = config.maxBodyMb ?? DEFAULT_BODY_MB;
    let bytes = 0;
    const limit = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        done(bytes > mb * 1e6 ? new KindredError("source-page-too-large", { source, mb }) : null, chunk);
      },
    });
    const from = response.body ? Readable.fromWeb(response.body) : Readable.from([]);
    await pipeline(from, limit, createWriteStream(file), signal ? { signal } : {});
  }
}

interface Failure {
  readonly status?: number;
  /** Whether another try may help. */
  readonly again: boolean;
  readonly retryAfterMs?: number;
  readonly error: KindredError;
}

/**
 * Where an answer sends to, on the same server. To another one the request is not repeated: whatever names the asker,
 * in headers, query or body, would go there.
 */
function movedTo(response: Response, url: URL): URL | null {
  const location = response.headers.get("location");
  if (![301, 302, 303, 307, 308].includes(response.status) || !location || !URL.canParse(location, url))
    return null;
  const to = new URL(location, url);
  return to.origin === url.origin ? to : null;
}

/** The first bytes of a body as text; the rest is not read. */
async function startOf(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  return value ? Buffer.from(value).toString("utf8", 0, 2000) : "";
}

/** Retry-After (RFC 9110 section 10.2.3), in milliseconds. */
function retryAfter(header: string | null): number {
  if (!header) return 0;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : 0;
}

/** The target of `rel="next"` (RFC 8288). */
function nextLink(header: string | null): string | null {
  for (const part of header?.split(/,(?=\s*<)/) ?? []) {
    const m = /<([^>]*)>(.*)/.exec(part);
    if (m && /;\s*rel\s*=\s*"?([^";]*\s)?next(\s[^";]*)?"?(\s*;|\s*$)/i.test(m[2]!)) return m[1]!;
  }
  return null;
}
