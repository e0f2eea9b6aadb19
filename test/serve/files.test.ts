import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pino } from "pino";
import { Value } from "typebox/value";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "../../src/core/clock.ts";
import { Bus } from "../../src/core/events.ts";
import { buildApp } from "../../src/serve/app.ts";
import type { App } from "../../src/serve/context.ts";
import { FileImported, FilePreview, SentFile } from "../../src/serve/contract/files.ts";
import { Uploads } from "../../src/serve/uploads.ts";
import type { Store } from "../../src/store/store.ts";
import { freshWorkspace } from "../act/workspace.ts";

const key = "a key that others cannot guess";
let store: Store;
let close: () => Promise<void>;
let app: App;
let keyed: App;

beforeAll(async () => {
  ({ store, close } = await freshWorkspace());
  const log = pino({ level: "silent" });
  const options = { store, bus: new Bus(), clock: systemClock, lang: "en" as const, log };
  app = await buildApp(options);
  keyed = await buildApp({ ...options, apiKey: key });
});
afterAll(async () => {
  await app.close();
  await keyed.close();
  await close();
});

/** Orders of one shop; the third row’s date cannot be read, and no name tells whether `Who` or `Clerk` is the customer. */
const shop = (day: string) =>
  [
    "Receipt;Day;Who;Clerk;Sum",
    `1;${day}-01;C1;K1;10.50`,
    `2;${day}-02;C2;K1;20.00`,
    "3;soon;C3;K2;5.00",
    `4;${day}-04;C1;K2;7.25`,
  ].join("\n");

const headers = { host: "localhost", "content-type": "application/octet-stream" };
const send = (name: string, payload: string | Buffer, server = app, more: Record<string, string> = {}) =>
  server.inject({
    method: "POST",
    url: `/api/v1/files?name=${encodeURIComponent(name)}`,
    headers: { ...headers, ...more },
    payload,
  });
const post = (url: string, payload: object) =>
  app.inject({ method: "POST", url, headers: { host: "localhost" }, payload });
const sent = async (name: string, text: string) => (await send(name, text)).json().upload as string;
const imports = () => store.rows("SELECT * FROM imports");

describe("a file of the browser", () => {
  test("sent, looked at, and stored only when somebody says so", async () => {
    const answer = await send("January shop.csv", shop("2025-01"));
    expect([...Value.Errors(SentFile, answer.json())]).toEqual([]);
    const { upload, bytes } = answer.json();
    expect(bytes).toBe(Buffer.byteLength(shop("2025-01")));
    const unsure = (await post(`/api/v1/files/${upload}/preview`, { table: "orders" })).json();
    expect(unsure.problem.what.code).toBe("errors.field-unmapped.what");
    // What was found is told with the problem, and what the file must have.
    expect(unsure.fields.find((f: { field: string }) => f.field === "date").column).toBe("Day");
    expect(unsure.needs).toContainEqual(["customer"]);
    const map = { customer: "Who", amount: "Sum", channel: "" };
    const preview = await post(`/api/v1/files/${upload}/preview`, { table: "orders", map });
    expect(preview.statusCode, preview.body).toBe(200);
    const told = preview.json();
    expect([...Value.Errors(FilePreview, told)]).toEqual([]);
    expect(told.file).toBe("January shop.csv");
    expect(told.columns).toEqual(["Receipt", "Day", "Who", "Clerk", "Sum"]);
    expect(told.rows.map((r: { rejected: { code: string } | null }) => r.rejected?.code)).toEqual([
      undefined,
      undefined,
      "ingest.rejected.date-unreadable",
      undefined,
    ]);
    expect(await imports()).toEqual([]);

    const answered = await post(`/api/v1/files/${upload}/import`, { table: "orders", map, currency: "eur" });
    expect(answered.statusCode, answered.body).toBe(200);
    const done = answered.json();
    expect([...Value.Errors(FileImported, done)]).toEqual([]);
    expect(done.import).toMatchObject({
      received: 4,
      stored: 3,
      duplicates: 0,
      rejected: 1,
      currency: "EUR",
    });
    const stored = await store.rows("SELECT sum(amount_minor)::BIGINT AS minor, count(*) AS n FROM orders");
    expect(stored).toEqual([{ minor: 3775, n: 3 }]);
    expect(readdirSync(join(store.workspace, "stage"))).toEqual([]);
    expect((await post(`/api/v1/files/${upload}/preview`, { table: "orders" })).json().code).toBe(
      "upload-unknown",
    );
  });

  test("the next file with the same columns is read as the last one was", async () => {
    const upload = await sent("february.csv", shop("2025-02"));
    const told = (await post(`/api/v1/files/${upload}/preview`, { table: "orders" })).json();
    expect(told.remembered).toMatchObject({ importId: 1, file: "January shop.csv" });
    const column = (field: string) =>
      told.fields.find((f: { field: string }) => f.field === field).column as string | null;
    expect([column("customer"), column("amount"), column("channel")]).toEqual(["Who", "Sum", null]);
    expect(told.currency).toBe("EUR");
    // What a person says goes before what is remembered.
    const other = { table: "orders", map: { customer: "Clerk", amount: "" } };
    const again = (await post(`/api/v1/files/${upload}/preview`, other)).json();
    expect(again.remembered).toBeNull();
    expect(again.rows[0].values.customer_id).toBe("K1");
    expect(again.fields.find((f: { field: string }) => f.field === "amount").column).toBeNull();
  });

  test("no column needs be a field, and a file that lacks what is needed shows its columns", async () => {
    const upload = await sent("odd.csv", "A;B\nx;1\ny;2\n");
    const told = (await post(`/api/v1/files/${upload}/preview`, { table: "orders" })).json();
    expect([...Value.Errors(FilePreview, told)]).toEqual([]);
    expect(told.problem.what.code).toMatch(/^errors\.(no-date-column|field-unmapped)\.what$/);
    expect(told.problem.what.text).toContain("odd.csv");
    expect(told.columns).toEqual(["A", "B"]);
    expect(told.rows).toEqual([]);
  });

  test("errors name the file as its owner does, not where it stands on the server", async () => {
    const upload = await sent("report.pdf", "%PDF-1.7 nothing to see");
    const answer = await post(`/api/v1/files/${upload}/preview`, { table: "orders" });
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.body).toContain("report.pdf");
    expect(answer.body).not.toContain(store.workspace);
  });

  test("a name cannot leave its folder", async () => {
    const answer = await send("../../../evil/..\\x\u0000.csv", "A;B\n1;2\n");
    expect(answer.statusCode).toBe(200);
    const folder = join(store.workspace, "stage", `upload-${answer.json().upload}`);
    expect(readdirSync(folder)).toHaveLength(1);
    expect(existsSync(join(store.workspace, "..", "evil"))).toBe(false);
  });

  test("a page of another site, a form, and a call without the key send nothing", async () => {
    expect((await send("x.csv", "A\n1", app, { origin: "http://evil.example" })).json().code).toBe(
      "origin-refused",
    );
    expect((await send("x.csv", "A\n1", app, { "content-type": "text/plain" })).json().code).toBe(
      "media-type",
    );
    expect((await send("x.csv", "A\n1", keyed)).statusCode).toBe(401);
    const opened = await send("x.csv", "A\n1", keyed, { authorization: `Bearer ${key}` });
    expect(opened.statusCode).toBe(200);
  });
});

