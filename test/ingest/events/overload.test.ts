// More than can be stored at once: refused with a code, memory bounded, and back to normal afterwards.
import { afterEach, beforeEach, expect, test } from "vitest";
import { EventStore, track } from "./store.ts";

let events: EventStore;
beforeEach(async () => {
  events = await new EventStore().open(100);
});
afterEach(() => events.close());

test("above its capacity calls are refused whole, and what was refused may come again", async () => {
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
