import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Site } from "./site.ts";
import { downloaded } from "./use.ts";
import { phone, settled, visit } from "./visit.ts";

/** Orders whose customer only a person can point out; the third date is written in a way of its own. */
const orders = (from: number) =>
  [
    "Order;Day;Who;Clerk;Sum",
    `W${from};01.03.2025;C1;K1;10.50`,
    `W${from + 1};14.03.2025;C2;K1;20.00`,
    `W${from + 2};03/2025/05;C3;K2;5.00`,
    `W${from + 3};24.03.2025;C1;K2;7.25`,
  ].join("\n");

/** What a person does with data: bring a file, mend what was rejected, decide who is who. */
export function dataTests(site: () => Site): void {
  const drop = async (page: Page, name: string, text: string) => {
    await visit(page, `${site().url}/data/import`);
    await page
      .locator("input[type=file]")
      .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
    await page.locator("select.pick").first().waitFor();
    await settled(page);
  };
  const column = (page: Page, field: string) => page.locator(`select.pick[aria-label="${field}"]`);
  const imports = async () => (await site().store.one<{ n: number }>("SELECT count(*) AS n FROM imports")).n;
  const flaws = async (page: Page) =>
    (await new AxeBuilder({ page }).analyze()).violations.map(
      (v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(" | ")}`,
    );

  test("a file: dropped, its columns put right, looked at, stored, and its account told", async () => {
    const page = await site().window();
    const before = await imports();
    await drop(page, "march.csv", orders(1));
    expect(await page.getByText("It cannot be stored like this yet").count()).toBe(1);
    expect(await page.getByRole("button", { name: "Store this file" }).count()).toBe(0);
    expect(await column(page, "Date").inputValue()).toBe("Day");
    await column(page, "Customer").selectOption("Who");
    await page.locator(".first-rows").waitFor();
    await page.getByLabel("Currency", { exact: true }).first().fill("EUR");
    await settled(page);
    const rejected = page.locator(".first-rows tr[data-rejected]");
    expect(await rejected.count()).toBe(1);
    expect(await rejected.textContent()).toContain("the date cannot be read");
    expect(await page.locator(".first-rows tbody tr").first().textContent()).toContain("C1");
    expect(await imports()).toBe(before);

    await page.getByRole("button", { name: "Store this file" }).click();
    await page.locator(".adds-up").waitFor();
    const sql = await site().store.one<{ id: number; stored: number; received: number; minor: number }>(
      `SELECT import_id AS id, stored, received,
         (SELECT sum(amount_minor)::BIGINT FROM orders o WHERE o.import_id = i.import_id) AS minor
       FROM imports i WHERE file_name = 'march.csv'`,
    );
    expect(sql).toMatchObject({ stored: 3, received: 4, minor: 3775 });
    expect(await page.locator("h1").textContent()).toBe("3 of 4 rows of march.csv are stored.");
    await page.getByRole("link", { name: "See the rejected rows" }).click();
    await page.waitForURL(new RegExp(`/data/rejects\\?import=${sql.id}`));
    await settled(page);
    expect(await page.getByText("W3").count()).toBeGreaterThan(0);
  });

  test("what was rejected is read again in another way, and the account follows", async () => {
    const page = await site().window();
    const sql = () =>
      site().store.one<{ id: number; stored: number; rejected: number }>(
        "SELECT import_id AS id, stored, rejected FROM imports WHERE file_name = 'march.csv'",
      );
    const { id } = await sql();
    await visit(page, `${site().url}/data/rejects?import=${id}`);
    await page.getByLabel("Dates are written").fill("MM/YYYY/DD");
    await page.getByRole("button", { name: "Read them again" }).click();
    await page.locator("output.notice").waitFor();
    expect(await page.locator("output.notice").textContent()).toMatch(/^Read again: 1 · stored: 1/);
    expect(await sql()).toMatchObject({ stored: 4, rejected: 0 });
    const { day } = await site().store.one<{ day: string }>(
      "SELECT ordered_at::DATE::VARCHAR AS day FROM orders WHERE order_id = 'W3'",
    );
    expect(day).toBe("2025-03-05");
  });

  test("the next file with the same columns is read as the last one; on a phone, in the dark, for all", async () => {
    const page = await site().window({ width: phone, scheme: "dark" });
    await drop(page, "april.csv", orders(11));
    expect(await page.getByText("Read as “march.csv” was").count()).toBe(1);
    expect(await column(page, "Customer").inputValue()).toBe("Who");
    expect(await flaws(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    await page.getByRole("button", { name: "Find the columns anew" }).click();
    await page.getByText("It cannot be stored like this yet").waitFor();
    await settled(page);
    expect(await flaws(page)).toEqual([]);
  });

  test("rejected rows by reason: the choice stands in the address, and the file has the same rows", async () => {
    const page = await site().window();
    await visit(page, `${site().url}/data/rejects`);
    await page.getByRole("button", { name: "Rejected: the number cannot be read" }).click();
    await page.waitForURL(/rule=number-unreadable/);
    await settled(page);
    const { n } = await site().store.one<{ n: number }>(
      "SELECT count(*) AS n FROM rejects WHERE rule = 'number-unreadable'",
    );
    const rows = page.locator("table:has(th:text-is('The row as it came')) tbody tr");
    expect(await rows.count()).toBe(n);
    const lines = await downloaded(page, () =>
      page.locator(".page-actions").getByRole("button", { name: "Download as CSV" }).click(),
    );
    expect(lines).toHaveLength(n + 1);
    expect(lines[1]).toContain("'=1+1");
  });

  test("a source: its trouble in words, its runs, and the lines for the pages of a site", async () => {
    const page = await site().window();
    await visit(page, `${site().url}/data/sources`);
    const shop = page.locator("[data-source=shop]");
    expect(await shop.locator(".notice").textContent()).toContain("What to do:");
    await shop.getByText("Last runs, day by day").click();
    await shop.locator("table").first().waitFor();
    const { n } = await site().store.one<{ n: number }>(
      "SELECT count(*) AS n FROM source_runs WHERE source = 'shop'",
    );
    expect(await shop.locator("table").first().locator("tbody tr").count()).toBe(n);
    const web = page.locator("[data-source=site]");
    await web.getByText("For the pages of your site").click();
    expect(await web.locator("pre").textContent()).toContain(`src="${site().url}/v1/kindred.js"`);
    expect(await flaws(page)).toEqual([]);
  });

  test("two profiles are one person, and are not again", async () => {
    const page = await site().window();
    await visit(page, `${site().url}/data/identity`);
    const people = async () => Number((await page.locator("h1 b").nth(1).textContent())!.replace(/\D/g, ""));
    const before = await people();
    await page.getByRole("button", { name: "Same person" }).first().click();
    await expect.poll(people).toBe(before - 1);
    const made = await site().store.one<{ n: number }>(
      "SELECT count(*) AS n FROM merges WHERE reason = 'person' AND undone_at IS NULL",
    );
    expect(made.n).toBe(1);
    await page
      .locator("tr", { hasText: "Somebody of your team decided so." })
      .getByRole("button", { name: "Take apart" })
      .click();
    await expect.poll(people).toBe(before);
  });
}
