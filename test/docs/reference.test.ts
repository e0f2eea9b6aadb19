import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { describe, expect, test } from "vitest";
import { addVerbs } from "../../src/commands/verbs.ts";
import { errorStatus } from "../../src/core/errors.ts";
import { errorsPage } from "./errors-page.ts";
import { mappingPage } from "./mapping-page.ts";
import { routesPage } from "./routes-page.ts";

const docs = join(import.meta.dirname, "..", "..", "docs", "reference");
const src = join(import.meta.dirname, "..", "..", "src");

describe("the reference says what the code does", () => {
  test("errors.md lists every error code with its sentences, and no other", () => {
    expect(
      readFileSync(join(docs, "errors.md"), "utf8"),
      "run: node bin/run.mjs node test/docs/write.ts",
    ).toBe(errorsPage());
  });

  test("routes.md lists every route with its parameters, and no other", async () => {
    expect(
      readFileSync(join(docs, "routes.md"), "utf8"),
      "run: node bin/run.mjs node test/docs/write.ts",
    ).toBe(await routesPage());
  });

  test("mapping.md names every field of every table and the columns that mean it", () => {
    expect(
      readFileSync(join(docs, "mapping.md"), "utf8"),
      "run: node bin/run.mjs node test/docs/write.ts",
    ).toBe(mappingPage());
  });

  test("every error code is thrown somewhere", () => {
    const text = readdirSync(src, { recursive: true, encoding: "utf8" })
      .filter(
        (f) =>
          f.endsWith(".ts") && !f.includes("words") && !f.endsWith("errors.ts") && !f.endsWith(".test.ts"),
      )
      .map((f) => readFileSync(join(src, f), "utf8"))
      .join("\n");
    expect(Object.keys(errorStatus).filter((code) => !text.includes(`"${code}"`))).toEqual([]);
  });

  test("commands.md names every verb and every option, and no other", () => {
    const page = readFileSync(join(docs, "commands.md"), "utf8");
    const verbs = leaves(addVerbs(new Command("kindred"), async () => {}));
    const documented = [...page.matchAll(/^## `kindred ([^`]+)`/gm)].map((m) => m[1]!);
    expect(documented.map((d) => d.split(/ [<[]/)[0]).sort()).toEqual(verbs.map((v) => v.name).sort());
    for (const verb of verbs) {
      const section = page.split(`## \`kindred ${verb.name}`)[1]!.split("\n## ")[0]!;
      const flags = [...section.matchAll(/`(--[a-z-]+)/g)].map((m) => m[1]!);
      expect([...new Set(flags)].sort(), verb.name).toEqual(verb.options);
    }
  });
});

function leaves(command: Command, prefix = ""): { name: string; options: string[] }[] {
  return command.commands.flatMap((c) => {
    const name = prefix ? `${prefix} ${c.name()}` : c.name();
    if (c.commands.length > 0) return leaves(c, name);
    const common = ["--workspace", "--json", "--lang"];
    return [
      {
        name,
        options: c.options
          .map((o) => o.long!)
          .filter((o) => !common.includes(o))
          .sort(),
      },
    ];
  });
}
