import { expect, test } from "vitest";
import { languages } from "../../src/words/index.ts";
import { pagesOf } from "./pages.ts";
import type { Site } from "./site.ts";
import { desk, phone, visit } from "./visit.ts";

/**
 * Elements whose own text does not fit: cut off by their box, or out of the window where nothing scrolls.
 * A string, because it runs in the page.
 */
const cutOff = `(() => {
  const found = [];
  const scrolls = (e) => { for (let p = e; p; p = p.parentElement) if (/auto|scroll/.test(getComputedStyle(p).overflowX)) return true; return false; };
  for (const e of document.querySelectorAll("body *")) {
    if (![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) continue;
    if (e.closest("svg, .visually-hidden, .skip, [aria-hidden=true], .mantine-AppShell-navbar[aria-hidden]")) continue;
    const style = getComputedStyle(e);
    if (style.visibility === "hidden" || !e.checkVisibility()) continue;
    const clipped = /hidden|clip/.test(style.overflowX) && e.scrollWidth > e.clientWidth + 1;
    const box = e.getBoundingClientRect();
    const outside = box.width > 0 && box.left < innerWidth && box.right > innerWidth + 1 && !scrolls(e);
    if (clipped || outside) found.push(e.tagName + "." + e.className + ": " + e.textContent.trim().slice(0, 80));
  }
  if (document.documentElement.scrollWidth > innerWidth + 1) found.push("the page scrolls sideways");
  return found;
})()`;

/** A sentence's code instead of its words, or a hole in it. */
const unsaid =
  /\b(?:dashboard|segments|goals|quality|reasons|features|act|errors|ingest|progress|terms)\.[a-z][\w-]*(?:\.[\w-]+)*\b|\{\{|undefined|NaN/;

/** Every page in every language, on a desk and on a phone. */
export function languageTests(site: () => Site): void {
  for (const lang of languages)
    for (const width of [desk, phone])
      test(`${lang} at ${width}: nothing is cut off, nothing is left unsaid`, async () => {
        const page = await site().window({ lang, width });
        for (const { name, path } of await pagesOf(site().store)) {
          await visit(page, site().url + path);
          expect(await page.locator("html").getAttribute("lang")).toBe(lang);
          expect(await page.evaluate(cutOff), `${name} in ${lang} at ${width}`).toEqual([]);
          const text = String(await page.evaluate("document.body.innerText"));
          expect(text.match(unsaid)?.[0], `${name} in ${lang}`).toBeUndefined();
        }
      });

  test("each language is written in its own script, figures its own way", async () => {
    const scripts = { en: /likely to leave/, zh: /可能在 \d+ 天内流失/, ru: /(?:может|могут) уйти/ };
    for (const lang of languages) {
      const page = await site().window({ lang });
      await visit(page, site().url);
      expect(await page.locator("h1").textContent()).toMatch(scripts[lang]);
    }
  });
}
