import { afterAll, afterEach, beforeAll, describe, expect } from "vitest";
import { accessTests } from "./access.ts";
import { launchBrowser } from "./browser.ts";
import { figureTests } from "./figures.ts";
import { languageTests } from "./language.ts";
import { openSite, type Site } from "./site.ts";
import { stateTests } from "./states.ts";
import { useTests } from "./use.ts";

const browser = await launchBrowser();

describe.skipIf(!browser)("the dashboard in a browser", () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite(browser!);
  });
  afterEach(async () => {
    await site.tidy();
    expect(site.complaints(), "console of the browser").toEqual([]);
  });
  afterAll(async () => {
    await site?.close();
    await browser?.close();
  });
  const here = () => site;

  describe("figures", () => figureTests(here));
  describe("states", () => stateTests(here));
  describe("use", () => useTests(here));
  describe("languages", () => languageTests(here));
  describe("access for all", () => accessTests(here));
});
