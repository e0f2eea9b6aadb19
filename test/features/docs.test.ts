import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { aggregates, facts } from "../../src/features/algebra.ts";
import { factFields } from "../../src/features/facts.ts";
import { parsePredicate } from "../../src/features/parse-predicate.ts";
import { shopFeatures } from "../../src/features/shop.ts";
import { languages, words } from "../../src/words/index.ts";

const page = readFileSync(join(import.meta.dirname, "..", "..", "docs", "reference", "features.md"), "utf8");
const section = (title: string) => page.split(`## ${title}\n`)[1]!.split("\n## ")[0]!;

describe("features are told to people", () => {
  test("names are unique", () => {
    expect(new Set(shopFeatures.map((f) => f.name)).size).toBe(shopFeatures.length);
  });

  test.each(languages)("each has a name and a sentence in %s, and no word is left over", (lang) => {
    const { say } = words(lang);
    for (const { name } of shopFeatures) {
      for (const code of [`features.${name}`, `features.about.${name}`]) expect(say(code)).not.toBe(code);
      expect(say(`features.about.${name}`)).toMatch(/[.。]$/);
    }
    const labels = shopFeatures.map(({ name }) => say(`features.${name}`));
    expect(new Set(labels).size, "two features of one name").toBe(labels.length);
  });

  test("features.md lists each with its unit and sentence, and no other", () => {
    const { say } = words("en");
    const lines = shopFeatures.map(
      ({ name, unit }) => `| \`${name}\` | ${unit} | ${say(`features.about.${name}`)} |`,
    );
    const told = section("The shop's features")
      .split("\n")
      .filter((line) => line.startsWith("| `"));
    expect(told).toEqual(lines);
  });

  test("features.md names every fact with its fields and every aggregate", () => {
    const text = section("Populations");
    for (const fact of facts) {
      const row = text.split("\n").find((line) => line.startsWith(`| \`${fact}\` | `))!;
      const named = [...row.split(" | ")[2]!.matchAll(/`(\w+)`/g)].map((m) => m[1]);
      expect(named, fact).toEqual(Object.keys(factFields[fact]));
    }
    for (const aggregate of aggregates) expect(text).toContain(`\`${aggregate}\``);
  });

  test("the population of features.md is one", () => {
    const example = section("Populations").split("```json")[1]!.split("```")[0]!;
    expect(parsePredicate(JSON.parse(example))).toEqual(JSON.parse(example));
  });
});
