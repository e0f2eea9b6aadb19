import { expect, test } from "vitest";
import { pickLanguage } from "./language.ts";

test.each([
  ["ru", undefined, "ru"],
  ["zh-CN", "ru", "zh"],
  [undefined, "de, ru;q=0.5, zh;q=0.8", "zh"],
  [undefined, "zh-TW", "zh"],
  [undefined, "ru;q=0, de", "en"],
  ["xx", "fr", "en"],
  [undefined, undefined, "en"],
] as const)("?lang=%s with Accept-Language %s is answered in %s", (asked, header, lang) => {
  expect(pickLanguage(asked, header, "en")).toBe(lang);
});
