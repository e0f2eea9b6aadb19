// The tracking API as clients see it, the real Segment library among them.
import { Analytics } from "@segment/analytics-node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../src/core/clock.ts";
import { projectEvents } from "../../src/ingest/events/project/project.ts";
import { addHttpSource } from "../../src/ingest/events/write-keys.ts";
import type { RunningServer } from "../../src/serve/server.ts";
import { startServer } from "../../src/serve/server.ts";
import type { Store } from "../../src/store/store.ts";
import { freshWorkspace } from "../act/workspace.ts";

let workspace: Awaited<ReturnType<typeof freshWorkspace>>;
let store: Store;
let server: RunningServer;
let key: string;
let slow: string;

beforeAll(async () => {
  workspace = await freshWorkspace();
  store = workspace.store;
  key = await addHttpSource(store, { name: "web", origins: ["https://shop.example"] }, new Date());
  slow = await addHttpSource(store, { name: "slow", origins: [], eventsPerSecond: 5 }, new Date());
  server = await startServer({ store, port: 0, host: "127.0.0.1" });
});
afterAll(async () => {
  await server.close();
  await workspace.close();
});

const basic = (writeKey: string) => `Basic ${Buffer.from(`${writeKey}:`).toString("base64")}`;

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(server.url + path, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: basic(key), ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? {} : JSON.parse(text) };
}

const stored = (prefix: string) =>
  store.rows<{ id: string; type: string; name: string | null; user: string | null }>(
    `SELECT message_id AS id, type, name, user_id AS "user" FROM (
       SELECT message_id, type, name, user_id FROM event_inbox UNION ALL SELECT message_id, type, name, user_id FROM events)
     WHERE starts_with(message_id, $1) ORDER BY 1`,
    [prefix],
  );

test("the real Segment library delivers all its calls", async () => {
  const analytics = new Analytics({ writeKey: key, host: server.url, flushAt: 20, maxRetries: 0 });
  const failures: unknown[] = [];
  analytics.on("error", (e) => failures.push(e));
  const userId = "u-7";
  analytics.identify({
    messageId: "lib-1",
    userId,
    anonymousId: "a-7",
    traits: { email: "Ann@Example.org" },
  });
  analytics.track({ messageId: "lib-2", userId, event: "Product Viewed", properties: { product_id: "P1" } });
  analytics.page({ messageId: "lib-3", anonymousId: "a-7", name: "Home" });
  analytics.screen({ messageId: "lib-4", userId, name: "Basket" });
  analytics.group({ messageId: "lib-5", userId, groupId: "g-1", traits: { plan: "gold" } });
  analytics.alias({ messageId: "lib-6", userId, previousId: "a-7" });
  await analytics.flush();
  expect(failures).toEqual([]);
  expect(await stored("lib-")).toEqual([
    { id: "lib-1", type: "identify", name: null, user: userId },
    { id: "lib-2", type: "track", name: "Product Viewed", user: userId },
    { id: "lib-3", type: "page", name: "Home", user: null },
    { id: "lib-4", type: "screen", name: "Basket", user: userId },
    { id: "lib-5", type: "group", name: "g-1", user: userId },
    { id: "lib-6", type: "alias", name: null, user: userId },
  ]);
});

test("the real Segment library is told when its events are refused", async () => {
  const analytics = new Analytics({ writeKey: "wrong", host: server.url, maxRetries: 0 });
  const failures: unknown[] = [];
  analytics.on("error", (e) => failures.push(e));
  analytics.track({ userId: "u", event: "Lost" });
  await analytics.flush();
  expect(failures).toHaveLength(1);
});

test.each(["identify", "track", "page", "screen", "group", "alias"])(
  "/v1/%s takes one call, by its short path too",
  async (type) => {
    const call = { userId: "u", previousId: "a", event: "Viewed", groupId: "g" };
    for (const path of [`/v1/${type}`, `/v1/${type[0]}`]) {
      const { status, body } = await post(path, { ...call, messageId: `one${path}` });
      expect({ status, body }).toMatchObject({
        status: 200,
        body: { success: true, results: [{ messageId: `one${path}`, status: "stored" }] },
      });
    }
    expect((await stored(`one/v1/${type}`)).map((e) => e.type)).toEqual([type]);
  },
);

