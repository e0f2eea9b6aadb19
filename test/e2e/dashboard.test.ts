import { afterAll, afterEach, beforeAll, describe, expect } from "vitest";
import { havePart } from "../parts.ts";
import { accessTests } from "./access.ts";
import { launchBrowser } from "./browser.ts";
import { dataTests } from "./data.ts";
import { figureTests } from "./figures.ts";
import { languageTests } from "./language.ts";
import { openSite, type Site } from "./site.ts";
import { stateTests } from "./states.ts";
import { useTests } from "./use.ts";

const browser = await launchBrowser();

afterAll(async () => {
  await browser?.close();
});

/** A site for the tests of one describe; each leaves the browser's console clean. */
function siteOn(workspace?: string): () => Site {
  let site: Site;
  beforeAll(async () => {
    site = await openSite(browser!, workspace);
  });
  afterEach(async () => {
    await site.tidy();
    expect(site.complaints(), "console of the browser").toEqual([]);
  });
  afterAll(async () => {
    await site?.close();
  });
  return () => site;
}

/** Some tests walk through every page; the machine may be busy. */
const timeout = 300_000;

describe.skipIf(!browser)("the dashboard in a browser", { timeout }, () => {
  const here = siteOn();
  describe("figures", () => figureTests(here));
  describe("states", () => stateTests(here));
  describe("use", () => useTests(here));
  describe("languages", () => languageTests(here));
  describe("access for all", () => accessTests(here));
  // Last: these change what is stored.
  describe("data", () => dataTests(here));
});

/** The same on real data: `KINDRED_DEMO_WORKSPACE` names the workspace that `kindred demo --no-serve` filled. */
const demo = process.env.KINDRED_DEMO_WORKSPACE;
const haveDemo = havePart(
  "demo",
  demo !== undefined,
  "Run `npm run demo -- --no-serve` and set KINDRED_DEMO_WORKSPACE to its workspace.",
);
describe.skipIf(!browser || !haveDemo)("the demo in a browser", { timeout }, () => {
  const here = siteOn(demo);
  describe("figures", () => figureTests(here));
  describe("languages", () => languageTests(here));
  describe("access for all", () => accessTests(here));
});
