import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readSettings, type Settings, settings } from "../../src/config.ts";

const page = readFileSync(join(import.meta.dirname, "..", "..", "docs", "reference", "settings.md"), "utf8");

test("settings.md lists every setting with its variable, values, default and place, and no other", () => {
  const rows = [...page.matchAll(/^\| `(\w+)` \| `(KINDRED_\w+)` \| (.*)$/gm)].map(
    ([, name, variable, rest]) => {
      const [allowed, otherwise, inFile] = rest!.split(" | ");
      return { name, variable, allowed, otherwise: otherwise!.replaceAll("`", ""), inFile: inFile === "yes" };
    },
  );
  const defaults = readSettings({}, {});
  const inWords: Partial<Record<keyof Settings, string>> = { threads: "cores, at most 4", apiKey: "none" };
  expect(rows).toEqual(
    Object.entries(settings).map(([key, { variable, allowed, inFile }]) => {
      const name = key as keyof Settings;
      return { name, variable, allowed, otherwise: inWords[name] ?? String(defaults[name]), inFile };
    }),
  );
});

test("its example is one that is read", () => {
  const example = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)![1]!);
  for (const [name, value] of Object.entries(example)) {
    const setting = settings[name as keyof Settings];
    expect(setting.inFile && setting.read(value)).toBe(value);
  }
});
