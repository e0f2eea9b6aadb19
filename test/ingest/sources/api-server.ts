import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** An order as the API has it. */
export interface ApiOrder {
  readonly id: string;
  readonly updated_at: string;
  readonly deleted_at: string | null;
  readonly [field: string]: unknown;
}

/** How one request is to fail. */
export type Failure = "429" | "401" | "500" | "half" | "reset" | "hang";

/** A paged JSON API of orders behind OAuth 2, on this machine, that can fail as real ones do. */
export class ApiServer {
  readonly clientId = "client-7";
  readonly clientSecret = "s3cret-of-the-client";
  readonly orders = new Map<string, ApiOrder>();
  readonly requests: { at: number; url: string }[] = [];
  tokens = 0;
  failed = 0;
  pageSize = 50;
  /** What the next requests for orders meet, by their number from now on. */
  #failures = new Map<number, Failure>();
  #asked = 0;
  #token = "";
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static start(): Promise<ApiServer> {
    const api = new ApiServer();
    return new Promise((resolve, reject) => {
      api.#server.on("error", reject);
      api.#server.listen(0, "127.0.0.1", () => resolve(api));
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Empties it, and makes requests fail: the first is 0. */
  reset(failures: Readonly<Record<number, Failure>> = {}): void {
    this.orders.clear();
    this.fail(failures);
    this.tokens = 0;
    this.requests.length = 0;
    this.#token = "";
  }

  fail(failures: Readonly<Record<number, Failure>>): void {
    this.#failures = new Map(Object.entries(failures).map(([n, f]) => [Number(n), f]));
    this.#asked = 0;
    this.failed = 0;
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((done) => this.#server.close(() => done()));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, this.url);
    if (url.pathname === "/token") return this.#tokenAnswer(request, response);
    this.requests.push({ at: performance.now(), url: url.pathname + url.search });
    const failure = this.#failures.get(this.#asked++);
    if (failure) this.failed++;
    if (failure === "401") this.#token = "";
    if (failure === "429") {
      response.writeHead(429, { "retry-after": "0.2" }).end();
      return;
    }
    if (failure === "500") {
      response.writeHead(500).end("a stack trace");
      return;
    }
    if (failure === "reset") {
      request.socket.resetAndDestroy();
      return;
    }
    if (failure === "hang") return;
    if (this.#token === "" || request.headers.authorization !== `Bearer ${this.#token}`) {
      response.writeHead(401).end("{}");
      return;
    }
    const body = JSON.stringify(this.#page(url));
    if (failure === "half") {
      // As a proxy leaves it that lost its backend: shorter, but a whole answer by its own length.
      response.writeHead(200, { "content-type": "application/json" }).end(body.slice(0, body.length / 2));
      return;
    }
    response.writeHead(200, { "content-type": "application/json" }).end(body);
  }

  #page(url: URL): unknown {
    const since = url.searchParams.get("updated_since");
    const all = [...this.orders.values()]
      .filter((o) => since === null || o.updated_at >= since)
      .sort((a, b) =>
        a.updated_at < b.updated_at ? -1 : a.updated_at > b.updated_at ? 1 : a.id < b.id ? -1 : 1,
      );
    const from = Number(url.searchParams.get("after") ?? 0);
    const until = from + this.pageSize;
    return {
      data: { orders: all.slice(from, until) },
      meta: { next: until < all.length ? String(until) : null },
    };
  }

  async #tokenAnswer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const part of request) body += String(part);
    const [id, secret] = Buffer.from((request.headers.authorization ?? "").replace("Basic ", ""), "base64")
      .toString()
      .split(":");
    const right = id === this.clientId && secret === this.clientSecret;
    if (!right || new URLSearchParams(body).get("grant_type") !== "client_credentials") {
      response.writeHead(401).end('{"error":"invalid_client"}');
      return;
    }
    this.#token = `token-${++this.tokens}-of-the-api`;
    response
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify({ access_token: this.#token, token_type: "bearer", expires_in: 3600 }));
  }
}
