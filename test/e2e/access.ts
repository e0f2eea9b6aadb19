import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "vitest";
import { pagesOf } from "./pages.ts";
import type { Site } from "./site.ts";
import { desk, phone, visit } from "./visit.ts";

/** axe finds nothing on any page, in light and dark, on a desk and on a phone, empty or full. */
export function accessTests(site: () => Site): void {
  for (const scheme of ["light", "dark"] as const)
    for (const width of [desk, phone])
      test(`axe finds nothing in ${scheme} at ${width}`, async () => {
        const page = await site().window({ scheme, width });
        const pages = (await pagesOf(site().store)).map((p) => ({ name: p.name, url: site().url + p.path }));
        for (const { name, url } of [...pages, { name: "empty", url: site().emptyUrl }]) {
          await visit(page, url);
          const { violations } = await new AxeBuilder({ page }).analyze();
          const told = violations.map(
            (v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(" | ")}`,
          );
          expect(told, `${name}, ${scheme}, ${width}`).toEqual([]);
        }
      });

  test("every heading is in its order, and a page has one answer", async () => {
    const page = await site().window();
    for (const { name, path } of await pagesOf(site().store)) {
      await visit(page, site().url + path);
      expect(await page.locator("h1").count(), name).toBe(1);
    }
  });

  test("everything that can be clicked can be reached by Tab, and shows where one is", async () => {
    const page = await site().window();
    await visit(page, `${site().url}/customers`);
    const wanted = Number(
      await page.evaluate(`[...document.querySelectorAll("a[href], button, input")]
        .filter((e) => e.checkVisibility() && !e.disabled && e.tabIndex >= 0).length`),
    );
    const seen = new Set<string>();
    for (let i = 0; i < wanted + 10; i++) {
      await page.keyboard.press("Tab");
      const here = (await page.evaluate(`(() => {
        const e = document.activeElement;
        window.__n ??= new Map();
        if (!window.__n.has(e)) window.__n.set(e, window.__n.size);
        const style = getComputedStyle(e);
        const ring = style.outlineStyle !== "none" || style.boxShadow !== "none" || style.borderColor !== "";
        return [String(window.__n.get(e)), e.matches("a[href], button, input"), ring];
      })()`)) as [string, boolean, boolean];
      if (here[1]) seen.add(here[0]);
      expect(here[2]).toBe(true);
    }
    expect(seen.size).toBeGreaterThanOrEqual(wanted);
  });
}
