import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const src = join(import.meta.dirname, "..", "src");
const root = dirname(src);

/** Which rooms a room may import: the arrows of docs/decisions/0001, data going one way. */
const arrows: Record<string, readonly string[]> = {
  core: [],
  words: ["core"],
  store: ["core"],
  features: ["core", "store"],
  ingest: ["core", "store", "features"],
  quality: ["core", "store", "features"],
  models: ["core"],
  validate: ["core", "models"],
  explain: ["core", "models"],
  goals: ["core", "store", "features", "ingest", "quality", "models", "validate", "explain"],
  segments: ["core", "store", "features", "ingest", "quality", "models", "validate", "explain"],
};
arrows.act = [...arrows.goals!, "goals", "segments"];
arrows.flows = [...arrows.act, "act"];
arrows.serve = [...arrows.flows, "flows", "words"];
arrows.commands = [...arrows.serve, "serve"];
arrows["main.ts"] = ["commands", ...arrows.commands];
arrows["config.ts"] = ["core"];
const everyone = ["config.ts"];

interface Import {
  readonly file: string;
  readonly target: string;
}

function importsOf(file: string, text: string): Import[] {
  const out: Import[] = [];
  for (const m of text.matchAll(/(?:from|import)\s*\(?\s*["'](\.[^"']+)["']/g)) {
    out.push({ file, target: resolve(dirname(file), m[1]!) });
  }
  return out;
}

function room(path: string): string {
  return relative(src, path).split("/")[0]!;
}

/** Sentences about imports that go against the arrows. */
function violations(imports: readonly Import[]): string[] {
  return imports.flatMap(({ file, target }) => {
    const from = room(file);
    const to = room(target);
    if (from === to || to.startsWith("..")) return [];
    const allowed = arrows[from];
    if (!allowed)
      return [`${relative(root, file)}: room “${from}” has no arrows; add it to test/architecture.test.ts`];
    if (allowed.includes(to)) return [];
    if (everyone.includes(to) && !["core", "models", "words"].includes(from)) return [];
    return [`${relative(root, file)} imports ${relative(root, target)}: ${from} may not import ${to}`];
  });
}

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return path.endsWith(".ts") && !path.endsWith(".test.ts") ? [path] : [];
  });
}

describe("the arrows between rooms", () => {
  const files = sources(src);

  test("every import goes the data's way", () => {
    expect(files.length).toBeGreaterThan(10);
    expect(violations(files.flatMap((f) => importsOf(f, readFileSync(f, "utf8"))))).toEqual([]);
  });

  test("a planted wrong import is found", () => {
    const planted = importsOf(join(src, "models", "x.ts"), 'import { Store } from "../store/store.ts";');
    expect(violations(planted)).toEqual([
      "src/models/x.ts imports src/store/store.ts: models may not import store",
    ]);
    const sideways = importsOf(
      join(src, "goals", "x.ts"),
      'const a = await import("../segments/persona.ts");',
    );
    expect(violations(sideways)).toHaveLength(1);
  });

  test("models know no SQL, file, HTTP, clock or global randomness", () => {
    const forbidden =
      /["']node:(fs|http|https|net|path|child_process)|@duckdb|Math\.random|Date\.now|new Date\(|process\.env/;
    const found = sources(join(src, "models")).filter((f) => forbidden.test(readFileSync(f, "utf8")));
    expect(found.map((f) => relative(root, f))).toEqual([]);
  });

  test("only config.ts reads the environment", () => {
    const found = files.filter(
      (f) => !f.endsWith("config.ts") && readFileSync(f, "utf8").includes("process.env"),
    );
    expect(found.map((f) => relative(root, f))).toEqual([]);
  });
});
