import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "../../src/core/clock.ts";
import { Bus } from "../../src/core/events.ts";
import { buildApp } from "../../src/serve/app.ts";
import type { App } from "../../src/serve/context.ts";
import { startServer } from "../../src/serve/server.ts";
import type { Store } from "../../src/store/store.ts";
import { freshWorkspace } from "../act/workspace.ts";

let store: Store;
let close: () => Promise<void>;
let app: App;
let keyed: App;

const key = "a key that others cannot guess";
const log = pino({ level: "silent" });
const options = () => ({ store, bus: new Bus(), clock: systemClock, lang: "en" as const, log });

beforeAll(async () => {
  ({ store, close } = await freshWorkspace());
  app = await buildApp(options());
  keyed = await buildApp({ ...options(), apiKey: key });
});
afterAll(async () => {
  await app.close();
  await keyed.close();
  await close();
});

function ask(url: string, headers: Record<string, string> = {}, server = app) {
  return server.inject({ url, headers: { host: "127.0.0.1:4747", ...headers } });
}

describe("who may speak to the server", () => {
  test.each(["evil.example", "evil.example:4747", "127.0.0.1.evil.example", "localhost@evil.example"])(
    "Host %s is refused without a key (DNS rebinding)",
    async (host) => {
      const answer = await ask("/api/v1/overview", { host });
      expect(answer.statusCode).toBe(403);
      expect(answer.json()).toMatchObject({ code: "host-refused", data: { host } });
    },
  );

  test.each(["localhost", "localhost:80", "127.0.0.1:4747", "[::1]:4747"])(
    "Host %s is served",
    async (host) => {
      expect((await ask("/health", { host })).statusCode).toBe(200);
    },
  );

  test.each(["http://evil.example", "null", "http://127.0.0.1:9999", "https://127.0.0.1.evil.example"])(
    "Origin %s is refused",
    async (origin) => {
      const answer = await ask("/api/v1/overview", { origin });
      expect(answer.statusCode).toBe(403);
      expect(answer.json().code).toBe("origin-refused");
    },
  );

  test("its own Origin is served", async () => {
    expect((await ask("/api/v1/overview", { origin: "http://127.0.0.1:4747" })).statusCode).toBe(200);
  });

  test("another site's page may link to the dashboard but not call the API", async () => {
    const link = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
    expect((await ask("/api/v1/overview", link)).statusCode).toBe(403);
    expect((await ask("/api/v1/overview", { "sec-fetch-site": "cross-site" })).statusCode).toBe(403);
    expect([200, 503]).toContain((await ask("/customers", link)).statusCode);
  });

  test("with a key, any Host is served, but only to those who have it", async () => {
    const host = "kindred.example";
    const none = await ask("/api/v1/overview", { host }, keyed);
    expect(none.statusCode).toBe(401);
    expect(none.headers["www-authenticate"]).toBe("Bearer");
    const wrong = await ask("/api/v1/overview", { host, authorization: `Bearer ${key}!` }, keyed);
    expect(wrong.json().code).toBe("unauthorised");
    const right = await ask("/api/v1/overview", { host, authorization: `Bearer ${key}` }, keyed);
    expect(right.statusCode).toBe(200);
  });

  test("the server does not listen where others can reach it without a key", async () => {
    for (const host of ["0.0.0.0", "::", "192.168.1.10", "kindred.example"])
      await expect(startServer({ store, port: 0, host })).rejects.toMatchObject({ code: "api-key-needed" });
  });

  test("a port in use is named", async () => {
    const first = await startServer({ store, port: 0, host: "127.0.0.1" });
    const port = Number(new URL(first.url).port);
    await expect(startServer({ store, port, host: "127.0.0.1" })).rejects.toMatchObject({
      code: "port-taken",
      data: { port, host: "127.0.0.1" },
    });
    await first.close();
  });

  test("every answer forbids foreign scripts, frames and guessing of types", async () => {
    const { headers } = await ask("/api/v1/overview");
    expect(headers["content-security-policy"]).toContain("script-src 'self'");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["cache-control"]).toBe("no-store");
  });
});

describe("what the server refuses to read", () => {
  const post = (payload: string, type = "application/json") =>
    app.inject({
      method: "POST",
      url: "/api/v1/overview",
      headers: { host: "localhost", "content-type": type },
      payload,
    });

  test.each([
    ["arrays", "[", "]"],
    ["objects", '{"a":', "}"],
  ])("a body of 100,000 nested %s", async (_, open, shut) => {
    const answer = await post(open.repeat(100_000) + (open === "[" ? "" : "1") + shut.repeat(100_000));
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ code: "too-deep", data: { limit: 64 } });
    expect((await ask("/health")).statusCode).toBe(200);
  });

  test("an unclosed deep body", async () => {
    expect((await post("[".repeat(100_000))).json().code).toBe("too-deep");
  });

  test("more than a megabyte", async () => {
    expect((await post(JSON.stringify("x".repeat(1_100_000)))).json()).toMatchObject({
      code: "body-too-large",
      status: 413,
    });
  });

  test("what is no JSON", async () => {
    expect((await post("{broken")).json()).toMatchObject({ code: "bad-request", status: 400 });
  });

  test.each([
    "/api/v1/customers?page=0",
    "/api/v1/customers?pageSize=100000",
    "/api/v1/customers?sort=drop%20table",
    "/api/v1/customers?order=up",
    "/api/v1/actions?band=huge",
    "/api/v1/segments/points?limit=1000000",
    `/api/v1/customers?search=${"x".repeat(300)}`,
  ])("%s", async (url) => {
    const answer = await ask(url);
    expect(answer.statusCode).toBe(400);
    expect(answer.json().code).toBe("bad-request");
  });
});

describe("problems", () => {
  test("come as application/problem+json with what to do next, in the language asked for", async () => {
    const url = "/api/v1/customers/nobody";
    const english = await ask(url);
    expect(english.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(english.json()).toEqual({
      type: "urn:kindred:error:unknown-customer",
      title: "There is no customer “nobody”.",
      status: 404,
      code: "unknown-customer",
      next: "Check the number, or search for it on the Customers page.",
      data: { name: "nobody" },
    });
    expect((await ask(`${url}?lang=zh`)).json().title).toMatch(/\p{Script=Han}/u);
    const weighed = await ask(url, { "accept-language": "de, ru;q=0.9, en;q=0.1" });
    expect(weighed.json().title).toMatch(/\p{Script=Cyrillic}/u);
  });

  test.each([
    ["/api/v1/goals/nope", "unknown-goal"],
    ["/api/v1/export/nope", "unknown-table"],
    ["/api/v1/nope", "route-not-found"],
    ["/nope.js", "route-not-found"],
  ])("%s is %s", async (url, code) => {
    const answer = await ask(url);
    expect(answer.json()).toMatchObject({ code, status: 404 });
  });

  test("a mistake of ours is logged, and says nothing of the machine's files", async () => {
    const broken = await freshWorkspace();
    const server = await buildApp({ ...options(), store: broken.store });
    await broken.store.tx(async (w) => {
      await w.run("DROP TABLE imports");
    });
    const answer = await ask("/api/v1/data", {}, server);
    expect(answer.json()).toMatchObject({ code: "internal", status: 500 });
    expect(answer.body).not.toContain(join(import.meta.dirname, "..", ".."));
    await server.close();
    await broken.close();
  });
});

test("the README's port is the one the settings name", () => {
  const readme = readFileSync(join(import.meta.dirname, "..", "..", "README.md"), "utf8");
  expect(readme).toContain("http://127.0.0.1:4747");
});
