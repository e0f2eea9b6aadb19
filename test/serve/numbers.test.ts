import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "../../src/core/clock.ts";
import { Bus } from "../../src/core/events.ts";
import { buildApp } from "../../src/serve/app.ts";
import type { App } from "../../src/serve/context.ts";
import type { Actions } from "../../src/serve/contract/actions.ts";
import type { Customers } from "../../src/serve/contract/customers.ts";
import type { Store } from "../../src/store/store.ts";
import { filledWorkspace } from "./filled.ts";

let store: Store;
let close: () => Promise<void>;
let app: App;

beforeAll(async () => {
  ({ store, close } = await filledWorkspace());
  const log = pino({ level: "silent" });
  app = await buildApp({ store, bus: new Bus(), clock: systemClock, lang: "en", log });
});
afterAll(async () => {
  await app.close();
  await close();
});

async function get<T>(url: string): Promise<T> {
  const answer = await app.inject({ url, headers: { host: "localhost" } });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json() as T;
}

const page = (query: string) => get<Customers>(`/api/v1/customers?${query}`);

describe("customers", () => {
  test("every sort is a sort, up and down, and those without a value come last", async () => {
    const by: Record<string, (r: Customers["rows"][number]) => number | string | null> = {
      revenue: (r) => r.revenueMinor,
      orders: (r) => r.orders,
      lastOrder: (r) => r.lastOrderAt?.slice(0, 10) ?? null,
      churn: (r) => r.scores.find((s) => s.goal === "churn")?.value ?? null,
    };
    for (const [sort, value] of Object.entries(by))
      for (const order of ["asc", "desc"]) {
        const { rows } = await page(`sort=${sort}&order=${order}&pageSize=200`);
        const values = rows.map(value);
        const known = values.filter((v) => v !== null);
        expect(values.slice(0, known.length), `${sort} ${order}`).toEqual(known);
        const sorted = known.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
        expect(known, `${sort} ${order}`).toEqual(order === "asc" ? sorted : sorted.toReversed());
      }
  });

  test("pages join to the whole list, each customer once", async () => {
    const seen: string[] = [];
    for (let n = 1; ; n++) {
      const { rows } = await page(`page=${n}&pageSize=200`);
      if (rows.length === 0) break;
      seen.push(...rows.map((r) => r.customerId));
    }
    expect(seen).toHaveLength(700);
    expect(new Set(seen).size).toBe(700);
  });

  test("a search finds part of a number whatever its case, and takes signs as they are", async () => {
    const { total, rows } = await page("search=c69&pageSize=200");
    const { n } = await store.one<{ n: number }>(
      "SELECT count(*) AS n FROM customers WHERE customer_id ILIKE '%c69%'",
    );
    expect(total).toBe(n);
    expect(rows.every((r) => r.customerId.includes("C69"))).toBe(true);
    for (const sign of ["%25", "_", "'", "%5C"]) expect((await page(`search=${sign}`)).total).toBe(0);
  });

  test("a band keeps those whose published score is in it", async () => {
    const { total } = await page("band=high");
    const { n } = await store.one<{ n: number }>(
      "SELECT count(*) AS n FROM scores WHERE goal = 'churn' AND band = 'high'",
    );
    expect(total).toBe(n);
    expect(n).toBeGreaterThan(0);
  });

  test("one customer's orders add up to what the list says", async () => {
    const { rows } = await page("sort=revenue&pageSize=3");
    for (const row of rows) {
      const one = await get<{ revenueMinor: number; orders: number }>(`/api/v1/customers/${row.customerId}`);
      expect(one.revenueMinor).toBe(row.revenueMinor);
      expect(one.orders).toBe(row.orders);
    }
  });
});

describe("scores", () => {
  test("of a goal that is not published, or over a longer time than was proven, are no figures of a list", async () => {
    await store.write(async (w) => {
      await w.run(`INSERT INTO goals SELECT * REPLACE ('secret' AS goal) FROM goals WHERE goal = 'churn'`);
      await w.run(`INSERT INTO scores SELECT * REPLACE ('secret' AS goal) FROM scores WHERE goal = 'churn'`);
      await w.run(
        `INSERT INTO scores SELECT * REPLACE (365 AS horizon_days) FROM scores WHERE goal = 'churn'`,
      );
    });
    const { total, goals, rows } = await page("pageSize=200&sort=churn");
    expect(total).toBe(700);
    const published = await store.rows<{ goal: string }>("SELECT goal FROM models WHERE status = 'champion'");
    expect(goals.map((g) => g.goal).sort()).toEqual(published.map((p) => p.goal).sort());
    const shown = new Set(rows.flatMap((r) => r.scores.map((s) => s.goal)));
    expect([...shown].sort()).toEqual(published.map((p) => p.goal).sort());
    for (const row of rows) expect(row.scores.filter((s) => s.goal === "churn").length).toBeLessThan(2);
    await store.write(async (w) => {
      await w.run("DELETE FROM scores WHERE horizon_days = 365 OR goal = 'secret'");
      await w.run("DELETE FROM goals WHERE goal = 'secret'");
    });
  });
});

describe("actions", () => {
  test("those left alone on purpose are counted apart and bring nothing", async () => {
    const all = await get<Actions>("/api/v1/actions?pageSize=200");
    const sql = await store.one<{ rows: number; control: number }>(
      `SELECT count(*) AS rows, count(*) FILTER (detail LIKE '%"control":true%') AS control FROM actions`,
    );
    expect(all.total).toBe(sql.rows);
    expect(all.control).toBe(sql.control);
    expect(all.toDo + all.control).toBe(all.total);
    expect(all.kinds.reduce((n, k) => n + k.customers, 0)).toBe(all.toDo);
    expect(all.rows.some((r) => r.control)).toBe(true);
  });

  test("a whole table comes as a file, in the language asked for, and leaves nothing behind", async () => {
    const file = await app.inject({
      url: "/api/v1/export/actions?lang=ru",
      headers: { host: "localhost" },
    });
    expect(file.headers["content-disposition"]).toBe('attachment; filename="actions.csv"');
    const lines = file.body.replace("\uFEFF", "").trim().split("\n");
    const { n } = await store.one<{ n: number }>("SELECT count(*) AS n FROM actions");
    expect(lines).toHaveLength(n + 1);
    expect(file.body).toMatch(/\p{Script=Cyrillic}/u);
    const parquet = await app.inject({
      url: "/api/v1/export/customers?format=parquet",
      headers: { host: "localhost" },
    });
    expect(parquet.rawPayload.subarray(0, 4).toString()).toBe("PAR1");
  });
});