test("each event of a batch is answered for, in its order", async () => {
  const good = { type: "track", userId: "u", event: "Viewed" };
  const ahead = new Date(Date.now() + 25 * 3_600_000).toISOString();
  const late = new Date(Date.now() - 31 * 86_400_000).toISOString();
  const batch = [
    { ...good, messageId: "b-1" },
    { ...good, messageId: "b-1" },
    { ...good, messageId: "b-2", userId: undefined },
    { ...good, messageId: "b-3", userId: "undefined" },
    { ...good, messageId: "b-4", event: " " },
    { ...good, messageId: "b-5", type: "click" },
    { ...good, messageId: "b-6", timestamp: ahead },
    { ...good, messageId: "b-7", timestamp: late },
    { ...good, messageId: "b-8", timestamp: "yesterday" },
    { ...good, messageId: "b-9", properties: { page: "x".repeat(33_000) } },
    { type: "alias", userId: "u", messageId: "b-10" },
    7,
    { ...good, messageId: "b-11" },
  ];
  const { status, body } = await post("/v1/batch?lang=en", { batch });
  expect(status).toBe(207);
  expect(body).toMatchObject({ success: false, received: 13, stored: 2, duplicates: 1, rejected: 10 });
  expect(body.results.map((r: { code?: string; status: string }) => r.code ?? r.status)).toEqual([
    "stored",
    "duplicate",
    "no-id",
    "id-unusable",
    "event-missing",
    "type-unknown",
    "too-far-ahead",
    "too-late",
    "time-unreadable",
    "event-too-large",
    "alias-incomplete",
    "not-an-object",
    "stored",
  ]);
  for (const r of body.results)
    if (r.status === "rejected") expect(r.message + r.next).not.toMatch(/tracking\.|\{\{/);
  const kept = await store.rows<{ message_id: string; rule: string; raw: string }>(
    "SELECT message_id, rule, raw FROM event_rejects WHERE message_id = 'b-8'",
  );
  expect(kept).toEqual([{ message_id: "b-8", rule: "time-unreadable", raw: JSON.stringify(batch[8]) }]);
});

test("a call of which nothing was stored is a problem, and says why", async () => {
  const { status, headers, body } = await post("/v1/track?lang=en", { event: "Viewed", messageId: "p-1" });
  expect([status, headers.get("content-type")]).toEqual([400, "application/problem+json; charset=utf-8"]);
  expect(body).toMatchObject({ code: "events-refused", results: [{ status: "rejected", code: "no-id" }] });
});

test("history of any age by /v1/import, or where the event says so", async () => {
  const old = { type: "track", userId: "u", event: "Viewed", timestamp: "2011-12-01T08:26:00Z" };
  expect((await post("/v1/import", { batch: [{ ...old, messageId: "h-1" }] })).status).toBe(200);
  const said = { ...old, messageId: "h-2", context: { historical: true } };
  expect((await post("/v1/batch", { batch: [said] })).status).toBe(200);
});

test("history by the real Segment library", async () => {
  const analytics = new Analytics({ writeKey: key, host: server.url, path: "/v1/import", maxRetries: 0 });
  const failures: unknown[] = [];
  analytics.on("error", (e) => failures.push(e));
  const timestamp = new Date("2011-12-01T08:26:00Z");
  analytics.track({ messageId: "h-3", userId: "u", event: "Viewed", timestamp });
  await analytics.flush();
  expect(failures).toEqual([]);
  await projectEvents(store, systemClock);
  expect(await store.rows("SELECT occurred_at, known_at FROM events WHERE message_id = 'h-3'")).toEqual([
    { occurred_at: timestamp, known_at: timestamp },
  ]);
});

test("without the right key nothing is taken", async () => {
  for (const authorization of ["", "Bearer x", basic("nobody"), "Basic !!"]) {
    const { status, body } = await post("/v1/track", { userId: "u", event: "E" }, { authorization });
    expect([status, body.code]).toEqual([401, "write-key-unknown"]);
  }
  const beacon = { userId: "u", event: "E", messageId: "k-1", writeKey: key };
  const inBody = await post("/v1/track", beacon, { authorization: "", "content-type": "text/plain" });
  expect(inBody.status).toBe(200);
  const refused = await post("/v1/track", { event: "E", writeKey: key }, { authorization: "" });
  expect(refused.body.code).toBe("events-refused");
  expect(await store.rows("SELECT raw FROM event_rejects WHERE contains(raw, $1)", [key])).toEqual([]);
});

test("pages of listed sites may send, others not; the browser is told so before", async () => {
  const origin = "https://shop.example";
  const call = { userId: "u", event: "E" };
  const listed = await post(
    "/v1/track",
    { ...call, messageId: "o-1" },
    { origin, "sec-fetch-site": "cross-site" },
  );
  expect([listed.status, listed.headers.get("access-control-allow-origin")]).toEqual([200, origin]);
  const other = await post("/v1/track", { ...call, messageId: "o-2" }, { origin: "https://evil.example" });
  expect([other.status, other.body.code]).toEqual([403, "origin-not-listed"]);
  expect(other.headers.get("access-control-allow-origin")).toBeNull();
  const preflight = (from: string) =>
    fetch(`${server.url}/v1/track`, { method: "OPTIONS", headers: { origin: from } });
  const asked = await preflight(origin);
  expect([asked.status, asked.headers.get("access-control-allow-headers")]).toEqual([
    204,
    "authorization, content-type",
  ]);
  expect((await preflight("https://evil.example")).status).toBe(403);
  expect(await stored("o-")).toHaveLength(1);
  // The rest of the server stays closed to pages of other sites.
  const api = await fetch(`${server.url}/api/v1/data`, { headers: { origin } });
  expect(api.status).toBe(403);
});

test("what is too large, too deep or no JSON is refused whole", async () => {
  const large = { batch: [{ userId: "u", event: "E", properties: { x: "y".repeat(512_000) } }] };
  const refused = await post("/v1/batch?lang=en", large);
  expect([refused.status, refused.body.code]).toEqual([413, "batch-too-large"]);
  expect((await post("/v1/batch", `{"batch":${"[".repeat(100)}${"]".repeat(100)}}`)).body.code).toBe(
    "too-deep",
  );
  for (const body of ["{", "[]", "7", "", '{"batch":{}}'])
    expect((await post("/v1/batch", body)).body.code).toBe("bad-request");
});

test("a source that sends more than its share waits", async () => {
  const batch = (n: number) =>
    Array.from({ length: n }, (_, i) => ({
      type: "track",
      userId: "u",
      event: "E",
      messageId: `s-${n}-${i}`,
    }));
  const send = (n: number) => post("/v1/batch", { batch: batch(n) }, { authorization: basic(slow) });
  expect((await send(5)).status).toBe(200);
  const more = await send(4);
  expect([more.status, more.body.code, more.headers.get("retry-after")]).toEqual([
    429,
    "too-many-events",
    "1",
  ]);
  expect(await stored("s-4")).toEqual([]);
});

test("overload: calls are refused whole with Retry-After, health answers, and all may come again", async () => {
  const calls = Array.from({ length: 24 }, (_, c) => ({
    batch: Array.from({ length: 4000 }, (_, i) => ({
      type: "track",
      event: "E",
      userId: "u",
      messageId: `over-${c}-${i}`,
    })),
  }));
  const first = Promise.all(calls.map((call) => post("/v1/batch", call)));
  const health = await fetch(`${server.url}/health`);
  expect(health.status).toBe(200);
  const answers = await first;
  const refused = answers.filter((a) => a.status === 503);
  // How many are refused depends on the disk; test/ingest/events/overload.test.ts counts them.
  for (const { body, headers } of refused)
    expect([body.code, headers.get("retry-after")]).toEqual(["overloaded", "1"]);
  for (const call of calls) expect((await post("/v1/batch", call)).status).toBe(200);
  const { n, ids } = await store.one<{ n: number; ids: number }>(
    `SELECT count(*) AS n, count(DISTINCT message_id) AS ids FROM (
       SELECT message_id FROM event_inbox UNION ALL SELECT message_id FROM events) WHERE starts_with(message_id, 'over-')`,
  );
  expect([n, ids]).toEqual([96_000, 96_000]);
}, 60_000);

test("refused events are tried again: what can be is stored, once, and the account still adds up", async () => {
  const late = new Date(Date.now() - 40 * 86_400_000).toISOString();
  const source = await addHttpSource(store, { name: "app", origins: [] }, new Date());
  const authorization = basic(source);
  await post("/v1/track", { userId: "u", event: "Old", timestamp: late }, { authorization });
  await post(
    "/v1/track",
    { userId: "u", event: "Old", timestamp: late, messageId: "r-2" },
    { authorization },
  );
  await post("/v1/track", { event: "Nobody" }, { authorization });
  const replay = async (name: string, body: object) => {
    const response = await fetch(`${server.url}/api/v1/sources/${name}/replay`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return JSON.parse(await response.text());
  };
  expect(await replay("app", {})).toEqual({ tried: 3, stored: 0, duplicates: 0, stillRefused: 3 });
  expect(await replay("app", { historical: true })).toEqual({
    tried: 3,
    stored: 2,
    duplicates: 0,
    stillRefused: 1,
  });
  expect(await replay("app", { historical: true })).toEqual({
    tried: 1,
    stored: 0,
    duplicates: 0,
    stillRefused: 1,
  });
  expect(await replay("nobody", {})).toMatchObject({ code: "source-unknown" });
  const account = await store.one(
    `SELECT sum(received)::BIGINT AS received, sum(stored)::BIGINT AS stored, sum(duplicates)::BIGINT AS duplicates,
       sum(rejected)::BIGINT AS rejected FROM event_receipts WHERE source = 'app'`,
  );
  expect(account).toEqual({ received: 3, stored: 2, duplicates: 0, rejected: 1 });
  expect(await store.rows("SELECT rule FROM event_rejects WHERE source = 'app'")).toEqual([
    { rule: "no-id" },
  ]);
});

test("profiles of one person: told, merged and taken apart over the API", async () => {
  const identify = (userId: string) => ({
    type: "identify",
    userId,
    traits: { email: "x@example.org" },
    messageId: `id-${userId}`,
  });
  await post("/v1/batch", { batch: [identify("x1"), identify("x2")] });
  await projectEvents(store, systemClock);
  const ask = async (decision?: object) => {
    const init = decision && {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(decision),
    };
    const response = await fetch(`${server.url}/api/v1/identity?lang=en`, init);
    return { status: response.status, body: JSON.parse(await response.text()) };
  };
  const first = await ask();
  expect(first.body.proposals).toEqual([
    {
      from: "x2",
      into: "x1",
      score: 60,
      evidence: [
        {
          code: "identity.agree.email",
          data: { value: "x@example.org" },
          text: "the same e-mail address (x@example.org)",
        },
      ],
    },
  ]);
  const merged = await ask({ decision: "merge", from: "x2", into: "x1" });
  expect(merged.body.proposals).toEqual([]);
  expect(merged.body.merges[0]).toMatchObject({ from: "x2", into: "x1", reason: "person", undoneAt: null });
  // The page of either profile is that of the person, with what both bought.
  await post("/v1/batch", {
    batch: ["x1", "x2"].map((userId) => ({
      type: "track",
      event: "Order Completed",
      userId,
      messageId: `order-${userId}`,
      properties: { order_id: `order-${userId}`, currency: "EUR", total: 12 },
    })),
  });
  await projectEvents(store, systemClock);
  for (const id of ["x1", "x2"]) {
    const page = JSON.parse(await (await fetch(`${server.url}/api/v1/customers/${id}`)).text());
    expect([page.customerId, page.orders, page.revenueMinor]).toEqual(["x1", 2, 2400]);
  }
  const apart = await ask({ decision: "undo", mergeId: merged.body.merges[0].mergeId });
  expect(apart.body.merges[0].undoneAt).not.toBeNull();
  expect((await ask({ decision: "keep-apart", from: "x2", into: "x1" })).body.apart[0]).toMatchObject({
    reason: "refused",
  });
  expect((await ask({ decision: "undo", mergeId: 999 })).status).toBe(404);
  expect((await ask({ decision: "merge", from: "x2" })).status).toBe(400);
});

test("received = stored + duplicates + rejected, on disk too", async () => {
  const sums = await store.one(
    `SELECT sum(received)::BIGINT AS received, sum(stored + duplicates + rejected)::BIGINT AS told, sum(stored)::BIGINT AS stored,
       sum(rejected)::BIGINT AS rejected FROM event_receipts`,
  );
  const there = await store.one<{ events: number; rejects: number }>(
    `SELECT (SELECT count(*) FROM event_inbox) + (SELECT count(*) FROM events) AS events,
       (SELECT count(*) FROM event_rejects) AS rejects`,
  );
  expect(sums).toMatchObject({ told: sums.received, stored: there.events, rejected: there.rejects });
});
