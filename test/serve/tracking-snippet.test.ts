// The snippet in a real browser, on the pages of a shop of another origin.
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { BrowserContext } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { addHttpSource } from "../../src/ingest/events/write-keys.ts";
import { type RunningServer, startServer } from "../../src/serve/server.ts";
import type { Store } from "../../src/store/store.ts";
import { freshWorkspace } from "../act/workspace.ts";
import { launchBrowser } from "../e2e/browser.ts";

const browser = await launchBrowser();
afterAll(async () => {
  await browser?.close();
});

let workspace: Awaited<ReturnType<typeof freshWorkspace>>;
let store: Store;
let server: RunningServer;
let shop: Server;
let origin: string;
let context: BrowserContext;

/** A page of the shop; `attributes` of the script, and what the page says before the script has come. */
function page(key: string, url: string): string {
  const consent = url.startsWith("/ask") ? 'data-consent="required"' : "";
  return `<!doctype html><title>Shop</title><link rel="icon" href="data:,">
    <script>window.kindred = [["track", "Early Bird", { path: "${url}" }]]</script>
    <script async src="${server.url}/v1/kindred.js" data-write-key="${key}" ${consent}></script><h1>${url}</h1>`;
}

beforeAll(async () => {
  workspace = await freshWorkspace();
  store = workspace.store;
  server = await startServer({ store, port: 0, host: "127.0.0.1" });
  let key = "";
  shop = createServer((request, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end(page(key, request.url!));
  }).listen(0, "127.0.0.1");
  await once(shop, "listening");
  origin = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
  key = await addHttpSource(store, { name: "web", origins: [origin] }, new Date());
});
afterEach(() => context?.close());
afterAll(async () => {
  shop.close();
  shop.closeAllConnections();
  await server.close();
  await workspace.close();
});

interface Seen {
  readonly type: string;
  readonly name: string | null;
  readonly visitor: string;
  readonly user: string | null;
  readonly properties: Record<string, unknown>;
  readonly context: { page: Record<string, string>; campaign?: Record<string, string> };
}

/** Events received since the last call, when there are `count` of them. */
async function events(count: number): Promise<Seen[]> {
  const sql = `SELECT event_id, type, name, anonymous_id AS visitor, user_id AS "user", properties, context FROM event_inbox
    UNION ALL SELECT event_id, type, name, anonymous_id, user_id, properties, context FROM events ORDER BY event_id`;
  for (let tries = 0; ; tries++) {
    const rows = (await store.rows(sql)).slice(taken);
    if (rows.length >= count || tries > 100) {
      taken += rows.length;
      return rows.map((r) => ({
        ...(r as unknown as Seen),
        properties: JSON.parse(String(r.properties ?? "{}")),
        context: JSON.parse(String(r.context ?? "{}")),
      }));
    }
    await sleep(100);
  }
}
let taken = 0;

const short = (seen: readonly Seen[]) =>
  seen.map((e) => `${e.type} ${e.name ?? e.properties.path ?? JSON.stringify(e.properties)}`);

/** A window; `before` runs before the scripts of each page. */
async function open(before?: string) {
  context = await browser!.newContext();
  if (before) await context.addInitScript(before);
  const tab = await context.newPage();
  const errors: string[] = [];
  tab.on("pageerror", (error) => errors.push(error.message));
  return { tab, errors, go: (path: string) => tab.goto(origin + path, { waitUntil: "load" }) };
}