describe("files that wait", () => {
  test("a file above the limit is refused, and nothing of it is left", async () => {
    const uploads = new Uploads(store.workspace, 3_000_000);
    const before = readdirSync(join(store.workspace, "stage"));
    const large = Readable.from([Buffer.alloc(2_000_000), Buffer.alloc(2_000_000)]);
    await expect(uploads.receive(large, "large.csv")).rejects.toMatchObject({
      code: "upload-too-large",
      data: { limitMb: 3 },
    });
    expect(readdirSync(join(store.workspace, "stage"))).toEqual(before);
  });

  test("a sender who goes away leaves nothing; of many that wait the oldest goes", async () => {
    const uploads = new Uploads(store.workspace, 1_000_000);
    const before = readdirSync(join(store.workspace, "stage")).length;
    const broken = new Readable({ read() {} });
    broken.push("A;B\n");
    const receiving = uploads.receive(broken, "half.csv");
    broken.destroy(new Error("the sender went away"));
    await expect(receiving).rejects.toThrow("went away");
    const ids: string[] = [];
    for (let i = 0; i < 6; i++) ids.push((await uploads.receive(Readable.from(["A"]), `${i}.csv`)).id);
    expect(() => uploads.get(ids[0]!)).toThrow("upload-unknown");
    expect(uploads.get(ids[5]!).name).toBe("5.csv");
    expect(readdirSync(join(store.workspace, "stage")).length).toBe(before + 4);
    await uploads.removeAll();
  });
});

describe("rejected rows", () => {
  const rejects = async (query = "") =>
    (await app.inject({ url: `/api/v1/rejects?${query}`, headers: { host: "localhost" } })).json();

  test("by import and rule, with line, value and what to do; the same as SQL", async () => {
    const told = await rejects("import=1");
    const sql = await store.rows<{ n: number }>("SELECT count(*) AS n FROM rejects WHERE import_id = 1");
    expect(told.rowsTotal).toBe(sql[0]!.n);
    expect(told.groups).toMatchObject([
      { importId: 1, from: "January shop.csv", rule: "date-unreadable", rows: 1 },
    ]);
    expect(told.rows).toMatchObject([{ line: 4, column: "Day", value: "soon" }]);
    expect(told.rows[0].hint.text).toContain("Day");
    expect((await rejects("import=99")).rowsTotal).toBe(0);
    expect((await rejects("rule=number-unreadable")).rows).toEqual([]);
  });

  test("as a file whose values start no formula", async () => {
    await store.write(async (w) => {
      await w.run(
        "INSERT INTO rejects (import_id, row_number, line, column_name, value, rule, raw) VALUES (1, 9, 10, 'Sum', '=cmd()', 'number-unreadable', '9;\"=cmd()\"')",
      );
    });
    const answer = await app.inject({
      url: "/api/v1/rejects/csv?rule=number-unreadable&lang=ru",
      headers: { host: "localhost" },
    });
    const lines = answer.body.replace("\uFEFF", "").trim().split("\r\n");
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain("January shop.csv,10,9,,Sum,'=cmd(),number-unreadable,");
    expect(lines[1]).toMatch(/\p{Script=Cyrillic}/u);
  });
});
