// What can be wrong with a workspace, and Ctrl-C, as a person at the command line meets them.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Store } from "../../src/store/store.ts";

const root = join(import.meta.dirname, "..", "..");
const main = join(root, "src", "main.ts");
const sample = join(root, "samples", "online_retail", "online_retail.parquet");

let folder: string;
let workspace: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kindred-cli-workspace-"));
  workspace = join(folder, "ws");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly child: ChildProcess;
  /** Resolves when the child has written this, on stdout or stderr. */
  said(text: RegExp): Promise<void>;
  /** What it has written on stdout so far. */
  text(): string;
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; out: string; err: string }>;
}

function start(args: readonly string[], env: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, [main, ...args, "--workspace", workspace], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  let out = "";
  let err = "";
  const watchers: (() => void)[] = [];
  const heard = () => {
    for (const look of watchers) look();
  };
  child.stdout.on("data", (d) => {
    out += d;
    heard();
  });
  child.stderr.on("data", (d) => {
    err += d;
    heard();
  });
  const ended: Run["ended"] = new Promise((resolve) =>
    child.on("close", (code, signal) => resolve({ code, signal, out, err })),
  );
  const said = (text: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (text.test(out + err)) resolve();
      };
      watchers.push(look);
      look();
      void ended.then(() => reject(new Error(`ended without ${text}: ${out}${err}`)));
    });
  return { child, said, text: () => out, ended };
}

const kindred = (...args: string[]) => start(args).ended;

describe("Ctrl-C", () => {
  test("in an import: a sentence, exit 130, the workspace as before, the lock gone", async () => {
    const run = start(["import", sample, "--as", "orders", "--currency", "GBP", "--lang", "zh"]);
    await run.said(/\S/);
    run.child.kill("SIGINT");
    const { code, signal, err, out } = await run.ended;
    expect([code, signal], err).toEqual([130, null]);
    expect(err).toMatch(/\p{Script=Han}{4}/u);
    expect(err).not.toMatch(/Error|\n\s+at /);
    expect(out).toBe("");
    expect(existsSync(join(workspace, "lock"))).toBe(false);
    const store = await Store.open({ workspace });
    for (const table of ["orders", "order_lines", "imports", "rejects"])
      expect(await store.one(`SELECT count(*) AS n FROM ${table}`), table).toEqual({ n: 0 });
    await store.close();
  });

  test("that comes twice at once, as from a terminal through the launcher, is one", async () => {
    const run = start(["import", sample, "--as", "orders", "--json"]);
    await run.said(/\S/);
    run.child.kill("SIGINT");
    run.child.kill("SIGINT");
    const { code, signal, out } = await run.ended;
    expect([code, signal]).toEqual([130, null]);
    expect(JSON.parse(out).error.code).toBe("interrupted");
  });

  test("ends a server as it should: exit 0, the lock gone", async () => {
    const run = start(["serve", "--port", "0"]);
    await run.said(/http:/);
    run.child.kill("SIGINT");
    expect(await run.ended).toMatchObject({ code: 0, signal: null });
    expect(existsSync(join(workspace, "lock"))).toBe(false);
  });
});

describe("a workspace", () => {
  test("that a server has: a second server is told its address; doctor finds that no error", async () => {
    const server = start(["serve", "--port", "0", "--json"]);
    await server.said(/\}\s*$/);
    const { url } = JSON.parse(server.text());
    for (const args of [
      ["serve", "--port", "0"],
      ["demo", "--no-serve"],
    ]) {
      const second = await kindred(...args, "--json");
      expect(second.code).toBe(1);
      expect(JSON.parse(second.out).error).toMatchObject({ code: "workspace-served", data: { url } });
      expect(second.err).toContain(url);
    }
    const doctor = await kindred("doctor", "--json");
    const check = JSON.parse(doctor.out).checks.find((c: { check: string }) => c.check === "workspace");
    expect(check.state).toBe("warning");
    expect(check.text).toContain(url);
    server.child.kill("SIGTERM");
    await server.ended;
  });

  test("of a newer version: what to do, and not a byte changed; doctor says the same", async () => {
    const store = await Store.open({ workspace });
    await store.write((w) => w.run("INSERT INTO migrations VALUES (77, now()::TIMESTAMP)"));
    await store.close();
    const before = readFileSync(join(workspace, "kindred.duckdb"));
    const run = await kindred("rfm", "--json");
    expect(run.code).toBe(1);
    expect(JSON.parse(run.out).error).toMatchObject({ code: "workspace-newer", data: { version: 77 } });
    expect(run.err).toContain("Update Kindred");
    const doctor = await kindred("doctor");
    expect([doctor.code, doctor.out.includes("newer")]).toEqual([1, true]);
    expect(readFileSync(join(workspace, "kindred.duckdb")).equals(before)).toBe(true);
  });

  test("on a full disk: disk-full with the figures, and nothing stored", async () => {
    await (await Store.open({ workspace })).close();
    const run = start(["import", sample, "--as", "orders", "--currency", "GBP", "--json"], {
      KINDRED_MIN_FREE_DISK_MB: "1000000",
    });
    const { code, out } = await run.ended;
    expect(code).toBe(1);
    expect(JSON.parse(out).error).toMatchObject({ code: "disk-full", data: { need: 1_000_000 } });
    const store = await Store.open({ workspace });
    expect(await store.one("SELECT count(*) AS n FROM orders")).toEqual({ n: 0 });
    await store.close();
  });

  test("whose settings have a name that is none: exit 2 and the nearest known, in the language asked for", async () => {
    await (await Store.open({ workspace })).close();
    writeFileSync(join(workspace, "kindred.json"), '{ "treads": 2 }');
    const run = await kindred("rfm", "--lang=ru");
    expect(run.code).toBe(2);
    expect(run.err).toContain("threads");
    expect(run.err).toMatch(/[а-я]{4}/);
  });

  test("speaks the language of its own settings when something fails", async () => {
    await (await Store.open({ workspace })).close();
    writeFileSync(join(workspace, "kindred.json"), '{ "lang": "ru" }');
    const run = await kindred("rfm");
    expect(run.code).toBe(1);
    expect(run.err).toMatch(/[а-я]{4}/);
  });
});
