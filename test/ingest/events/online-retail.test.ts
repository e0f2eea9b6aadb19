// An Online Retail sent as events of the Segment spec gives the store that the import of its file gives, row for row.
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { projectEvents } from "../../../src/ingest/events/project/project.ts";
import { Workspace } from "../workspace.ts";
import { invoices, orderFacts } from "./invoices.ts";
import { EventStore } from "./store.ts";

const sample = join(
  import.meta.dirname,
  "..",
  "..",
  "..",
  "samples",
  "online_retail",
  "online_retail.parquet",
);
const INVOICES = 3000;

let file: Workspace;
let events: EventStore;
beforeAll(async () => {
  file = await Workspace.open();
  events = await new EventStore().open();
});
afterAll(async () => {
  await file.close();
  await events.close();
});

test("3,000 invoices with cancellations, doubles, corrections and lines of nobody", async () => {
  const slice = join(file.folder, "slice.parquet");
  const sent = await invoices(sample, slice, INVOICES);
  expect(sent.events).toHaveLength(INVOICES);
  const report = await file.import(slice, "orders", { currency: "GBP" });
  expect(report.received).toBe(sent.lines);
  const done = { events: 0, lines: 0 };
  for (let i = 0; i < sent.events.length; i += 100) {
    await events.send(sent.events.slice(i, i + 100), { historical: true });
    // Facts are made of some at a time, as in a server.
    if (i % 1000 !== 900) continue;
    const run = await projectEvents(events.store, events.clock);
    done.events += run.events;
    done.lines += run.orderLines + run.takenBack;
  }
  expect(done).toEqual({ events: INVOICES, lines: report.stored });
  const theirs = await orderFacts(file.store);
  const ours = await orderFacts(events.store);
  for (const table of Object.keys(theirs)) expect(ours[table], table).toEqual(theirs[table]);
  expect(theirs.reversals!.length).toBeGreaterThan(100);
  expect(await events.store.rows("SELECT * FROM fact_refusals")).toEqual([]);
}, 60_000);
