import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Site } from "./site.ts";
import { phone, settled, visit } from "./visit.ts";

/** What a person does: search, sort, filter, switch, download, walk by keyboard. */
export function useTests(site: () => Site): void {
  const customers = (page: Page) => page.locator("tbody td:first-child").allTextContents();

  test("search, sort and filters stand in the address, and a reload keeps them", async () => {
    const page = await site().window();
    await visit(page, `${site().url}/customers`);
    await page.getByLabel("Search").fill("C12");
    await page.waitForURL(/search=C12/);
    // The rows of the address before stay until the new ones are there.
    await expect.poll(async () => (await customers(page)).every((c) => c.includes("C12"))).toBe(true);
    await page.getByRole("button", { name: "Orders" }).click();
    await page.waitForURL(/sort=orders/);
    await settled(page);
    const before = await customers(page);
    await page.reload();
    await settled(page);
    expect(await customers(page)).toEqual(before);
    expect(await page.getByLabel("Search").inputValue()).toBe("C12");
    expect(await page.locator("th[aria-sort=descending]").textContent()).toContain("Orders");
  });

  test("from the headline to those it is about, and to one of them", async () => {
    const page = await site().window();
    await visit(page, site().url);
    await page.getByRole("link", { name: "Who they are" }).click();
    await page.waitForURL(/band=high/);
    await settled(page);
    expect(new Set(await page.locator("tbody .badge").allTextContents())).toEqual(new Set(["high"]));
    const first = (await customers(page))[0]!;
    await page.getByRole("link", { name: first, exact: true }).click();
    await settled(page);
    expect(await page.locator("h1").textContent()).toContain(first);
    await page.goBack();
    await settled(page);
    expect(page.url()).toContain("band=high");
  });

  test("pages of a list", async () => {
    const page = await site().window();
    await visit(page, `${site().url}/customers`);
    const first = await customers(page);
    await page.getByRole("button", { name: "Next page" }).click();
    await page.waitForURL(/page=2/);
    await settled(page);
    expect(await page.locator(".table-foot").textContent()).toContain("26–50 of 700");
    expect(await customers(page)).not.toEqual(first);
  });

  test("hidden columns stay hidden", async () => {
    const page = await site().window();
    await visit(page, `${site().url}/customers`);
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("menuitem", { name: "RFM" }).click();
    await page.keyboard.press("Escape");
    expect(await page.locator("thead").textContent()).not.toContain("RFM");
    await page.reload();
    await settled(page);
    expect(await page.locator("thead").textContent()).not.toContain("RFM");
  });

  test("language and light or dark are switched by the reader and remembered", async () => {
    const page = await site().window();
    await visit(page, `${site().url}/customers?search=C1`);
    await page.getByLabel("Language").selectOption("ru");
    await page.getByText("Риск ухода").first().waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("ru");
    expect(page.url()).toContain("search=C1");
    await page.getByRole("button", { name: "Тёмная тема" }).click();
    await page.reload();
    await settled(page);
    expect(await page.locator("html").getAttribute("lang")).toBe("ru");
    expect(await page.locator("html").getAttribute("data-mantine-color-scheme")).toBe("dark");
    expect(await page.title()).toBe("Клиенты · Kindred");
  });

  test("charts turn into tables, and tables into files", async () => {
    const page = await site().window();
    await visit(page, `${site().url}/predictions/churn`);
    const chart = page.locator("figure").first();
    await chart.getByRole("button", { name: "Show as a table" }).click();
    const rows = await chart.locator("tbody tr").count();
    const lines = await downloaded(page, () =>
      chart.getByRole("button", { name: "Download as CSV" }).click(),
    );
    expect(lines).toHaveLength(rows + 1);
    expect(lines[0]).toContain("Share of customers contacted");
  });

  test("the whole list of actions comes as a file with every row", async () => {
    const page = await site().window();
    await visit(page, `${site().url}/actions`);
    const lines = await downloaded(page, () =>
      page.locator(".page-actions").getByRole("button", { name: "Download as CSV" }).click(),
    );
    const { n } = await site().store.one<{ n: number }>("SELECT count(*) AS n FROM actions");
    expect(lines).toHaveLength(n + 1);
  });

  test("a dot on the map opens its customer", async () => {
    const page = await site().window();
    await visit(page, `${site().url}/segments`);
    const map = page.locator("figure [role=img]").first();
    const box = (await map.boundingBox())!;
    for (let y = 0.2; y < 0.9 && page.url().endsWith("/segments"); y += 0.04)
      for (let x = 0.1; x < 0.9 && page.url().endsWith("/segments"); x += 0.04)
        await page.mouse.click(box.x + x * box.width, box.y + y * box.height);
    await settled(page);
    expect(page.url()).toMatch(/\/customers\/C\d+$/);
  });

  test("by keyboard: skip to the content, explain a term, move the slider", async () => {
    const page = await site().window();
    await visit(page, `${site().url}/predictions/churn`);
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("main");
    await page.getByRole("button", { name: "Whom you reach" }).focus();
    expect(await page.getByRole("tooltip").textContent()).toContain("picked at random");
    await page.keyboard.press("Escape");
    const slider = page.getByRole("slider", { name: "Share of customers to contact" });
    await slider.focus();
    const before = await slider.getAttribute("aria-valuetext");
    await page.keyboard.press("ArrowRight");
    expect(await slider.getAttribute("aria-valuetext")).not.toBe(before);
  });

  test("on a phone: the menu, and a term by touch", async () => {
    const page = await site().window({ width: phone });
    await visit(page, site().url);
    await page.getByRole("button", { name: "Menu" }).first().click();
    await page.getByRole("link", { name: "Segments", exact: true }).click();
    await page.waitForURL(/segments/);
    await settled(page);
    await page.getByRole("button", { name: "Typical order" }).first().tap();
    await page.getByRole("tooltip").waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  });

  test("the first page weighs at most 300 KB", async () => {
    const page = await site().window();
    const weights: number[] = [];
    page.on("response", async (response) => {
      const file = /\/assets\/([^?]+)$/.exec(response.url())?.[1];
      if (!file) return;
      const body = readFileSync(new URL(`../../dashboard/dist/assets/${file}`, import.meta.url));
      weights.push(file.endsWith(".woff2") ? body.length : gzipSync(body).length);
    });
    await visit(page, site().url);
    const total = weights.reduce((a, b) => a + b, 0);
    expect(total).toBeGreaterThan(50_000);
    expect(total).toBeLessThan(300_000);
  });
}

/** The lines of the file that a click offers to save. */
export async function downloaded(page: Page, click: () => Promise<void>): Promise<string[]> {
  const [file] = await Promise.all([page.waitForEvent("download"), click()]);
  return readFileSync(await file.path(), "utf8")
    .replace("\uFEFF", "")
    .trim()
    .split(/\r?\n/);
}
