import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Site } from "./site.ts";
import { visit } from "./visit.ts";

/** What stands on the screen is what SQL reads from the store. */
export function figureTests(site: () => Site): void {
  const one = <T>(sql: string) => site().store.one<T>(sql);
  const facts = (page: Page, name: string) => page.locator(`[data-fact=${name}]`);
  const attribute = async (page: Page, selector: string, name: string) =>
    Number(await page.locator(selector).first().getAttribute(name));
  const digits = (text: string | null) => Number((text ?? "").replace(/[^\d]/g, ""));

  test("overview: customers, orders, revenue and those at risk", async () => {
    const page = await site().window();
    await visit(page, site().url);
    const sql = await one<{ customers: number; orders: number; revenue: number }>(`
      SELECT (SELECT count(*) FROM customers) AS customers,
        (SELECT count(*) FROM orders WHERE kind = 'sale') AS orders,
        (SELECT sum(amount_minor) FROM orders WHERE kind = 'sale') - (SELECT sum(amount_minor) FROM reversals) AS revenue`);
    expect(digits(await facts(page, "customers").textContent())).toBe(sql.customers);
    expect(digits(await facts(page, "orders").textContent())).toBe(sql.orders);
    expect(await attribute(page, "[data-fact=revenue] [data-minor]", "data-minor")).toBe(sql.revenue);
    const risk = await one<{ customers: number; spent: number }>(`
      WITH warned AS (SELECT customer, as_of FROM scores WHERE goal = 'churn' AND band = 'high'),
        back AS (SELECT order_key, sum(amount_minor) AS minor FROM reversals GROUP BY 1)
      SELECT (SELECT count(*) FROM warned) AS customers,
        (SELECT sum(o.amount_minor - coalesce(b.minor, 0)) FROM orders o JOIN warned w USING (customer)
           LEFT JOIN back b USING (order_key) WHERE o.kind = 'sale'
           AND o.ordered_at >= w.as_of - INTERVAL 365 DAY AND o.ordered_at < w.as_of) AS spent`);
    expect(await attribute(page, "h1 b", "data-value")).toBe(risk.customers);
    expect(await attribute(page, "h1 b", "data-minor")).toBe(risk.spent);
    expect(digits(await page.locator("h1 b").first().textContent())).toBe(risk.customers);
  });

  test("overview: each kind's share of the customers", async () => {
    const page = await site().window();
    await visit(page, site().url);
    const rows = await site().store.rows<{ share: number }>(
      "SELECT count(*) / sum(count(*)) OVER () AS share FROM memberships GROUP BY segment ORDER BY share",
    );
    const shown = await page
      .locator(".kind-bar:first-child .figure")
      .evaluateAll((found) => found.map((f) => Number(f.getAttribute("data-value"))));
    expect(shown.sort((a, b) => a - b).map((s) => s.toFixed(6))).toEqual(rows.map((r) => r.share.toFixed(6)));
  });

  test("customers: the list in its order, and how many there are", async () => {
    const page = await site().window();
    await visit(page, `${site().url}/customers?sort=orders&order=desc`);
    const rows = await site().store.rows<{ id: string; orders: number }>(
      `SELECT customer_id AS id, coalesce(frequency, 0) AS orders FROM customers LEFT JOIN rfm USING (customer)
       ORDER BY frequency DESC NULLS LAST, customer LIMIT 25`,
    );
    expect(await page.locator("tbody td:first-child").allTextContents()).toEqual(rows.map((r) => r.id));
    const orders = await page.locator("tbody td:nth-child(4)").allTextContents();
    expect(orders.map(digits)).toEqual(rows.map((r) => r.orders));
    const { n } = await one<{ n: number }>("SELECT count(*) AS n FROM customers");
    expect(await attribute(page, "h1 b", "data-value")).toBe(n);
  });

  test("a customer: revenue, orders and the probability with its reasons", async () => {
    const found = await one<{ id: string; p: number; reasons: string; revenue: number; orders: number }>(`
      SELECT customer_id AS id, probability AS p, reasons, monetary_minor AS revenue, frequency AS orders
      FROM scores JOIN customers USING (customer) JOIN rfm USING (customer) WHERE goal = 'churn'
      ORDER BY probability DESC, customer LIMIT 1`);
    const page = await site().window();
    await visit(page, `${site().url}/customers/${found.id}`);
    expect(await attribute(page, "h1 b", "data-value")).toBe(found.p);
    expect(await attribute(page, "[data-fact=revenue] [data-minor]", "data-minor")).toBe(found.revenue);
    expect(await attribute(page, "[data-fact=orders] [data-value]", "data-value")).toBe(found.orders);
    const reasons = JSON.parse(found.reasons) as { effect: number }[];
    const shown = await page.locator(".score").first().locator(".reasons .figure").allTextContents();
    expect(shown.map((s) => s.replace("−", "-").replace("+", ""))).toEqual(
      reasons.map((r) => String(Math.round(r.effect * 100) / 100).replace(/^0$/, "0")),
    );
  });

  test("actions: how many, and what they should bring together", async () => {
    const page = await site().window();
    await visit(page, `${site().url}/actions`);
    const sql = await one<{ n: number; margin: number | null }>(
      `SELECT count(*) AS n, sum(expected_margin_minor) AS margin FROM actions WHERE detail NOT LIKE '%"control":true%'`,
    );
    expect(await attribute(page, "h1 b", "data-value")).toBe(sql.n);
    const minor = await page.locator("h1 b").first().getAttribute("data-minor");
    expect(minor === null ? null : Number(minor)).toBe(sql.margin);
  });

  test("data: the account of every row, by source, by day and by import", async () => {
    const page = await site().window();
    await visit(page, `${site().url}/data`);
    const all = `(SELECT NULL AS source, started_at, received, stored FROM imports
        WHERE import_id NOT IN (SELECT import_id FROM source_runs WHERE import_id IS NOT NULL)
      UNION ALL SELECT source, started_at, received, stored FROM source_runs
      UNION ALL SELECT source, make_timestamp(received_ms * 1000), received, stored FROM event_receipts)`;
    const sql = await one<{ stored: number }>(`SELECT sum(stored)::BIGINT AS stored FROM ${all}`);
    expect(await attribute(page, "h1 b", "data-value")).toBe(sql.stored);
    const sources = await site().store.rows<{ source: string; received: number }>(
      `SELECT coalesce(source, 'Files') AS source, sum(received)::BIGINT AS received FROM ${all} GROUP BY 1`,
    );
    for (const { source, received } of sources)
      expect(await attribute(page, `[data-source="${source}"] h3 [data-value]`, "data-value")).toBe(received);
    const days = await site().store.rows(
      `SELECT 1 FROM ${all} GROUP BY source, date_trunc('day', started_at) HAVING sum(received) <> 0`,
    );
    expect(await page.locator("table:has(th:text-is('Came from')) tbody tr").count()).toBe(days.length);
    const imports = await site().store.rows<{ id: number; received: number }>(
      "SELECT import_id AS id, received FROM imports WHERE report LIKE '%dispositions\":[{%' ORDER BY 1 DESC LIMIT 1",
    );
    for (const { id, received } of imports) {
      const sum = page.locator(`[data-import="${id}"] tfoot td:nth-child(2)`);
      expect(digits(await sum.first().textContent())).toBe(received);
    }
  });

  test("data: rejected rows, sources and profiles", async () => {
    const page = await site().window();
    const sql = await one<{ rejected: number; sources: number; profiles: number; joined: number }>(`
      SELECT (SELECT count(*) FROM rejects) + (SELECT count(*) FROM event_rejects) AS rejected,
        (SELECT count(*) FROM sources) AS sources, (SELECT count(*) FROM customers) AS profiles,
        (SELECT count(DISTINCT from_customer) FROM merges WHERE undone_at IS NULL) AS joined`);
    await visit(page, `${site().url}/data/rejects`);
    if (sql.rejected > 0) expect(await attribute(page, "h1 b", "data-value")).toBe(sql.rejected);
    if (sql.sources > 0) {
      await visit(page, `${site().url}/data/sources`);
      expect(await page.locator(".source-card").count()).toBe(sql.sources);
    }
    await visit(page, `${site().url}/data/identity`);
    const shown = await page.locator("h1 b").allTextContents();
    expect(shown.map(digits)).toEqual([sql.profiles, sql.profiles - sql.joined]);
  });

  test("segments: sizes of the groups, and how many customers the map holds", async () => {
    const page = await site().window();
    await visit(page, `${site().url}/segments`);
    const rows = await site().store.rows<{ n: number }>(
      "SELECT count(*) AS n FROM memberships GROUP BY segment ORDER BY n DESC",
    );
    const sizes = await page
      .locator(".persona-card .facts > div:first-child dd > .figure")
      .evaluateAll((found) => found.map((f) => Number(f.getAttribute("data-value"))));
    expect(sizes.sort((a, b) => b - a)).toEqual(rows.map((r) => r.n));
  });

  test("predictions: those scored today by band", async () => {
    const page = await site().window();
    await visit(page, `${site().url}/predictions/churn`);
    const rows = await site().store.rows<{ n: number }>(
      "SELECT count(*) AS n FROM scores WHERE goal = 'churn' GROUP BY band ORDER BY array_position(['high','medium','low'], band)",
    );
    const shown = await page
      .locator(".bands b .figure")
      .evaluateAll((found) => found.map((f) => Number(f.getAttribute("data-value"))));
    expect(shown).toEqual(rows.map((r) => r.n));
  });
}
