import { expect, test } from "vitest";
import type { Site } from "./site.ts";
import { settled, visit } from "./visit.ts";

const paths = ["/", "/segments", "/predictions", "/customers", "/actions", "/data"];

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
    expect(await page.locator("output").textContent()).toBe("Loading …");
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
}
