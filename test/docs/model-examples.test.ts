import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..", "..");
const pages = join(root, "docs", "reference", "models");
const models = join(root, "src", "models");
const folder = mkdtempSync(join(tmpdir(), "kindred-examples-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The ```ts blocks of a page: its examples, which assert what they say. */
function examples(page: string): string[] {
  return [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map((block) => block[1]!);
}

/** The example as a file elsewhere: paths from the project's folder become whole ones. */
function elsewhere(code: string): string {
  return code.replaceAll(
    /(from\s+)"(\.\.?\/[^"]+)"/g,
    (_, from: string, path: string) => `${from}${JSON.stringify(pathToFileURL(resolve(root, path)).href)}`,
  );
}

describe("the examples of the model pages run, and what they assert holds", () => {
  for (const name of readdirSync(pages).filter((file) => file.endsWith(".md")))
    test(name, async () => {
      expect(existsSync(join(models, name.replace(".md", ""))), "a page is named after a model").toBe(true);
      const found = examples(readFileSync(join(pages, name), "utf8"));
      expect(found.length, "an example that runs").toBeGreaterThan(0);
      for (const [i, code] of found.entries()) {
        expect(code, "an example asserts its results").toContain("assert");
        const file = join(folder, `${name.replace(".md", "")}-${i}.ts`);
        writeFileSync(file, elsewhere(code));
        await import(pathToFileURL(file).href);
      }
    });

  test("an example whose assertion fails, fails", async () => {
    const file = join(folder, "wrong.ts");
    writeFileSync(file, 'import assert from "node:assert/strict";\nassert.equal(1 + 1, 3);\n');
    await expect(import(pathToFileURL(file).href)).rejects.toThrow();
  });
});
