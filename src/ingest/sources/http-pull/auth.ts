import { KindredError } from "../../../core/errors.ts";
import type { HttpAuth } from "./config.ts";
import type { Secrets } from "./secrets.ts";

/** What a request is told of who asks. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}

const TOKEN_MS = 30_000;
/** A token is renewed this long before it ends. */
const EARLY_MS = 30_000;

/** Who asks, and how to prove it: a token of OAuth 2 (client credentials, RFC 6749 section 4.4) is fetched when needed. */
export class Authority {
  readonly #auth: HttpAuth | undefined;
  readonly #secrets: Secrets;
  readonly #source: string;
  #token: { readonly value: string; readonly until: number } | undefined;

  constructor(source: string, auth: HttpAuth | undefined, secrets: Secrets) {
    this.#source = source;
    this.#auth = auth;
    this.#secrets = secrets;
  }

  /** The variable whose value the other side may not like. */
  get variable(): string {
    const auth = this.#auth;
    if (!auth) return "–";
    if (auth.type === "bearer") return auth.tokenEnv;
    if (auth.type === "basic") return auth.passwordEnv;
    return auth.type === "api-key" ? auth.keyEnv : auth.clientSecretEnv;
  }

  /** Forgets a token that was refused; whether another can be had. */
  renew(): boolean {
    this.#token = undefined;
    return this.#auth?.type === "oauth2";
  }

  async credentials(signal?: AbortSignal): Promise<Credentials> {
    const auth = this.#auth;
    const none = { headers: {}, query: {} };
    if (!auth) return none;
    switch (auth.type) {
      case "bearer":
        return { ...none, headers: { authorization: `Bearer ${this.#secrets.value(auth.tokenEnv)}` } };
      case "basic": {
        const pair = `${this.#secrets.value(auth.userEnv)}:${this.#secrets.value(auth.passwordEnv)}`;
        const basic = Buffer.from(pair, "utf8").toString("base64");
        this.#secrets.keep(basic);
        return { ...none, headers: { authorization: `Basic ${basic}` } };
      }
      case "api-key": {
        const key = this.#secrets.value(auth.keyEnv);
        return auth.parameter
          ? { ...none, query: { [auth.parameter]: key } }
          : { ...none, headers: { [auth.header ?? "x-api-key"]: key } };
      }
      case "oauth2":
        return { ...none, headers: { authorization: `Bearer ${await this.#oauthToken(auth, signal)}` } };
    }
  }

  async #oauthToken(auth: Extract<HttpAuth, { type: "oauth2" }>, signal?: AbortSignal): Promise<string> {
    if (this.#token && Date.now() < this.#token.until) return this.#token.value;
    const place = new URL(auth.tokenUrl).origin;
    const id = this.#secrets.value(auth.clientIdEnv);
    const secret = this.#secrets.value(auth.clientSecretEnv);
    const pair = Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString("base64");
    this.#secrets.keep(pair);
    const timeout = AbortSignal.timeout(TOKEN_MS);
    let response: Response;
    try {
      response = await fetch(auth.tokenUrl, {
        method: "POST",
        headers: { authorization: `Basic ${pair}`, accept: "application/json" },
        body: new URLSearchParams({
          grant_type: "client_credentials",
          ...(auth.scope ? { scope: auth.scope } : {}),
        }),
        redirect: "error",
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
    } catch (error) {
      signal?.throwIfAborted();
      const detail = this.#secrets.hide(error instanceof Error ? error.message : String(error));
      throw new KindredError("source-unreachable", { source: this.#source, place, detail });
    }
    const answer = (await response.json().catch(() => null)) as {
      access_token?: unknown;
      expires_in?: unknown;
    } | null;
    if (!response.ok || typeof answer?.access_token !== "string")
      throw new KindredError("source-refused", {
        source: this.#source,
        place,
        status: response.status,
        variable: auth.clientSecretEnv,
      });
    const seconds = typeof answer.expires_in === "number" ? answer.expires_in : 300;
    this.#secrets.keep(answer.access_token);
    this.#token = {
      value: answer.access_token,
      until: Date.now() + Math.max(0, seconds * 1000 - EARLY_MS),
    };
    return answer.access_token;
  }
}
