import { describe, expect, test } from "vitest";
import { errorStatus } from "../src/core/errors.ts";
import { catalogues, languages, words } from "../src/words/index.ts";

type Tree = { readonly [key: string]: string | Tree };

/** code → sentence, plural forms of one code under `code` (all forms joined). */
function flatten(tree: Tree, prefix = "", out = new Map<string, string[]>()): Map<string, string[]> {
  for (const [key, value] of Object.entries(tree)) {
    const path = prefix ? `${prefix}.${key}` : key;
    if (typeof value !== "string") flatten(value, path, out);
    else {
      const code = path.replace(/_(zero|one|two|few|many|other)$/, "");
      out.set(code, [...(out.get(code) ?? []), value]);
    }
  }
  return out;
}

function placeholders(sentences: readonly string[]): string[] {
  const names = sentences.flatMap((s) => [...s.matchAll(/\{\{\s*(\w+)/g)].map((m) => m[1]!));
  return [...new Set(names)].filter((n) => n !== "count").sort();
}

const flat = Object.fromEntries(languages.map((l) => [l, flatten(catalogues[l] as unknown as Tree)]));

describe("the word catalogues", () => {
  test.each(["zh", "ru"] as const)("%s has the same codes as en", (lang) => {
    expect([...flat[lang]!.keys()].sort()).toEqual([...flat.en!.keys()].sort());
  });

  test.each(["zh", "ru"] as const)("%s fills in the same data as en", (lang) => {
    const different = [...flat.en!].filter(
      ([code, s]) => placeholders(s).join() !== placeholders(flat[lang]!.get(code) ?? []).join(),
    );
    expect(different.map(([code]) => code)).toEqual([]);
  });

  test("no sentence is empty, and Chinese and Russian are written in their own script", () => {
    for (const lang of languages)
      for (const [code, s] of flat[lang]!) expect(s.every(Boolean), `${lang} ${code}`).toBe(true);
    const share = (lang: "zh" | "ru", script: RegExp) =>
      [...flat[lang]!.values()].filter((s) => script.test(s.join(""))).length / flat[lang]!.size;
    expect(share("zh", /\p{Script=Han}/u)).toBeGreaterThan(0.8);
    expect(share("ru", /\p{Script=Cyrillic}/u)).toBeGreaterThan(0.8);
  });

  test("every error code has a sentence and a next step, and no sentence is without a code", () => {
    expect(Object.keys(catalogues.en.errors).sort()).toEqual(Object.keys(errorStatus).sort());
    for (const entry of Object.values(catalogues.en.errors))
      expect(Object.keys(entry).sort()).toEqual(["next", "what"]);
  });

  test("figures are written as each language writes them", () => {
    const data = { free: 1234567, workspace: "w" };
    expect(words("en").say("commands.doctor.disk", data)).toContain("1,234,567");
    expect(words("ru").say("commands.doctor.disk", data)).toMatch(/1\s234\s567/u);
  });
});
