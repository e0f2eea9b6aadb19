// Files and events are stored at the same time: each gets keys of its own.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectEvents } from "../../../src/ingest/events/project/project.ts";
import { importFile } from "../../../src/ingest/import.ts";
import { EventStore } from "./store.ts";

test("imports while events become orders: no key is given twice, nothing is lost", async () => {
  const events = await new EventStore().open();
  const { store, clock } = events;
  const order = (n: number) => ({
    type: "track",
    event: "Order Completed",
    userId: `u${n % 30}`,
    messageId: `m${n}`,
    properties: { order_id: `E${n}`, products: [{ product_id: `P${n % 7}`, price: 2, quantity: 1 }] },
  });
  const files = Array.from({ length: 4 }, (_, f) => {
    const path = join(store.workspace, "stage", `orders-${f}.csv`);
    const lines = Array.from(
      { length: 50 },
      (_, i) => `F${f}-${i},u${i % 40},2026-02-0${1 + f},P${i % 9},1,3.00`,
    );
    writeFileSync(path, ["order id,customer,date,product,quantity,price", ...lines].join("\n"));
    return path;
  });
  try {
    await events.send(Array.from({ length: 200 }, (_, n) => order(n)));
    const options = { table: "orders", mode: "append", currency: "EUR", clock } as const;
    const work: Promise<unknown>[] = [];
    for (const [f, file] of files.entries()) {
      work.push(importFile(store, file, options), projectEvents(store, clock));
      await events.send([order(200 + f)]);
    }
    await Promise.all(work);
    await projectEvents(store, clock);
    for (const [table, key, rows] of [
      ["orders", "order_key", 404],
      ["order_lines", "line_key", 404],
      ["customers", "customer", 40],
      ["products", "product", 9],
    ])
      expect(
        await store.one(`SELECT count(*) AS n, count(DISTINCT ${key}) AS keys FROM ${table}`),
        String(table),
      ).toEqual({ n: rows, keys: rows });
  } finally {
    await events.close();
  }
}, 60_000);
