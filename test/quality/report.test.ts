import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Bus } from "../../src/core/events.ts";
import { checkQuality } from "../../src/quality/check.ts";
import { saveFindings } from "../../src/quality/save.ts";
import { readQuality } from "../../src/serve/queries/quality.ts";
import type { Store } from "../../src/store/store.ts";
import { catalogues, words } from "../../src/words/index.ts";
import { freshWorkspace } from "../act/workspace.ts";
import { loadShop, makeShop } from "../shop/shop.ts";

const clock = { now: () => new Date("2024-08-01T00:00:00Z") };

describe("the report on the data", () => {
  let store: Store;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ store, close } = await freshWorkspace());
    await loadShop(store, makeShop({ customers: 80, days: 200, seed: 2 }));
  });
  afterAll(() => close());

  test("tells of every table with rows how complete it is", async () => {
    const { tables } = await checkQuality(store, { clock });
    expect(tables.map((t) => t.table)).toEqual(["customers", "products", "orders", "order_lines"]);
    const orders = tables.find((t) => t.table === "orders")!;
    const { n, first } = await store.one<{ n: number; first: Date }>(
      "SELECT count(*) AS n, min(ordered_at) AS first FROM orders",
    );
    expect(orders).toMatchObject({ rows: n, from: first.toISOString() });
    const column = (name: string) => orders.columns.find((c) => c.column === name);
    expect(column("channel")).toEqual({ column: "channel", filled: 0, distinct: 0 });
    expect(column("currency")).toEqual({ column: "currency", filled: n, distinct: 1 });
  });

  test("is stored whole, in place of the one before, and reads nothing into the data", async () => {
    const counts = () =>
      store.one("SELECT (SELECT count(*) FROM orders) AS o, (SELECT count(*) FROM customers) AS c");
    const before = await counts();
    await saveFindings(store, clock);
    const { findings } = await saveFindings(store, clock);
    const rows = await store.rows<{ code: string; severity: string; finding: string }>(
      "SELECT * FROM findings",
    );
    expect(rows.map((r) => JSON.parse(r.finding))).toEqual(
      findings.map((f) => JSON.parse(JSON.stringify(f))),
    );
    expect(rows.map((r) => [r.code, r.severity])).toEqual(findings.map((f) => [f.code, f.severity]));
    expect(await counts()).toEqual(before);
  });

  test("is made once for the server, and anew after a refresh or an import", async () => {
    const bus = new Bus();
    const read = readQuality(store, bus, clock);
    const first = await read();
    expect(await read()).toBe(first);
    bus.emit("published", { tables: ["rfm"] });
    const second = await read();
    expect(second).not.toBe(first);
    expect(second).toEqual(first);
    await store.tx((w) =>
      w.run("INSERT INTO imports VALUES (9, 'orders', 'f', 'h', $1, $1, 10, 8, 0, 2, '{}')", [clock.now()]),
    );
    expect((await read()).findings.map((f) => f.code)).toContain("rejected-rows");
  });

  test("checks.md tells of every finding and goal, and no other", () => {
    const page = readFileSync(
      join(import.meta.dirname, "..", "..", "docs", "reference", "checks.md"),
      "utf8",
    );
    const told = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map((m) => m[1]!);
    const { severity: _, nothing: __, ready, ...codes } = catalogues.en.quality;
    const kinds = ["churn", "value", ...Object.keys(ready.later)];
    expect([...told].sort()).toEqual([...Object.keys(codes), ...kinds].sort());
    for (const kind of Object.keys(ready.later)) {
      const needs = words("en").say(`quality.ready.later.${kind}`, { count: 0 });
      const says = {
        frequency: /^This version does not predict it yet\. It will need/,
        column: /goal add NAME --kind column --outcome/,
      };
      expect(needs).toMatch(says[kind as keyof typeof says] ?? /^Predicted where a column .* it will need/);
    }
  });
});
