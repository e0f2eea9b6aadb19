// Rule 2: one owner, by an exclusive lock file; a second one is told who holds it.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { expect, onTestFinished, test } from "vitest";
import { readOnly } from "../../src/store/inspect.ts";
import type { Holder } from "../../src/store/lock.ts";
import { processStart } from "../../src/store/process-start.ts";
import { Store } from "../../src/store/store.ts";
import { newFolder, openStore } from "./folder.ts";

const open = join(import.meta.dirname, "child", "open-workspace.ts");

function lockOf(workspace: string): Holder {
  return JSON.parse(readFileSync(join(workspace, "lock"), "utf8"));
}

/** A workspace with a lock file that says `holder`. */
function lockedBy(holder: object | string): string {
  const workspace = join(newFolder(), "ws");
  mkdirSync(workspace);
  writeFileSync(join(workspace, "lock"), typeof holder === "string" ? holder : JSON.stringify(holder));
  return workspace;
}

/** The number of a process that has ended. */
function deadPid(): number {
  return spawnSync(process.execPath, ["-e", ""]).pid;
}

test("a second open in this process is refused, and both the holder and its work go on", async () => {
  const store = await openStore();
  const second = Store.open({ workspace: store.workspace });
  await expect(second).rejects.toMatchObject({ code: "workspace-locked", data: { pid: process.pid } });
  expect(lockOf(store.workspace).pid).toBe(process.pid);
  await store.write((w) => w.run("CREATE TABLE kept AS SELECT 1 AS x"));
  expect(await store.one("FROM kept")).toEqual({ x: 1 });
});

test("an open from a worker thread is refused", async () => {
  const store = await openStore();
  const worker = new Worker(open, { argv: [store.workspace] });
  const said = await new Promise((resolve) => worker.once("message", resolve));
  expect(said).toMatchObject({ code: "workspace-locked", data: { pid: process.pid } });
});

test("an open from another process is refused, whichever has it, and waits for neither", async () => {
  const store = await openStore();
  const other = spawnSync(process.execPath, [open, store.workspace], { encoding: "utf8" });
  expect(JSON.parse(other.stdout)).toMatchObject({ code: "workspace-locked", data: { pid: process.pid } });

  const workspace = join(newFolder(), "ws");
  const holder = await holding(workspace);
  await expect(Store.open({ workspace })).rejects.toMatchObject({
    code: "workspace-locked",
    data: { pid: holder.pid },
  });
  holder.kill("SIGKILL");
  await holder.ended;
  await openStore({ workspace });
});

test("where a server has it, the error says at which address", async () => {
  const store = await openStore();
  store.announce("http://127.0.0.1:4747");
  await expect(Store.open({ workspace: store.workspace })).rejects.toMatchObject({
    code: "workspace-served",
    data: { url: "http://127.0.0.1:4747", pid: process.pid },
  });
  await store.close();
  expect(existsSync(join(store.workspace, "lock"))).toBe(false);
});

test("reading only, from another process, is told the same", async () => {
  const workspace = join(newFolder(), "ws");
  const holder = await holding(workspace);
  await expect(readOnly(workspace, async () => 0)).rejects.toMatchObject({
    code: "workspace-locked",
    data: { pid: holder.pid },
  });
  holder.kill("SIGKILL");
  await holder.ended;
});

test("the lock of a process that has died is taken over", async () => {
  const store = await openStore({ workspace: lockedBy({ pid: deadPid(), token: "a", since: "2026-01-01" }) });
  expect(lockOf(store.workspace).pid).toBe(process.pid);
});

test("so is one whose process number belongs to another process by now", async () => {
  const workspace = lockedBy({ pid: process.pid, processStart: "earlier", token: "a", since: "2026-01-01" });
  const store = await openStore({ workspace });
  expect(lockOf(store.workspace).processStart).toBe(processStart(process.pid));
});

test("but not one whose process number and start are those of a running process", async () => {
  const parent = process.ppid;
  const workspace = lockedBy({
    pid: parent,
    processStart: processStart(parent),
    token: "a",
    since: "2026-01-01",
  });
  await expect(Store.open({ workspace })).rejects.toMatchObject({ code: "workspace-locked" });
  expect(lockOf(workspace).pid).toBe(parent);
});

test("a lock file that cannot be read is respected while it is young, as its maker may still be writing", async () => {
  const workspace = lockedBy("");
  await expect(Store.open({ workspace })).rejects.toMatchObject({ code: "workspace-locked" });
  utimesSync(join(workspace, "lock"), 1e9, 1e9);
  await openStore({ workspace });
});

test("of many heirs of a dead owner one gets the workspace, and an heir's death does not block the next", async () => {
  const workspace = lockedBy({ pid: deadPid(), token: "a", since: "2026-01-01" });
  writeFileSync(join(workspace, "lock.takeover"), JSON.stringify({ pid: deadPid(), token: "b" }));
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => Store.open({ workspace })));
  const won = tries.flatMap((t) => (t.status === "fulfilled" ? [t.value] : []));
  expect(won).toHaveLength(1);
  await won[0]!.close();
  expect(readdirSync(workspace).filter((f) => f.startsWith("lock"))).toEqual([]);
});

test("a failed open gives the workspace free", async () => {
  const workspace = join(newFolder(), "ws");
  mkdirSync(workspace);
  writeFileSync(join(workspace, "kindred.duckdb"), "x".repeat(20_000));
  await expect(Store.open({ workspace })).rejects.toMatchObject({ code: "workspace-damaged" });
  expect(existsSync(join(workspace, "lock"))).toBe(false);
});

test("a process start is the same at every look and differs between processes", () => {
  expect(processStart(process.pid)).toBeDefined();
  expect(processStart(process.pid)).toBe(processStart(process.pid));
  expect(processStart(process.ppid)).not.toBe(processStart(process.pid));
  expect(processStart(deadPid())).toBeUndefined();
});

/** Another process that has `workspace` open. */
async function holding(workspace: string) {
  const child = spawn(process.execPath, [open, workspace, "hold"], { stdio: ["pipe", "pipe", "inherit"] });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  await new Promise((resolve) => child.stdout.once("data", resolve));
  return { pid: child.pid!, ended, kill: (signal: NodeJS.Signals) => child.kill(signal) };
}
