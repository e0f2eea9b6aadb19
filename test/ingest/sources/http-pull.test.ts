import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addSource } from "../../../src/ingest/sources/add.ts";
import type { HttpPullConfig } from "../../../src/ingest/sources/http-pull/config.ts";
import { type SyncOptions, syncSource } from "../../../src/ingest/sources/sync.ts";
import { Workspace } from "../workspace.ts";

const clock = { now: () => new Date("2026-06-01T12:00:00Z") };
const environment: Readonly<Record<string, string>> = {
  TOKEN: "t0ken",
  USER_NAME: "ann",
  PASSWORD: "pa:ss wörd",
  KEY: "k3y",
};
const variable = (name: string) => environment[name];

/** 25 reviews as an API has them. */
const reviews = Array.from({ length: 25 }, (_, i) => ({
  id: i + 1,
  author: { id: `c${i % 4}` },
  rating: 1 + (i % 5),
  text: `review ${i}`,
  created_at: `2026-05-${String(1 + i).padStart(2, "0")}T10:00:00Z`,
}));

describe("a paged JSON API", () => {
  let ws: Workspace;
  let server: Server | undefined;
  beforeEach(async () => {
    ws = await Workspace.open();
  });
  afterEach(async () => {
    server?.closeAllConnections();
    server?.close();
    server = undefined;
    await ws.close();
  });

  /** Serves with `listener` and adds the source `api` of it. */
  const api = async (listener: RequestListener, config: Partial<HttpPullConfig> = {}) => {
    const made = createServer(listener);
    server = made;
    await new Promise<void>((done) => made.listen(0, "127.0.0.1", done));
    const url = `http://127.0.0.1:${(made.address() as AddressInfo).port}/reviews`;
    await addSource(
      ws.store,
      "api",
      { kind: "http-pull", as: "reviews", url, key: "id", map: { customer: "author.id" }, ...config },
      { clock, variable, look: false },
    );
    return (more: Partial<SyncOptions> = {}) =>
      syncSource(ws.store, "api", { clock, variable, pauses: [10, 20, 40], ...more });
  };
  const json = (response: Parameters<RequestListener>[1], body: unknown, headers = {}) =>
    response.writeHead(200, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  const all = { received: 25, stored: 25, duplicates: 0, rejected: 0 };

  test("pages by number, until one is not full", async () => {
    const asked: string[] = [];
    const sync = await api(
      (request, response) => {
        asked.push(request.url!);
        const page = Number(new URL(request.url!, "http://x").searchParams.get("page"));
        json(response, reviews.slice((page - 1) * 10, page * 10));
      },
      { paging: { type: "page", parameter: "page" }, pageSize: { parameter: "per_page", value: 10 } },
    );
    expect(await sync()).toMatchObject(all);
    expect(asked).toEqual([1, 2, 3].map((n) => `/reviews?per_page=10&page=${n}`));
    // Without a cursor everything is read again, and known.
    expect(await sync()).toMatchObject({ received: 25, stored: 0, duplicates: 25 });
  });

  test("pages by offset, until one is empty", async () => {
    const sync = await api(
      (request, response) => {
        const from = Number(new URL(request.url!, "http://x").searchParams.get("skip"));
        json(response, { value: reviews.slice(from, from + 7) });
      },
      { paging: { type: "offset", parameter: "skip" }, items: "value" },
    );
    expect(await sync()).toMatchObject(all);
  });

  test.each(["link", "next"] as const)("pages by the address of the next one: %s", async (type) => {
    const sync = await api(
      (request, response) => {
        const from = Number(new URL(request.url!, "http://x").searchParams.get("from") ?? 0);
        const next = from + 9 < reviews.length ? `/reviews?from=${from + 9}` : null;
        const link = `</reviews>; rel="first", ${next ? `<${next}>; title="more"; rel="next"` : "</reviews>; rel=last"}`;
        json(
          response,
          { items: reviews.slice(from, from + 9), links: { next } },
          type === "link" ? { link } : {},
        );
      },
      { paging: type === "link" ? { type } : { type, path: "links.next" }, items: "items" },
    );
    expect(await sync()).toMatchObject(all);
  });

  test("an item that moves to a later page while others come is stored once, as it was told last", async () => {
    const sync = await api(
      (request, response) => {
        const page = Number(new URL(request.url!, "http://x").searchParams.get("page"));
        const changed = { ...reviews[9]!, text: "changed meanwhile" };
        json(response, page === 1 ? reviews.slice(0, 10) : page === 2 ? [changed, ...reviews.slice(10)] : []);
      },
      { paging: { type: "page", parameter: "page" } },
    );
    expect(await sync()).toMatchObject(all);
    expect(await ws.store.rows("SELECT text FROM reviews WHERE review_id = '10'")).toEqual([
      { text: "changed meanwhile" },
    ]);
  });

  test.each<[string, HttpPullConfig["auth"], string, string]>([
    ["bearer", { type: "bearer", tokenEnv: "TOKEN" }, "authorization", "Bearer t0ken"],
    [
      "basic",
      { type: "basic", userEnv: "USER_NAME", passwordEnv: "PASSWORD" },
      "authorization",
      `Basic ${Buffer.from("ann:pa:ss wörd").toString("base64")}`,
    ],
    ["api-key", { type: "api-key", header: "X-Shop-Key", keyEnv: "KEY" }, "x-shop-key", "k3y"],
  ])("says who asks: %s", async (_, auth, header, value) => {
    const sync = await api(
      (request, response) =>
        request.headers[header] === value ? json(response, reviews) : response.writeHead(401).end(),
      { auth: auth! },
    );
    expect(await sync()).toMatchObject(all);
  });

  test("a key as a parameter, variables in headers and in the body of a POST", async () => {
    let told: unknown;
    const sync = await api(
      (request, response) => {
        let body = "";
        request.on("data", (part) => {
          body += part;
        });
        request.on("end", () => {
          told = { url: request.url, method: request.method, shop: request.headers["x-shop"], body };
          json(response, { result: reviews });
        });
      },
      {
        auth: { type: "api-key", parameter: "key", keyEnv: "KEY" },
        headers: { "X-Shop": "for $USER_NAME" },
        method: "POST",
        body: { session: "$TOKEN", filter: ["a"] },
        items: "result",
      },
    );
    expect(await sync()).toMatchObject(all);
    expect(told).toEqual({
      url: "/reviews?key=k3y",
      method: "POST",
      shop: "for ann",
      body: '{"session":"t0ken","filter":["a"]}',
    });
    expect(JSON.stringify(await ws.store.rows("SELECT * FROM sources"))).not.toMatch(/t0ken|k3y/);
  });

  test("waits as long as it is told to, and no request comes faster than allowed", async () => {
    const at: number[] = [];
    const sync = await api(
      (request, response) => {
        at.push(performance.now());
        if (at.length === 1) return response.writeHead(429, { "retry-after": "1" }).end();
        const page = Number(new URL(request.url!, "http://x").searchParams.get("page"));
        return json(response, reviews.slice((page - 1) * 10, page * 10));
      },
      {
        paging: { type: "page", parameter: "page" },
        pageSize: { parameter: "n", value: 10 },
        requestsPerSecond: 5,
      },
    );
    expect(await sync()).toMatchObject(all);
    expect(at[1]! - at[0]!).toBeGreaterThan(990);
    // Lower bounds only: a slow machine makes them larger.
    expect(at[3]! - at[1]!).toBeGreaterThan(390);
  });

  const bomb = `{"x":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
  test.each<[string, RequestListener, Partial<HttpPullConfig>, string]>([
    ["401 whatever is tried", (_, r) => r.writeHead(401).end(), {}, "source-refused"],
    ["403", (_, r) => r.writeHead(403).end(), {}, "source-refused"],
    [
      "404",
      (_, r) => r.writeHead(404).end("no such shop t0ken"),
      { auth: { type: "bearer", tokenEnv: "TOKEN" } },
      "source-answer",
    ],
    ["429 for ever", (_, r) => r.writeHead(429).end(), {}, "source-rate-limited"],
    [
      "429 for an hour",
      (_, r) => r.writeHead(429, { "retry-after": "3600" }).end(),
      {},
      "source-rate-limited",
    ],
    ["500 for ever", (_, r) => r.writeHead(500).end("trace"), {}, "source-answer"],
    ["half a page for ever", (_, r) => r.writeHead(200).end('[{"id":1'), {}, "source-page-unreadable"],
    [
      "another server",
      (_, r) => r.writeHead(302, { location: "http://127.0.0.1:9/reviews" }).end(),
      { headers: { "X-Key": "$TOKEN" } },
      "source-answer",
    ],
    ["round in a circle", (_, r) => r.writeHead(302, { location: "/reviews" }).end(), {}, "source-answer"],
    [
      "an error that never ends",
      (_, r) => {
        r.writeHead(418);
        const more = setInterval(() => r.write("t0ken ".repeat(9000)), 5);
        r.on("close", () => clearInterval(more));
      },
      { query: { q: "$TOKEN" } },
      "source-answer",
    ],
    ["no answer", () => {}, { timeoutSeconds: 1 }, "source-unreachable"],
    ["a connection that is cut", (q) => q.socket.destroy(), {}, "source-unreachable"],
    ["another shape", (_, r) => r.writeHead(200).end('{"error":"x"}'), {}, "source-page-unreadable"],
    ["a web page", (_, r) => r.writeHead(200).end("<html>log in"), {}, "source-page-unreadable"],
    ["100,000 brackets", (_, r) => r.writeHead(200).end(bomb), {}, "source-page-unreadable"],
    [
      "too large a page",
      (_, r) => r.writeHead(200).end("x".repeat(200_000)),
      { maxBodyMb: 0.1 },
      "source-page-too-large",
    ],
    [
      "the same page again and again",
      (_, r) => r.writeHead(200).end(JSON.stringify(reviews)),
      { paging: { type: "page", parameter: "p" } },
      "source-paging-loop",
    ],
    [
      "a next page elsewhere",
      (_, r) =>
        r.writeHead(200, { link: '<https://elsewhere.example/x>; rel="next"' }).end(JSON.stringify(reviews)),
      { paging: { type: "link" } },
      "source-page-unreadable",
    ],
  ])("%s: a named error, nothing stored, no token told", async (_, listener, config, code) => {
    const sync = await api(listener, config);
    const error = await sync().catch((e: unknown) => e);
    expect(error).toMatchObject({ code });
    expect(JSON.stringify((error as { data: unknown }).data)).not.toContain("t0ken");
    expect(await ws.store.rows("SELECT * FROM reviews")).toEqual([]);
    expect(await ws.store.one("SELECT last_status, cursor FROM sources")).toEqual({
      last_status: "failed",
      cursor: null,
    });
  });

  test("items that are none are rejected with their reason; numbers longer than a double stay exact", async () => {
    const deep = JSON.parse(`${'{"a":'.repeat(70)}1${"}".repeat(70)}`) as unknown;
    const body = JSON.stringify([reviews[0], "text", { rating: 5 }, { id: 7, deep }]).replace(
      '"id":1,',
      '"id":12345678901234567890,',
    );
    const sync = await api((_, response) => response.writeHead(200).end(body));
    expect(await sync()).toMatchObject({ received: 4, stored: 1, rejected: 3 });
    expect((await ws.store.rows("SELECT rule FROM rejects ORDER BY row_number")).map((r) => r.rule)).toEqual([
      "not-a-record",
      "value-missing",
      "too-deep",
    ]);
    expect(await ws.store.rows("SELECT review_id FROM reviews")).toEqual([
      { review_id: "12345678901234567890" },
    ]);
  });

  test("an order's total stands on each of its lines and counts once, also where a single order comes", async () => {
    const order = (id: number, total: number) => ({
      id,
      client: `c${id}`,
      created: `2026-05-0${id}T10:00:00Z`,
      total,
      rows: [{ sku: "a100" }, { sku: "b200" }, { sku: "c300" }],
    });
    let there = [1, 2, 3, 4].map((id) => order(id, 30));
    const sync = await api((_, response) => json(response, there), {
      as: "orders",
      lines: "rows",
      map: { order: "id", customer: "client", date: "created", amount: "total", product: "rows.sku" },
    });
    await sync();
    there = [order(5, 99)];
    await sync();
    expect(await ws.store.rows("SELECT order_id, amount_minor FROM orders ORDER BY 1")).toEqual([
      ...[1, 2, 3, 4].map((id) => ({ order_id: String(id), amount_minor: 3000 })),
      { order_id: "5", amount_minor: 9900 },
    ]);
  });

  test("a look at the first page says how its columns are read, and what is wrong, before anything is saved", async () => {
    await api((request, response) =>
      request.url!.startsWith("/reviews") ? json(response, reviews) : response.writeHead(500).end(),
    );
    const [{ config }] = (await ws.store.rows<{ config: string }>("SELECT config FROM sources")) as [
      { config: string },
    ];
    const settings = JSON.parse(config) as HttpPullConfig;
    const looked = await addSource(ws.store, "looked", settings, { clock, variable });
    expect(looked.columns).toEqual(["id", "author.id", "rating", "text", "created_at"]);
    expect(looked.mapping.map((m) => [m.field, m.column])).toContainEqual(["customer", "author.id"]);
    const wrong = { ...settings, url: settings.url.replace("/reviews", "/other") };
    await expect(addSource(ws.store, "wrong", wrong, { clock, variable })).rejects.toMatchObject({
      code: "source-answer",
    });
    expect(await ws.store.rows("SELECT name FROM sources ORDER BY 1")).toEqual([
      { name: "api" },
      { name: "looked" },
    ]);
    expect(await ws.store.rows("SELECT 1 FROM reviews")).toEqual([]);
  });

  test("an address on the same server that has moved is followed; a token in the address is told nowhere", async () => {
    const sync = await api((request, response) =>
      request.url === "/reviews"
        ? response.writeHead(307, { location: "/v2/t0ken/reviews" }).end()
        : json(response, reviews),
    );
    expect(await sync()).toMatchObject(all);
    server!.close();
    server!.closeAllConnections();
    const row = await ws.store.one<{ config: string }>("SELECT config FROM sources");
    const config = JSON.parse(row.config) as HttpPullConfig;
    const hidden = { ...config, url: config.url.replace("/reviews", "/$TOKEN/reviews") };
    const error = await addSource(ws.store, "hidden", hidden, { clock, variable }).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: "source-unreachable" });
    expect(JSON.stringify((error as { data: unknown }).data)).not.toContain("t0ken");
  });

  test("comparing keys: what is no longer there is taken out", async () => {
    let there = reviews;
    const sync = await api((_, response) => json(response, there), { compareKeys: true });
    await sync();
    there = reviews.slice(2);
    expect(await sync()).toMatchObject({ removed: 2 });
    expect(await ws.store.one("SELECT count(*) AS n FROM reviews")).toEqual({ n: 23 });
  });

  test.each<[string, object, string, string]>([
    ["a setting that is none", { urll: "x" }, "source-bad-config", "urll"],
    ["a paging that is none", { paging: { type: "scroll" } }, "source-bad-config", "paging.type"],
    ["a part without what it needs", { paging: { type: "page" } }, "source-bad-config", "paging.parameter"],
    ["no address", { url: "ftp://x" }, "source-bad-config", "url"],
    [
      "a token in a header",
      { headers: { Authorization: "Bearer abc" } },
      "source-secret-in-config",
      "headers.Authorization",
    ],
    ["a password in the address", { url: "https://a:b@x.example" }, "source-secret-in-config", "url"],
    [
      "a token in the address",
      { url: "https://x.example?access_token=abc" },
      "source-secret-in-config",
      "url: access_token",
    ],
    [
      "a password in the body",
      { body: { login: { password: "x" } } },
      "source-secret-in-config",
      "body.login.password",
    ],
    [
      "a variable that is not set",
      { auth: { type: "bearer", tokenEnv: "NOT_THERE" } },
      "source-no-variable",
      "",
    ],
  ])("is told before anything is fetched: %s", async (_, config, code, path) => {
    const settings = {
      kind: "http-pull",
      as: "reviews",
      url: "https://x.example",
      key: "id",
      ...config,
    } as HttpPullConfig;
    const error = await addSource(ws.store, "api", settings, { clock, variable }).catch((e: unknown) => e);
    expect(error).toMatchObject({ code, ...(path ? { data: { path } } : {}) });
  });
});
