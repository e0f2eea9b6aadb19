// Rule 2 of the store: while a server has the workspace, the command line talks to that server.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const main = join(import.meta.dirname, "..", "..", "src", "main.ts");
let folder: string;
let workspace: string;
let server: ChildProcess;
let url: string;

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function start(args: readonly string[], cwd: string): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [main, ...args, "--workspace", workspace], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (d) => {
    out += d;
  });
  child.stderr.on("data", (d) => {
    err += d;
  });
  const ended = new Promise<Ended>((resolve) => child.on("close", (code) => resolve({ code, out, err })));
  return { child, ended };
}

const kindred = (...args: string[]) => start(args, folder).ended;

/** A server on the workspace; resolves when it says where it answers. */
async function serve(): Promise<void> {
  server = start(["serve", "--port", "0", "--json"], folder).child;
  let said = "";
  await new Promise<void>((resolve, reject) => {
    server.stdout!.on("data", (d) => {
      said += d;
      if (/\}\s*$/.test(said)) resolve();
    });
    server.on("close", () => reject(new Error("the server did not start")));
  });
  url = JSON.parse(said).url;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "kindred-served-"));
  workspace = join(folder, "ws");
  writeFileSync(
    join(folder, "shop.csv"),
    "invoice,customer,date,amount\n1,ann,2024-01-02,10.50\n2,bob,2024-01-03,7.00\n3,ann,2024-02-05,3.25\n",
  );
  await serve();
});
afterAll(async () => {
  server.kill("SIGTERM");
  await new Promise((resolve) => server.once("close", resolve));
  rmSync(folder, { recursive: true, force: true });
});

test("an import runs in the server, from a path of the caller's folder, with its progress and accounts", async () => {
  const { code, out, err } = await kindred(
    "import",
    "shop.csv",
    "--as",
    "orders",
    "--currency",
    "EUR",
    "--json",
  );
  expect(code, err).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ received: 3, stored: 3, duplicates: 0, rejected: 0 });
  expect(err).toContain("Reading");
  const overview = await (await fetch(`${url}/api/v1/data`)).json();
  expect(JSON.stringify(overview)).toContain("shop.csv");
});

test("results, their language and exit codes are those of the verb itself", async () => {
  const check = await kindred("check", "--json");
  expect(JSON.parse(check.out).tables).toEqual(
    expect.arrayContaining([expect.objectContaining({ table: "orders", rows: 3 })]),
  );
  const chinese = await kindred("goal", "list", "--lang", "zh");
  expect(chinese.out).toMatch(/\p{Script=Han}/u);
  const refused = await kindred("train", "--json");
  expect([1, 3]).toContain(refused.code);
});

test("errors of the verb arrive as they are, with their exit code", async () => {
  const missing = await kindred("import", "nowhere.csv", "--as", "orders", "--json");
  expect(missing.code).toBe(1);
  expect(JSON.parse(missing.out).error.code).toBe("file-missing");
  const wrong = await kindred("goal", "add", "x", "--kind", "churn", "--horizon", "-3d", "--json");
  expect(wrong.code).toBe(2);
  expect(JSON.parse(wrong.out).error.code).toBe("bad-option");
});

test("an export is written into the caller's folder", async () => {
  const { code, err } = await kindred("export", "customers", "--to", "customers.csv");
  expect(code, err).toBe(0);
  expect(readFileSync(join(folder, "customers.csv"), "utf8")).toContain("ann");
});

test("only who can read the lock file may command the server", async () => {
  const call = { args: ["goal", "list"], cwd: folder, lang: "en" };
  const post = (headers: Record<string, string>) =>
    fetch(`${url}/api/v1/commands`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(call),
    });
  expect((await post({})).status).toBe(401);
  expect((await post({ authorization: "Bearer guess" })).status).toBe(401);
  const { token } = JSON.parse(readFileSync(join(workspace, "lock"), "utf8"));
  const right = await post({ authorization: `Bearer ${token}` });
  expect(right.status).toBe(200);
  expect((await right.text()).trim().split("\n").at(-1)).toBe('{"exit":0}');
  if (process.platform !== "win32") expect(statSync(join(workspace, "lock")).mode & 0o077).toBe(0);
});

test("a server that dies in the middle: an error that says so, and nothing half done", async () => {
  writeFileSync(
    join(folder, "large.csv"),
    `invoice,customer,date,amount\n${Array.from({ length: 300_000 }, (_, i) => `L${i},c${i % 999},2024-04-01,2.00`).join("\n")}\n`,
  );
  const run = start(["import", "large.csv", "--as", "orders", "--currency", "EUR", "--json"], folder);
  await new Promise<void>((resolve) => run.child.stderr!.once("data", () => resolve()));
  const gone = new Promise((resolve) => server.once("close", resolve));
  server.kill("SIGKILL");
  await gone;
  const { code, out } = await run.ended;
  expect(code).toBe(1);
  expect(JSON.parse(out).error.code).toBe("server-stopped");
  await serve();
  const check = await kindred("check", "--json");
  expect(JSON.parse(check.out).tables).toEqual(
    expect.arrayContaining([expect.objectContaining({ table: "orders", rows: 3 })]),
  );
});