test("it is under 5 KB as it is served, and may be loaded by other sites", async () => {
  const response = await fetch(`${server.url}/v1/kindred.js`);
  const script = await response.text();
  expect(Buffer.byteLength(script)).toBeLessThan(5000);
  expect(response.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
  expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
});

describe.skipIf(!browser)("in a browser", { timeout: 60_000 }, () => {
  test("page views, time on page, calls made before it came, pages within a page", async () => {
    const { tab, errors, go } = await open();
    await go("/lamps?utm_campaign=spring&utm_source=mail&token=secret");
    const first = await events(2);
    expect(short(first)).toEqual(["page /lamps", "track Early Bird"]);
    expect(first[0]!.properties).toMatchObject({ visit: 1, returning: false, path: "/lamps" });
    expect(first[0]!.context.campaign).toEqual({ name: "spring", source: "mail" });
    expect(JSON.stringify(first[0]!.context)).not.toContain("secret");
    await tab.evaluate("history.pushState({}, '', '/lamps/7')");
    const inside = await events(2);
    expect(short(inside)).toEqual(["track Page Time", "page /lamps/7"]);
    expect(inside[0]!.properties.path).toBe("/lamps");
    expect(inside[0]!.properties.seconds).toBeGreaterThan(0.5);
    // The page goes away: what waits goes with a beacon.
    await tab.evaluate("kindred.track('Last Word')");
    await go("/sofas");
    const left = await events(4);
    expect(short(left).sort()).toEqual([
      "page /sofas",
      "track Early Bird",
      "track Last Word",
      "track Page Time",
    ]);
    expect(new Set([...first, ...inside, ...left].map((e) => e.visitor)).size).toBe(1);
    expect(errors).toEqual([]);
  });

  test("return visits; login and logout", async () => {
    const { tab, go } = await open();
    await go("/");
    const first = await events(2);
    await tab.evaluate("localStorage.setItem('kindred_seen', String(Date.now() - 2 * 86400000))");
    await tab.reload();
    const again = (await events(3)).filter((e) => e.type === "page");
    expect(again[0]!.properties).toMatchObject({ visit: 2, returning: true });
    expect(again[0]!.properties.days_since_last_visit).toBeCloseTo(2, 3);
    await tab.evaluate(`kindred.identify("u-7", { plan: "gold" });
      kindred.track("Product Added", { product_id: "P1" });
      kindred.reset();
      kindred.track("Product Viewed", {});`);
    const [login, added, viewed] = await events(3);
    expect([login!.type, login!.user, login!.visitor]).toEqual(["identify", "u-7", first[0]!.visitor]);
    expect(added!.user).toBe("u-7");
    expect(viewed!.user).toBeNull();
    expect(viewed!.visitor).not.toBe(first[0]!.visitor);
  });

  test.each([
    ["Do Not Track", "Object.defineProperty(navigator, 'doNotTrack', { get: () => '1' })"],
    [
      "Global Privacy Control",
      "Object.defineProperty(navigator, 'globalPrivacyControl', { get: () => true })",
    ],
  ])("%s: nothing is sent and nothing kept", async (_, before) => {
    const { tab, go } = await open(before);
    await go("/");
    await tab.evaluate("kindred.consent(true); kindred.identify('u-8')");
    await sleep(1500);
    await go("/other");
    await sleep(500);
    expect(await tab.evaluate("localStorage.length")).toBe(0);
    expect(await events(0)).toEqual([]);
  });

  test("where consent is required nothing happens before it, and nothing after it is withdrawn", async () => {
    const { tab, go } = await open();
    const consent = (given: boolean) => tab.evaluate(`kindred.consent(${given})`);
    await go("/ask");
    await sleep(1500);
    expect(await events(0)).toEqual([]);
    expect(await tab.evaluate("localStorage.length")).toBe(0);
    await consent(true);
    expect(short(await events(1))).toEqual(["page /ask"]);
    await go("/ask/more");
    expect(short(await events(3))).toContain("page /ask/more");
    await consent(false);
    expect(short(await events(1))).toEqual(['identify {"consent":"withdrawn"}']);
    await go("/without-asking");
    await sleep(1500);
    expect(await events(0)).toEqual([]);
    expect(await tab.evaluate("Object.keys(localStorage)")).toEqual(["kindred_consent"]);
  });

  test("what the server could not take is sent again, once", async () => {
    const { tab, go } = await open();
    const sent: string[] = [];
    await tab.route("**/v1/batch", async (route) => {
      sent.push(route.request().postData() ?? "");
      if (sent.length === 1) await route.fulfill({ status: 503, body: "" });
      else await route.continue();
    });
    await go("/busy");
    expect(short(await events(2))).toEqual(["page /busy", "track Early Bird"]);
    const ids = sent.map((body) => JSON.parse(body).batch.map((e: { messageId: string }) => e.messageId));
    expect(ids[1]).toEqual(ids[0]);
  });
});
