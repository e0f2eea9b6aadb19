import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Language } from "../../src/words/index.ts";

/** How a page is looked at. */
export interface Look {
  readonly lang: Language;
  readonly scheme: "light" | "dark";
  readonly width: number;
}

export const phone = 390;
export const desk = 1440;

/** A window of its own; errors that its pages write to the console or throw are added to `errors`. */
export async function openWindow(
  browser: Browser,
  look: Look,
  errors: string[] = [],
): Promise<{ context: BrowserContext; page: Page }> {
  const touch = look.width <= phone;
  const context = await browser.newContext({
    viewport: { width: look.width, height: touch ? 844 : 900 },
    colorScheme: look.scheme,
    locale: { en: "en-GB", zh: "zh-CN", ru: "ru-RU" }[look.lang],
    hasTouch: touch,
    isMobile: touch,
    reducedMotion: "reduce",
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on("pageerror", (error) => errors.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning")
      errors.push(`${page.url()}: ${message.text()}`);
  });
  return { context, page };
}

/** Goes to an address and waits until its answer, its charts and its font are there. */
export async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await settled(page);
}

/** What stands on a page only while something is on its way. */
const unsettled = "[aria-busy=true], .mantine-Skeleton-root, figure [role=img]:not(:has(canvas))";
const twoFrames = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))";

/** Waits until nothing is loading any more. */
export async function settled(page: Page): Promise<void> {
  await page.locator("h1").waitFor();
  await page.evaluate(twoFrames);
  await page.locator(unsettled).first().waitFor({ state: "detached" });
  await page.evaluate(`document.fonts.ready.then(() => ${twoFrames})`);
}
