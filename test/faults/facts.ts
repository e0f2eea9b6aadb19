import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { addDays, type Clock } from "../../src/core/clock.ts";
import type { Store } from "../../src/store/store.ts";

export const clock: Clock = { now: () => new Date("2026-01-01T00:00:00Z") };

/** Lines of one file to import. */
export const LINES = 240;

/** A file of order lines that no other file has: `number` is in its order ids. Every order has three lines. */
export function writeOrders(folder: string, number: number): void {
  const lines = ["order id,customer,date,product,quantity,price"];
  for (let i = 0; i < LINES; i++) {
    const order = `${number}-${Math.floor(i / 3)}`;
    const day = new Date(Date.UTC(2025, 0, 1 + (number % 300) + (i % 5))).toISOString().slice(0, 10);
    lines.push(
      `${order},C${(number * 7 + Math.floor(i / 3)) % 90},${day},P${i % 11},${1 + (i % 4)},${3 + (i % 9)}.50`,
    );
  }
  writeFileSync(join(folder, `${String(number).padStart(6, "0")}.csv`), `${lines.join("\n")}\n`);
}

/** Moves the shop one day on by one more order, so that the next refresh differs from the last. */
export async function addDay(store: Store): Promise<void> {
  await store.tx(async (w) => {
    const { order, line, at } = await w.one<{ order: number; line: number; at: Date }>(
      `SELECT max(order_key) + 1 AS "order", (SELECT max(line_key) + 1 FROM order_lines) AS line,
         max(ordered_at) AS at FROM orders`,
    );
    const day = addDays(at, 1);
    await w.run(
      `INSERT INTO orders BY NAME SELECT * REPLACE ($1 AS order_key, $2 AS ordered_at, $2 AS known_at)
         FROM orders WHERE kind = 'sale' AND customer IS NOT NULL ORDER BY order_key LIMIT 1`,
      [order, day],
    );
    await w.run(
      `INSERT INTO order_lines BY NAME SELECT * REPLACE ($1 AS line_key, $2 AS order_key, $3 AS ordered_at, $3 AS known_at)
         FROM order_lines WHERE kind = 'goods' AND customer IS NOT NULL ORDER BY line_key LIMIT 1`,
      [line, order, day],
    );
  });
}
