// More than can be stored at once: refused with a code, memory bounded, and back to normal afterwards.
import { afterEach, expect, test } from "vitest";
import { projectEvents } from "../../../src/ingest/events/project/project.ts";
import { EventStore, track } from "./store.ts";

let events: EventStore;
afterEach(() => events.close());

test("above its capacity calls are refused whole, and what was refused may come again", async () => {
  events = await new EventStore().open(100);
  await events.send([track("first")]);
  const calls = Array.from({ length: 30 }, (_, c) =>
    Array.from({ length: 10 }, (_, i) => track(`m${c}-${i}`)),
  );
  const answers = await Promise.allSettled(calls.map((call) => events.send(call)));
  const refused = answers.flatMap((a) => (a.status === "rejected" ? [a.reason.code] : []));
  expect(refused).toHaveLength(20);
  expect(new Set(refused)).toEqual(new Set(["overloaded"]));
  expect(await events.messageIds()).toHaveLength(101);
  const again: string[] = [];
  for (const call of calls) again.push(...(await events.send(call)));
  expect(again.filter((s) => s === "stored")).toHaveLength(200);
  expect(again.filter((s) => s === "duplicate")).toHaveLength(100);
});

test("where making facts of many events needs more memory than there is, it goes on in parts", async () => {
  events = await new EventStore().open(undefined, 60);
  const products = Array.from({ length: 25 }, (_, i) => ({
    product_id: `P${i}`,
    name: "A lamp that has a rather long name to it",
    price: 1.5,
    quantity: i + 1,
  }));
  for (let call = 0; call < 30; call++)
    await events.send(
      Array.from({ length: 100 }, (_, i) =>
        track(`m${call}-${i}`, {
          event: "Order Completed",
          properties: { order_id: `o${call}-${i}`, products },
        }),
      ),
    );
  let runs = 0;
  const done = await projectEvents(events.store, events.clock, () => ++runs > 0);
  expect(done).toMatchObject({ events: 3000, orderLines: 75_000 });
  expect(runs).toBeGreaterThan(4);
}, 60_000);
