import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { startServer } from "../../src/serve/server.ts";
import { Store } from "../../src/store/store.ts";
import { languages } from "../../src/words/index.ts";
import { launchBrowser } from "./browser.ts";
import { pagesOf } from "./pages.ts";
import { desk, openWindow, phone, visit } from "./visit.ts";

/**
 * Takes every page of the dashboard in light and dark, in every language, at 1440 and 390 pixels:
 * `node bin/run.mjs node test/e2e/shoot.ts --workspace DIR --to FOLDER [--only overview,segments] [--lang en] [--scheme light] [--width 390]`
 */
const { values } = parseArgs({
  options: {
    workspace: { type: "string" },
    to: { type: "string" },
    only: { type: "string" },
    lang: { type: "string" },
    scheme: { type: "string" },
    width: { type: "string" },
    window: { type: "boolean", default: false },
  },
});
const { workspace, to } = values;
if (!workspace || !to) throw new Error("Give --workspace DIR and --to FOLDER.");
mkdirSync(to, { recursive: true });

const store = await Store.open({ workspace: resolve(workspace) });
const server = await startServer({ store, port: 0, host: "127.0.0.1" });
const browser = await launchBrowser();
if (!browser) throw new Error("No browser can run here.");
const kept = (list: string | undefined, name: string) => !list || list.split(",").includes(name);
const errors: string[] = [];
const pages = await pagesOf(store);
for (const lang of languages.filter((l) => kept(values.lang, l)))
  for (const scheme of (["light", "dark"] as const).filter((s) => kept(values.scheme, s)))
    for (const width of [desk, phone].filter((w) => kept(values.width, String(w)))) {
      const { context, page } = await openWindow(browser, { lang, scheme, width }, errors);
      for (const { name, path } of pages.filter((p) => kept(values.only, p.name))) {
        await visit(page, server.url + path);
        const file = join(to, `${name}-${width}-${scheme}-${lang}.png`);
        await page.screenshot({ path: file, fullPage: !values.window });
        process.stdout.write(`${file}\n`);
      }
      await context.close();
    }
for (const error of errors) process.stderr.write(`${error}\n`);
await browser.close();
await server.close();
await store.close();
