import { pino } from "pino";
import type { TSchema } from "typebox";
import { Value } from "typebox/value";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "../../src/core/clock.ts";
import { Bus } from "../../src/core/events.ts";
import { buildApp } from "../../src/serve/app.ts";
import type { App } from "../../src/serve/context.ts";
import { Actions } from "../../src/serve/contract/actions.ts";
import { CustomerPage, Customers } from "../../src/serve/contract/customers.ts";
import { Data } from "../../src/serve/contract/data.ts";
import { Forecast } from "../../src/serve/contract/forecast.ts";
import { GoalPage, Goals } from "../../src/serve/contract/goals.ts";
import { Identity } from "../../src/serve/contract/identity.ts";
import { Overview } from "../../src/serve/contract/overview.ts";
import { Progress } from "../../src/serve/contract/progress.ts";
import { Recommendations } from "../../src/serve/contract/recommendations.ts";
import { Rejects } from "../../src/serve/contract/rejects.ts";
import { Points, Segments } from "../../src/serve/contract/segments.ts";
import { SourcePage, Sources } from "../../src/serve/contract/sources.ts";
import { Themes } from "../../src/serve/contract/themes.ts";
import type { Store } from "../../src/store/store.ts";
import { freshWorkspace } from "../act/workspace.ts";
import { filledWorkspace } from "./filled.ts";

/** Address, the route it stands for, and the schema its answer must have. */
const answers: readonly (readonly [url: string, route: string, schema: TSchema])[] = [
  ["/api/v1/overview", "/api/v1/overview", Overview],
  ["/api/v1/data", "/api/v1/data", Data],
  ["/api/v1/segments", "/api/v1/segments", Segments],
  ["/api/v1/segments/points?limit=100", "/api/v1/segments/points", Points],
  ["/api/v1/goals", "/api/v1/goals", Goals],
  ["/api/v1/goals/churn", "/api/v1/goals/{goal}", GoalPage],
  ["/api/v1/customers?search=1&sort=churn&order=asc", "/api/v1/customers", Customers],
  ["/api/v1/customers/C1", "/api/v1/customers/{customerId}", CustomerPage],
  [
    "/api/v1/customers/C1/recommendations?n=5",
    "/api/v1/customers/{customerId}/recommendations",
    Recommendations,
  ],
  ["/api/v1/actions?pageSize=200", "/api/v1/actions", Actions],
  ["/api/v1/identity", "/api/v1/identity", Identity],
  ["/api/v1/sources", "/api/v1/sources", Sources],
  ["/api/v1/sources/shop", "/api/v1/sources/{source}", SourcePage],
  ["/api/v1/forecast?weeks=4&of=orders&segment=0", "/api/v1/forecast", Forecast],
  ["/api/v1/themes", "/api/v1/themes", Themes],
  ["/api/v1/rejects", "/api/v1/rejects", Rejects],
  ["/api/v1/progress", "/api/v1/progress", Progress],
];
/** Routes without a JSON answer of their own, tested by name below or in progress.test.ts. */
const others = [
  "/health",
  "/api/v1/commands",
  "/api/v1/openapi.json",
  "/api/v1/export/{table}",
  "/api/v1/progress/stream",
  "/v1/kindred.js",
  // Files and rejects: test/serve/files.test.ts.
  "/api/v1/files",
  "/api/v1/files/{upload}/preview",
  "/api/v1/files/{upload}/import",
  "/api/v1/rejects/csv",
  "/api/v1/sources/{source}/replay",
  // test/ingest/replay-served.test.ts.
  "/api/v1/rejects/replay",
  // Events in: test/serve/tracking.test.ts.
  ...["identify", "track", "page", "screen", "group", "alias", "batch", "import"].map(
    (call) => `/v1/${call}`,
  ),
];

let filled: { store: Store; close(): Promise<void> };
let empty: { store: Store; close(): Promise<void> };
let app: App;
let emptyApp: App;

beforeAll(async () => {
  const log = pino({ level: "silent" });
  filled = await filledWorkspace();
  empty = await freshWorkspace();
  const options = { bus: new Bus(), clock: systemClock, lang: "en" as const, log };
  app = await buildApp({ ...options, store: filled.store });
  emptyApp = await buildApp({ ...options, store: empty.store });
});
afterAll(async () => {
  await app.close();
  await emptyApp.close();
  await filled.close();
  await empty.close();
});

const ask = (url: string, server = app) => server.inject({ url, headers: { host: "localhost" } });

describe("the contract", () => {
  test.each(answers)("%s answers as its schema says, and with nothing else", async (url, _, schema) => {
    for (const lang of ["en", "zh", "ru"]) {
      const answer = await ask(`${url}${url.includes("?") ? "&" : "?"}lang=${lang}`);
      expect(answer.statusCode, answer.body).toBe(200);
      const body = answer.json();
      expect([...Value.Errors(schema, body)].slice(0, 5)).toEqual([]);
      expect(Value.Clean(schema, structuredClone(body))).toEqual(body);
    }
  });

  test.each(answers.filter(([, route]) => !route.includes("{")))(
    "%s answers on an empty workspace",
    async (url, _, schema) => {
      const answer = await ask(url, emptyApp);
      expect(answer.statusCode, answer.body).toBe(200);
      expect([...Value.Errors(schema, answer.json())]).toEqual([]);
    },
  );

  test("OpenAPI 3.1 describes every route and no other, with the schema of each answer", async () => {
    const description = (await ask("/api/v1/openapi.json")).json();
    expect(description.openapi).toBe("3.1.0");
    const routes = Object.keys(description.paths);
    expect(routes.sort()).toEqual([...answers.map(([, route]) => route), ...others].sort());
    for (const [, route] of answers) {
      const { content } = description.paths[route].get.responses["200"];
      expect(content["application/json"].schema.type, route).toBe("object");
    }
  });

  test("no sentence is missing its words in any language", async () => {
    for (const [url] of answers)
      for (const lang of ["en", "zh", "ru"]) {
        const { body } = await ask(`${url}${url.includes("?") ? "&" : "?"}lang=${lang}`);
        const unsaid = [...body.matchAll(/"(?:text|label|channelText)":"([a-z]+(?:\.[\w-]+){1,4})"/g)];
        expect(
          unsaid.map((m) => m[1]),
          `${lang} ${url}`,
        ).toEqual([]);
        expect(body, `${lang} ${url}`).not.toMatch(/\{\{|undefined|NaN|\$t\(/);
      }
  });
});
