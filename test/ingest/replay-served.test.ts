// Rejected rows and refused events read again by a page of the dashboard, and by the verb.
import { pino } from "pino";
import { Value } from "typebox/value";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { systemClock } from "../../src/core/clock.ts";
import { Bus } from "../../src/core/events.ts";
import { addHttpSource } from "../../src/ingest/events/write-keys.ts";
import { replayRejects } from "../../src/ingest/replay.ts";
import { buildApp } from "../../src/serve/app.ts";
import type { App } from "../../src/serve/context.ts";
import { RejectsReplay } from "../../src/serve/contract/replay.ts";
import { Workspace } from "./workspace.ts";

let ws: Workspace;
let app: App;
beforeEach(async () => {
  ws = await Workspace.open();
  app = await buildApp({
    store: ws.store,
    bus: new Bus(),
    clock: systemClock,
    lang: "en",
    log: pino({ level: "silent" }),
  });
});
afterEach(async () => {
  await app.close();
  await ws.close();
});

const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  app.inject({ method: "POST", url, payload, headers });

describe("POST /api/v1/rejects/replay", () => {
  test("rows of one import, with the format they are in; the answer holds to its schema and adds up", async () => {
    await ws.import(
      ws.file("order,date,customer,amount\n1,2024-01-05,A,1\n2,05#01#2024,A,2\n3,2024-01-06,B,x\n"),
      "orders",
    );
    const answer = await post("/api/v1/rejects/replay", { import: 1, dateFormat: "DD#MM#YYYY" });
    expect(answer.statusCode).toBe(200);
    const said = answer.json() as RejectsReplay;
    expect([...Value.Errors(RejectsReplay, said)]).toEqual([]);
    expect(said).toMatchObject({
      tried: 2,
      stored: 1,
      stillRejected: 1,
      imports: [
        {
          importId: 1,
          account: { received: 3, stored: 2, duplicates: 0, rejected: 1 },
          rejected: [{ rows: 1, what: { text: "Rejected: the number cannot be read" } }],
        },
      ],
      events: [],
    });
    expect((await post("/api/v1/rejects/replay", { import: 7 })).json()).toMatchObject({
      code: "import-unknown",
    });
  });

  test("refused events of a source, by the same way, are taken once", async () => {
    const key = await addHttpSource(ws.store, { name: "web", origins: [] }, new Date());
    const old = new Date(Date.now() - 90 * 86_400_000).toISOString();
    const event = { type: "track", event: "Signed Up", userId: "u1", messageId: "m1", timestamp: old };
    const authorization = `Basic ${Buffer.from(`${key}:`).toString("base64")}`;
    const sent = await post("/v1/batch", { batch: [event] }, { authorization });
    expect(sent.json()).toMatchObject({ rejected: 1 });
    expect(await replayRejects(ws.store, { source: "web", clock: systemClock })).toMatchObject({
      tried: 1,
      stored: 0,
      stillRejected: 1,
    });
    const again = await post("/api/v1/rejects/replay", { source: "web", historical: true });
    expect(again.json()).toMatchObject({ tried: 1, stored: 1, events: [{ source: "web", stored: 1 }] });
    expect(await replayRejects(ws.store, { clock: systemClock, historical: true })).toMatchObject({
      tried: 0,
    });
    expect((await post("/v1/import", { batch: [event] }, { authorization })).json()).toMatchObject({
      duplicates: 1,
    });
    const [{ n } = { n: 0 }] = await ws.store.rows<{ n: number }>(
      "SELECT (SELECT count(*) FROM event_inbox) + (SELECT count(*) FROM events) AS n",
    );
    expect(n).toBe(1);
  });
});
