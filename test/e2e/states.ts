import { expect, test } from "vitest";
import { Bus } from "../../src/core/events.ts";
import { segmentCustomers } from "../../src/segments/segment.ts";
import { startServer } from "../../src/serve/server.ts";
import { freshWorkspace } from "../act/workspace.ts";
import { loadShop, makeShop } from "../shop/shop.ts";
import type { Site } from "./site.ts";
import { settled, visit } from "./visit.ts";

const paths = [
  "/",
  "/segments",
  "/predictions",
  "/customers",
  "/actions",
  "/data",
  "/data/sources",
  "/data/identity",
];

/** What a page shows while it waits, when something is wrong, and when there is nothing yet. */
export function stateTests(site: () => Site): void {
  test.each(paths)("%s on an empty workspace says what will stand there and how to fill it", async (path) => {
    const page = await site().window();
    await visit(page, site().emptyUrl + path);
    expect(await page.locator("h1").textContent()).toMatch(/^Here you will/);
    expect(await page.locator(".command").textContent()).toMatch(/^npm run /);
  });

  test.each(paths)("%s shows its shape while it loads", async (path) => {
    const page = await site().window();
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route("**/api/v1/**", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(site().url + path);
    await page.locator("[aria-busy=true]").waitFor();
    expect(await page.locator(".page output").textContent()).toBe("Loading …");
    letGo();
    await settled(page);
    expect(await page.locator("[aria-busy=true]").count()).toBe(0);
  });

  test("an answer that fails shows what to do, and the button tries again", async () => {
    const page = await site().window();
    await page.route("**/api/v1/overview**", (route) => route.abort());
    await page.goto(site().url);
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.textContent()).toContain("Check that Kindred is running, then try again.");
    await page.unroute("**/api/v1/overview**");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("likely to leave within").waitFor();
    expect(
      site()
        .complaints()
        .every((c) => c.includes("ERR_FAILED")),
    ).toBe(true);
  });

  test("a customer who is not there is named, in the reader's language", async () => {
    const page = await site().window({ lang: "ru" });
    await page.goto(`${site().url}/customers/nobody`);
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.textContent()).toContain("nobody");
    expect(await alert.textContent()).toMatch(/\p{Script=Cyrillic}/u);
    expect(
      site()
        .complaints()
        .every((c) => c.includes("404")),
    ).toBe(true);
  });

  test("an address that leads nowhere leads back", async () => {
    const page = await site().window();
    await visit(page, `${site().url}/nowhere/at/all`);
    await page.getByRole("link", { name: "Overview" }).last().click();
    await settled(page);
    expect(new URL(page.url()).pathname).toBe("/");
  });

  test("a table without a match says so", async () => {
    const page = await site().window();
    await visit(page, `${site().url}/customers?search=nobody-has-this`);
    expect(await page.locator(".no-rows").textContent()).toContain("Clear one of them");
  });

  test("long work shows what it is doing, and the page fills itself", async () => {
    const bus = new Bus();
    const { store, close } = await freshWorkspace();
    const server = await startServer({ store, bus, port: 0, host: "127.0.0.1" });
    bus.emit("progress", { task: "demo", step: "check", done: 1, of: 1 });
    bus.emit("progress", { task: "demo", step: "segment", done: 2, of: 5 });
    const page = await site().window();
    await page.goto(server.url);
    await page.getByText("Kindred is working on your data").waitFor();
    expect(await page.locator(".steps .done").textContent()).toBe("Checking the data");
    expect(await page.locator(".steps .doing").textContent()).toBe("Finding the kinds of customers");
    await loadShop(store, makeShop({ customers: 60, days: 300, seed: 3 }));
    const segmented = await segmentCustomers(store, { method: "k-means", groups: 2, seed: 1, threads: 1 });
    await store.publish(segmented.swaps, segmented.commit);
    bus.emit("progress", { task: "demo", step: "train", done: 0, of: 1 });
    await page.getByRole("heading", { level: 1, name: "You have 60 customers" }).waitFor();
    expect(await page.locator(".working").textContent()).toContain("Training and proving predictions");
    await page.context().close();
    await server.close();
    await close();
  });

  test("a server with a key asks for it, and opens with the right one", async () => {
    const { store } = site();
    const server = await startServer({ store, port: 0, host: "127.0.0.1", apiKey: "open sesame" });
    const page = await site().window();
    await page.goto(server.url);
    await page.getByLabel("API key").fill("wrong");
    await page.keyboard.press("Enter");
    await page.getByLabel("API key").fill("open sesame");
    await page.keyboard.press("Enter");
    await page.getByText("likely to leave within").waitFor();
    await page.context().close();
    await server.close();
    expect(
      site()
        .complaints()
        .every((c) => c.includes("401")),
    ).toBe(true);
  });
}
