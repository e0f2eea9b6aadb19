// Store rule 4: events have no key; a message stored in the last 31 days is not stored again.
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Random } from "../../../src/core/random.ts";
import { messageHash, messageHashSql } from "../../../src/ingest/events/message-hash.ts";
import { MessageWindow, WINDOW_DAYS } from "../../../src/ingest/events/window.ts";
import { EventStore, track } from "./store.ts";

let events: EventStore;
beforeEach(async () => {
  events = await new EventStore().open();
});
afterEach(() => events.close());

const ids = Array.from({ length: 300 }, (_, i) => `m${String(i).padStart(3, "0")}`);

test("the same batch three times in random order, the process restarted between: each once", async () => {
  const random = new Random(4);
  const shuffled = () =>
    ids
      .map((id) => ({ id, at: random.next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ id }) => track(id));
  expect(new Set(await events.send(shuffled()))).toEqual(new Set(["stored"]));
  expect(new Set(await events.send(shuffled()))).toEqual(new Set(["duplicate"]));
  await events.restart();
  expect(new Set(await events.send(shuffled()))).toEqual(new Set(["duplicate"]));
  expect(await events.messageIds()).toEqual(ids);
});

test("twice in one call, and in two calls at the same moment: one row, told when it is on disk", async () => {
  expect(await events.send([track("a"), track("a")])).toEqual(["stored", "duplicate"]);
  const both = await Promise.all([events.send([track("b")]), events.send([track("b")])]);
  expect(both).toEqual([["stored"], ["duplicate"]]);
  expect(await events.messageIds()).toEqual(["a", "b"]);
});

test("the same id from another source is another message", async () => {
  await events.send([track("a")]);
  expect(await events.send([track("a")], { source: { name: "app", origins: [] } })).toEqual(["stored"]);
});

test("within 31 days a duplicate, after them stored again", async () => {
  await events.send([track("a")]);
  events.now = new Date(events.now.getTime() + WINDOW_DAYS * 86_400_000);
  expect(await events.send([track("a")])).toEqual(["duplicate"]);
  events.now = new Date(events.now.getTime() + 86_400_000);
  expect(await events.send([track("a")])).toEqual(["stored"]);
  await events.restart();
  expect(await events.send([track("a")])).toEqual(["duplicate"]);
});

test("history that is loaded now is known by when it came, not by when it happened", async () => {
  const old = track("old", { timestamp: "2020-01-01T00:00:00Z" });
  expect(await events.send([old], { historical: true })).toEqual(["stored"]);
  await events.restart();
  expect(await events.send([old], { historical: true })).toEqual(["duplicate"]);
});

test("what could not be stored is no duplicate when it comes again", async () => {
  await events.send([track("a")]);
  events.freeMb = 0;
  const twice = await Promise.allSettled([events.send([track("b")]), events.send([track("b")])]);
  expect(twice.map((r) => r.status === "rejected" && r.reason.code)).toEqual(["disk-full", "disk-full"]);
  events.freeMb = 1_000_000;
  expect(await events.send([track("b")])).toEqual(["stored"]);
  expect(await events.messageIds()).toEqual(["a", "b"]);
});

test("the database hashes a message as we do", async () => {
  const texts = fc.sample(fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }), {
    numRuns: 200,
    seed: 1,
  });
  for (const text of texts) {
    const [row] = await events.store.rows<{ a: number; b: number; c: number }>(
      `SELECT ${messageHashSql} FROM (SELECT 'web' AS source, $1::VARCHAR AS message_id)`,
      [text],
    );
    const { a, b, c } = messageHash("web", text);
    expect(row, text).toEqual({ a, b, c });
  }
});

test("the window answers as a plain map does, while it grows and forgets", () => {
  const random = new Random(7);
  const window = new MessageWindow();
  const plain = new Map<string, number>();
  for (let step = 0; step < 60_000; step++) {
    const day = 20_000 + Math.floor(step / 500);
    const hash = messageHash("web", String(Math.floor(random.next() * 30_000)));
    const expected = (plain.get(hash.key) ?? -1) >= day - WINDOW_DAYS;
    expect(window.has(hash, day)).toBe(expected);
    if (random.next() < 0.7) {
      window.add(hash, day);
      plain.set(hash.key, day);
    }
  }
  expect(window.size).toBeLessThan(plain.size);
  expect(window.bytes).toBeLessThan(28 * plain.size);
});
